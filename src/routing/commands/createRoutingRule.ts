import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { AssignmentStrategy } from "../routingRule.entity";
import { conditionText, holdRules, namedByRule, type RuleGiven, setSkills } from "../ruleWriting.steps";

export interface CreateRoutingRule extends RuleGiven {
  readonly name: string;
  readonly active?: boolean;
  /** A CaseFilter. */
  readonly condition: object;
}

/** Adds a rule behind the others. By ROUTING_MANAGE. */
export function createRoutingRule(ctx: Ctx, input: CreateRoutingRule) {
  return transact(ctx, async (work) => {
    await holdRules(work);
    const condition = await conditionText(work, input.condition);
    const { queue, team, person, skills } = await namedByRule(work, input);
    const id = newId(30);
    await work.query(sql`
      INSERT INTO routing_rule (id, name, position, active, condition, queue_id, team_id, person_id, to_branch_manager,
        set_priority, add_tags, strategy, created_at, updated_at)
      SELECT ${id}, ${input.name}, coalesce(max(position), 0) + 1, ${input.active ?? true}, ${condition}::jsonb,
        ${queue}::uuid, ${team}::uuid, ${person}::uuid, ${input.toBranchManager ?? false}, ${input.setPriority ?? null}::priority,
        ${[...new Set(input.addTags ?? [])]}, ${input.strategy ?? AssignmentStrategy.NONE}, ${work.now}, ${work.now}
      FROM routing_rule WHERE deleted_at IS NULL`);
    if (skills) await setSkills(work, id, skills);
    return { rule: id };
  });
}
