import { invalid } from "../platform/errors";

/** What of the customer's orders a case is about. */
export interface OrderContext {
  readonly orderId: string | null;
  readonly orderLineId: string | null;
  readonly productId: string | null;
}

/** What a command was given of it: undefined stays, null clears; a line comes with its order and product. */
export interface OrderContextGiven {
  readonly orderId: string | null | undefined;
  readonly line:
    | { readonly id: string; readonly orderId: string; readonly productId: string | null }
    | null
    | undefined;
  readonly productId: string | null | undefined;
}

/**
 * The order, line and product that a case has after a command. A line brings its order and product unless those are given
 * too; a line of another order than the given one is refused; another order leaves the former one's line behind.
 */
export function orderContext(given: OrderContextGiven, standing: OrderContext, path = "input"): OrderContext {
  const { line } = given;
  if (line) {
    if (given.orderId != null && given.orderId !== line.orderId)
      throw invalid({ path: `${path}.orderLineId`, rule: "ofOrder", message: "this line is of another order" });
    return {
      orderId: line.orderId,
      orderLineId: line.id,
      productId: given.productId === undefined ? (line.productId ?? standing.productId) : given.productId,
    };
  }
  const orderId = given.orderId === undefined ? standing.orderId : given.orderId;
  return {
    orderId,
    orderLineId: line === undefined && orderId === standing.orderId ? standing.orderLineId : null,
    productId: given.productId === undefined ? standing.productId : given.productId,
  };
}
