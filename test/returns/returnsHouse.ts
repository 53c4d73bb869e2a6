import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

/** A house with a product, an order of two lines, and what tests about supplier returns ask of it. */
export interface ReturnsHouse extends PeopleHouse {
  readonly lines: readonly string[];
  readonly product: string;
  openCase(input?: Record<string, unknown>): Promise<string>;
  open(input: Record<string, unknown>): Promise<any>;
}

export const OPEN = `mutation ($input: SupplierReturnInput!) { openSupplierReturn(input: $input) { supplierReturn {
  id number case { id } supplier orderLine { id } product { sku } quantity status notes openedBy { name }
} } }`;

export async function openReturnsHouse(): Promise<ReturnsHouse> {
  const people = await openPeopleHouse();
  const made = await people.asAdmin(`mutation {
    upsertProduct(input: { sku: "pdu", name: "PDU" }) { product { id } }
    one: upsertOrder(input: { number: "1", lines: [{ lineNumber: 1, sku: "pdu", quantity: 2 }, { lineNumber: 2, quantity: 1 }] }) {
      order { id lines { id } } }
    two: upsertOrder(input: { number: "2", lines: [{ lineNumber: 1, quantity: 1 }] }) { order { id lines { id } } }
  }`);
  const openCase: ReturnsHouse["openCase"] = async (input = {}) => {
    const { createCase } = await people.asAdmin(
      `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }`,
      { input: { title: "Wrong part", ...input } },
    );
    return createCase.case.id;
  };
  const open: ReturnsHouse["open"] = async (input) =>
    (await people.asAdmin(OPEN, { input: { supplier: "Maker", quantity: 1, ...input } })).openSupplierReturn
      .supplierReturn;
  return {
    ...people,
    lines: [...made.one.order.lines, ...made.two.order.lines].map((line: { id: string }) => line.id),
    product: made.upsertProduct.product.id,
    openCase,
    open,
  };
}
