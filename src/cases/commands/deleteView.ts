import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { takeView } from "../savedView.steps";

/** Takes a view away. One's own, or a shared one by SETTINGS_MANAGE. */
export function deleteView(ctx: Ctx, { id }: { readonly id: string }) {
  return transact(ctx, async (work) => {
    const view = await takeView(work, id);
    await work.query(sql`DELETE FROM saved_view WHERE id = ${view.id}`);
    return { removedId: view.id, case: null };
  });
}
