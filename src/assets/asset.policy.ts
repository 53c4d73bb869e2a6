import { Permission } from "../platform/access/permissions";
import type { Visible } from "../platform/read/scope";
import { FALSE, sql, TRUE } from "../platform/sql";

/** Settings that forms need: for everyone who is signed in. */
export const settingVisible: Visible = () => TRUE;

/** Staff with ASSET_READ see every asset; a portal customer those of the own customer. */
export const assetVisible: Visible = (asset, scope) => {
  if (scope.can(Permission.ASSET_READ)) return TRUE;
  return scope.can(Permission.PORTAL) ? sql`${asset}.customer_id = ${scope.customerId}` : FALSE;
};
