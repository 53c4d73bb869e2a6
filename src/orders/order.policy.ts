import { Permission } from "../platform/access/permissions";
import { permit, type Viewer } from "../platform/access/viewer";
import type { Scope, Visible } from "../platform/read/scope";
import { FALSE, raw, sql, TRUE } from "../platform/sql";
import { Order } from "./order.entity";

/** The catalogue is for everyone who is signed in. */
export const productVisible: Visible = () => TRUE;

/** What lets staff see orders and work orders: what hangs on them, or what keeps them in step. */
const READS = [
  Permission.ASSET_READ,
  Permission.SERVICE_READ,
  Permission.SUPPLIER_RETURN_OPEN,
  Permission.INTEGRATION_MANAGE,
  Permission.DATA_TRANSFER,
] as const;

const customersOwn: Visible = (row, scope: Scope) => {
  if (READS.some((permission) => scope.can(permission))) return TRUE;
  return scope.can(Permission.PORTAL) ? sql`${row}.customer_id = ${scope.customerId}` : FALSE;
};

/** Staff see every order; a portal customer those of the own customer. */
export const orderVisible: Visible = customersOwn;

/** Staff see every work order; a portal customer those of the own customer. */
export const workOrderVisible: Visible = customersOwn;

/** With the order. */
export const orderLineVisible: Visible = (line, scope) => {
  const visible = scope.visible(Order, raw("seen_order"));
  if (visible === TRUE || visible === FALSE) return visible;
  return sql`EXISTS (SELECT FROM sales_order seen_order WHERE seen_order.id = ${line}.order_id AND ${visible})`;
};

/** FORBIDDEN unless the viewer keeps what other systems own in step: INTEGRATION_MANAGE or DATA_TRANSFER. */
export const mayKeepInStep = (viewer: Viewer): void =>
  permit(viewer, Permission.INTEGRATION_MANAGE, Permission.DATA_TRANSFER);
