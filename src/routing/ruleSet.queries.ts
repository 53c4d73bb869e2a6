import { Refusal } from "../platform/errors";
import type { House } from "../platform/house";
import type { Wanted } from "../platform/mustExist";
import { Scope } from "../platform/read/scope";
import { raw, type Sql, sql, TRUE } from "../platform/sql";
import type { Work } from "../platform/work";
import type { AssignmentStrategy } from "./routingRule.entity";
import { type Demand, DemandIndex, demandsOf } from "./terms.rules";

/** A rule as it is asked and applied. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly demands: readonly Demand[];
  /** What is asked beyond the demands, over the row `c`; null: nothing. */
  readonly condition: Sql | null;
  readonly queueId: string | null;
  readonly teamId: string | null;
  readonly personId: string | null;
  readonly toBranchManager: boolean;
  readonly setPriority: string | null;
  readonly addTags: readonly string[];
  readonly strategy: AssignmentStrategy;
  /** Ids. */
  readonly requiredSkills: readonly string[];
}

/** The active rules of one revision, compiled. */
export interface RuleSet {
  readonly revision: string;
  /** In their order. */
  readonly rules: readonly Rule[];
  readonly index: DemandIndex<Rule>;
}

/** The row that conditions are compiled over. */
export const SUBJECT = raw("c");

const kept = new WeakMap<House, RuleSet>();

/** Which rules are in force; answers the revision, to ask `rulesOf` with. */
export const routingRevision: Wanted = {
  path: "input",
  message: "no routing",
  select: sql`SELECT revision::text FROM routing_revision`,
};

/** The active rules; read and compiled anew only where they are others than those that this server keeps. */
export async function rulesOf(work: Work, revision?: string | null): Promise<RuleSet> {
  const { house } = work.ctx;
  const now =
    revision ?? (await work.one<{ revision: string }>(sql`SELECT revision::text FROM routing_revision`))!.revision;
  const standing = kept.get(house);
  if (standing?.revision === now) return standing;
  const rows = await work.query<
    Omit<Rule, "demands" | "condition"> & { filter: Record<string, unknown>; revision: string }
  >(sql`
    SELECT v.revision::text, r.id, r.name, r.position, r.condition AS filter, r.queue_id AS "queueId", r.team_id AS "teamId",
      r.person_id AS "personId", r.to_branch_manager AS "toBranchManager", r.set_priority AS "setPriority",
      r.add_tags AS "addTags", r.strategy,
      ARRAY(SELECT s.skill_id FROM routing_rule_skill s WHERE s.rule_id = r.id ORDER BY s.skill_id) AS "requiredSkills"
    FROM routing_revision v JOIN routing_rule r ON r.active AND r.deleted_at IS NULL ORDER BY r.position, r.id`);
  const rules = rows.flatMap(({ filter, revision: _, ...row }) => compiled(work, row, filter));
  const fresh = { revision: rows[0]?.revision ?? now, rules, index: new DemandIndex(rules) };
  kept.set(house, fresh);
  return fresh;
}

const SYSTEM = -1;

function compiled(work: Work, row: Omit<Rule, "demands" | "condition">, filter: Record<string, unknown>): [] | [Rule] {
  const { house } = work.ctx;
  const { demands, exact } = demandsOf(filter);
  try {
    const condition = exact
      ? TRUE
      : house.conditions.compile("CaseFilter", filter, SUBJECT, new Scope(SYSTEM, house.nouns), "condition").sql;
    return [{ ...row, demands, condition: condition === TRUE ? null : condition }];
  } catch (error) {
    // A condition that an older version wrote and this one does not know: it fits nothing rather than everything.
    if (!(error instanceof Refusal)) throw error;
    house.log.warn({ rule: row.id, err: error }, "a routing rule's condition cannot be read; the rule is passed over");
    return [];
  }
}
