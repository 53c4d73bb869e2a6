import { invalid } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { holdRules } from "../ruleWriting.steps";

/** Puts the rules into this order, which names every one of them once. By ROUTING_MANAGE. */
export async function reorderRoutingRules(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const { rules } = await transact(ctx, async (work) => {
    await holdRules(work);
    const wanted = ids.map((id) => id.toLowerCase());
    const standing = await work.query<{ id: string }>(sql`SELECT id FROM routing_rule WHERE deleted_at IS NULL`);
    const all = new Set(standing.map(({ id }) => id));
    if (new Set(wanted).size !== wanted.length || wanted.length !== all.size || wanted.some((id) => !all.has(id)))
      throw invalid({ path: "ids", rule: "everyOnce", message: "name every rule once" });
    await work.query(sql`UPDATE routing_rule r SET position = o.n, updated_at = ${work.now}
      FROM unnest(${wanted}::uuid[]) WITH ORDINALITY o (id, n) WHERE r.id = o.id AND r.position <> o.n`);
    return { rules: wanted };
  });
  return rules;
}
