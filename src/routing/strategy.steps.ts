import { canSignIn, isStaff } from "../people/rules";
import { and, raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { isMember } from "../queues/queue.rules";
import { AssignmentStrategy } from "./routingRule.entity";
import type { Rule } from "./ruleSet.queries";

const P = raw("p");

/** How many open cases the person owns. */
export const loadOf = (person: Sql): Sql => sql`(SELECT count(*) FROM service_case load
  WHERE load.assignee_id = ${person}.id AND load.state IN ('NEW', 'OPEN', 'ON_HOLD'))`;

/** Whose turn it is, among the members of a team or, without one, of a queue. */
export interface Pool {
  readonly table: "team" | "queue";
  readonly id: string;
}

const among = ({ table, id }: Pool): Sql =>
  table === "team"
    ? sql`p.id IN (SELECT m.person_id FROM team_member m WHERE m.team_id = ${id})`
    : sql`EXISTS (SELECT FROM queue q WHERE q.id = ${id} AND ${isMember(raw("q"), sql`p.id`)})`;

const fit = (rule: Rule, pool: Pool): Sql =>
  and(
    among(pool),
    canSignIn(P),
    isStaff(P),
    rule.requiredSkills.length > 0 &&
      sql`(SELECT count(*) FROM person_skill s WHERE s.person_id = p.id AND s.skill_id = ANY (${[...rule.requiredSkills]}::uuid[])) = ${rule.requiredSkills.length}`,
    sql`(p.capacity IS NULL OR ${loadOf(P)} < p.capacity)`,
  );

/** The next in turn; or who has least to do, and of those who waited longest. */
const ORDERS = {
  ROUND_ROBIN: sql`turn.turn NULLS FIRST, p.id`,
  LEAST_LOADED: sql`${loadOf(P)}, (SELECT max(own.assigned_at) FROM service_case own WHERE own.assignee_id = p.id) NULLS FIRST,
    turn.turn NULLS FIRST, p.id`,
};

/**
 * Who gets it by the rule's strategy, with that person's turn written down; null where nobody is available. The team is
 * held until the commit, so that turns follow each other, and the person too, so that nobody is given more than fits.
 */
export async function chooseAssignee(work: Work, rule: Rule, pool: Pool): Promise<string | null> {
  if (rule.strategy === AssignmentStrategy.NONE) return null;
  await work.query(sql`SELECT FROM ${raw(pool.table)} WHERE id = ${pool.id} FOR NO KEY UPDATE`);
  const passed: string[] = [];
  for (;;) {
    const next = await work.one<{ id: string }>(sql`
      SELECT p.id FROM person p LEFT JOIN routing_turn turn ON turn.rule_id = ${rule.id} AND turn.person_id = p.id
      WHERE p.id <> ALL (${passed}::uuid[]) AND ${fit(rule, pool)}
      ORDER BY ${ORDERS[rule.strategy]} LIMIT 1`);
    if (!next) return null;
    await work.query(sql`SELECT FROM person WHERE id = ${next.id} FOR NO KEY UPDATE`);
    // Asked again now that nobody else can give the person anything.
    const taken = await work.one(sql`
      INSERT INTO routing_turn (rule_id, person_id) SELECT ${rule.id}, p.id FROM person p
      WHERE p.id = ${next.id} AND ${fit(rule, pool)}
      ON CONFLICT (rule_id, person_id) DO UPDATE SET turn = nextval('routing_turn_number') RETURNING person_id`);
    if (taken) return next.id;
    passed.push(next.id);
  }
}
