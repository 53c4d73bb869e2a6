import { notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { holdRules } from "../ruleWriting.steps";

/** Takes a rule away; cases that it routed stay where they are. By ROUTING_MANAGE. */
export function deleteRoutingRule(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    await holdRules(work);
    const gone = await work.one<{ position: number }>(sql`
      UPDATE routing_rule SET deleted_at = ${work.now}, updated_at = ${work.now} WHERE id = ${id} AND deleted_at IS NULL
      RETURNING position`);
    if (!gone) throw notFound("The rule");
    await work.query(sql`DELETE FROM routing_turn WHERE rule_id = ${id}`);
    await work.query(sql`DELETE FROM routing_rule_skill WHERE rule_id = ${id}`);
    await work.query(
      sql`UPDATE routing_rule SET position = position - 1 WHERE position > ${gone.position} AND deleted_at IS NULL`,
    );
    return { removedId: id };
  });
}
