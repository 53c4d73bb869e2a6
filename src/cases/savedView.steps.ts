import { notFound } from "../platform/errors";
import { typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { SavedView } from "./savedView.entity";
import { mayChangeView } from "./savedView.policy";

/** Locks a view that the viewer may change. */
export async function takeView(work: Work, id: string): Promise<{ readonly id: string; readonly ownerId: string }> {
  const found =
    typeOfId(id) === 45 &&
    (await work.one<{ id: string; ownerId: string }>(sql`SELECT v.id, v.owner_id AS "ownerId" FROM saved_view v
      WHERE v.id = ${id} AND ${work.scope.visible(SavedView, raw("v"))} FOR UPDATE`));
  if (!found) throw notFound("The view");
  mayChangeView(work, found);
  return found;
}
