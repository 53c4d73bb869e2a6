import { invalid } from "../../platform/errors";
import { byKey, mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { permitSettings, type SaveLabel, saveLabel } from "../settings.steps";

export interface SaveCaseCategory extends SaveLabel {
  /** By key; null: a root. */
  readonly parent?: string | null;
}

/** Adds a category, or changes the one with this key; no category lies within itself. By SETTINGS_MANAGE. */
export function saveCaseCategory(ctx: Ctx, input: SaveCaseCategory) {
  return transact(ctx, async (work) => {
    permitSettings(work);
    // One at a time: two moves that are each right by themselves can make a circle together.
    await work.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('casegraph.category.tree', 0))`);
    const { parent } = await mustExist(work, {
      parent: input.parent != null && {
        ...byKey(
          "input.parent",
          input.parent,
          "category",
          sql`SELECT id FROM case_category WHERE key = ${input.parent}`,
        ),
        message: `no category has the key \`${input.parent}\``,
      },
    });
    const category = await saveLabel(work, "case_category", 20, input);
    if (input.parent !== undefined) {
      if (parent !== null) await noCircle(work, category, parent);
      await work.query(sql`UPDATE case_category SET parent_id = ${parent}::uuid WHERE id = ${category}`);
    }
    return { category };
  });
}

async function noCircle(work: Work, category: string, parent: string): Promise<void> {
  const circle = await work.one(sql`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM case_category WHERE id = ${parent}
      UNION SELECT c.id, c.parent_id FROM up JOIN case_category c ON c.id = up.parent_id
    ) SELECT 1 FROM up WHERE id = ${category}`);
  if (circle)
    throw invalid({ path: "input.parent", rule: "circle", message: "would make the category lie within itself" });
}
