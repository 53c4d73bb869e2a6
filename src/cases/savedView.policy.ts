import { Permission } from "../platform/access/permissions";
import { can } from "../platform/access/viewer";
import { forbidden } from "../platform/errors";
import type { Visible } from "../platform/read/scope";
import { or, sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** One's own, and what is shared; what staff share customers do not see. */
export const savedViewVisible: Visible = (view, scope) =>
  or(sql`${view}.owner_id = ${scope.viewerId}`, !scope.portal && sql`${view}.shared`);

/** FORBIDDEN unless the view is one's own; of others' what is shared may be kept in order by SETTINGS_MANAGE. */
export function mayChangeView({ actorId, ctx }: Work, view: { readonly ownerId: string }): void {
  if (view.ownerId !== actorId && ctx.viewer && !can(ctx.viewer, Permission.SETTINGS_MANAGE)) throw forbidden();
}

/** FORBIDDEN where a customer would share: what customers call things is not for the desk. */
export function mayShare({ scope }: Work): void {
  if (scope.portal) throw forbidden("A customer's views are not shared.");
}
