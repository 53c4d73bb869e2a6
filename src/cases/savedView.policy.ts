import { Person } from "../people/person.entity";
import { Permission } from "../platform/access/permissions";
import { can } from "../platform/access/viewer";
import { forbidden } from "../platform/errors";
import type { Visible } from "../platform/read/scope";
import { and, or, raw, sql, TRUE } from "../platform/sql";
import type { Work } from "../platform/work";

/** One's own, and what is shared by somebody whom one sees; what staff share customers do not see. */
export const savedViewVisible: Visible = (view, scope) => {
  const visible = scope.visible(Person, raw("its_owner"));
  const seen = sql`EXISTS (SELECT FROM person its_owner WHERE its_owner.id = ${view}.owner_id AND ${visible})`;
  return or(
    sql`${view}.owner_id = ${scope.viewerId}`,
    !scope.portal && and(sql`${view}.shared`, visible !== TRUE && seen),
  );
};

/** FORBIDDEN unless the view is one's own; of others' what is shared may be kept in order by SETTINGS_MANAGE. */
export function mayChangeView({ actorId, ctx }: Work, view: { readonly ownerId: string }): void {
  if (view.ownerId !== actorId && ctx.viewer && !can(ctx.viewer, Permission.SETTINGS_MANAGE)) throw forbidden();
}

/** FORBIDDEN where a customer would share: what customers call things is not for the desk. */
export function mayShare({ scope }: Work): void {
  if (scope.portal) throw forbidden("A customer's views are not shared.");
}
