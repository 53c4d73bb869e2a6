import { notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { conditionText, holdRules, namedByRule, type RuleGiven, setSkills } from "../ruleWriting.steps";

/** What is left out stays, null clears, a list replaces the whole list. */
export interface UpdateRoutingRule extends RuleGiven {
  readonly name?: string | null;
  readonly active?: boolean | null;
}

/** Changes a rule. By ROUTING_MANAGE. */
export function updateRoutingRule(ctx: Ctx, id: string, input: UpdateRoutingRule) {
  return transact(ctx, async (work) => {
    await holdRules(work);
    const standing = await work.one(sql`SELECT FROM routing_rule WHERE id = ${id} AND deleted_at IS NULL`);
    if (!standing) throw notFound("The rule");
    const condition = input.condition == null ? null : await conditionText(work, input.condition);
    const { queue, team, person, skills } = await namedByRule(work, input);
    const { addTags } = input;
    await work.query(sql`UPDATE routing_rule SET updated_at = ${work.now},
      name = coalesce(${input.name ?? null}, name),
      active = coalesce(${input.active ?? null}, active),
      condition = coalesce(${condition}::jsonb, condition),
      queue_id = CASE WHEN ${input.queue !== undefined} THEN ${queue}::uuid ELSE queue_id END,
      team_id = CASE WHEN ${input.team !== undefined} THEN ${team}::uuid ELSE team_id END,
      person_id = CASE WHEN ${input.personId !== undefined} THEN ${person}::uuid ELSE person_id END,
      to_branch_manager = coalesce(${input.toBranchManager ?? null}, to_branch_manager),
      set_priority = CASE WHEN ${input.setPriority !== undefined} THEN ${input.setPriority ?? null}::priority ELSE set_priority END,
      add_tags = CASE WHEN ${addTags !== undefined} THEN ${[...new Set(addTags ?? [])]}::text[] ELSE add_tags END,
      strategy = coalesce(${input.strategy ?? null}, strategy)
      WHERE id = ${id}`);
    if (input.requiredSkills !== undefined) await setSkills(work, id, skills ?? []);
    return { rule: id };
  });
}
