import { TEAM_MEMBERS, type TeamFound } from "../cases/case.queries";
import { change } from "../cases/case.steps";
import type { Priority } from "../cases/settings.entity";
import { canSignIn, isStaff } from "../people/rules";
import { join, raw, type Sql, sql } from "../platform/sql";
import type { FieldChange, Work } from "../platform/work";
import type { QueueFound } from "../queues/queue.queries";
import type { Applicant } from "./applicant.queries";
import { AssignmentStrategy } from "./routingRule.entity";
import type { Rule, RuleSet } from "./ruleSet.queries";
import { chooseAssignee } from "./strategy.steps";

/** What the creator named; it wins over what the rule says. */
export interface NamedTargets {
  readonly queue: boolean;
  readonly team: boolean;
  readonly assignee: boolean;
  readonly priority: boolean;
}

/** Where the rules lead. */
export interface Route {
  /** Null: none fits. */
  readonly rule: Rule | null;
  /** How many rules stand before it, or all of them. */
  readonly tried: readonly Rule[];
  readonly queue: QueueFound | null;
  readonly team: TeamFound | null;
  readonly assigneeId: string | null;
  readonly priority: Priority | null;
  readonly tags: readonly string[];
  /** True where somebody in particular was wanted and nobody could be had. */
  readonly nobody: boolean;
}

/** How many conditions one statement asks: few at first, since those that press stand in front, then many. */
const AT_FIRST = 50;
const AT_ONCE = 500;

/** The first rule that holds for the case; null where none does. */
export async function firstThatHolds(work: Work, { index }: RuleSet, applicant: Applicant): Promise<Rule | null> {
  const candidates = index.candidates(applicant.facts);
  // What follows a rule that asks nothing more is never reached.
  const last = candidates.findIndex(({ condition }) => condition === null);
  const asked = last < 0 ? candidates : candidates.slice(0, last);
  for (let i = 0, size = AT_FIRST; i < asked.length; i += size, size = AT_ONCE) {
    const some = asked.slice(i, i + size);
    const cases = some.map(({ condition }, n) => sql`WHEN ${condition} THEN ${raw(String(n))}`);
    const found = await work.one<{ n: number | null }>(
      sql`${applicant.standIns}SELECT CASE ${join(cases, " ")} END AS n FROM ${applicant.from}`,
    );
    if (found?.n != null) return some[found.n]!;
  }
  return candidates[last] ?? null;
}

/** What a rule names, as far as it can be had now. */
export interface Targets {
  readonly team: TeamFound | null;
  readonly queue: QueueFound | null;
  readonly person: string | null;
  readonly manager: string | null;
}

const P = raw("p");

/** What the rule leads to, as far as it is active. */
export async function targetsOf(work: Work, rule: Rule, branchId: string | null): Promise<Targets> {
  const person = (id: Sql) => sql`(SELECT p.id FROM person p WHERE p.id = ${id} AND ${canSignIn(P)} AND ${isStaff(P)})`;
  const row = await work.one<Targets>(sql`SELECT
    (SELECT json_build_object('id', r.id, 'key', r.key, 'members', ${TEAM_MEMBERS}) FROM team r
      WHERE r.id = ${rule.teamId}::uuid AND r.active) AS team,
    (SELECT json_build_object('id', r.id, 'key', r.key, 'open', true) FROM queue r
      WHERE r.id = ${rule.queueId}::uuid AND r.active FOR KEY SHARE) AS queue,
    ${person(sql`${rule.personId}::uuid`)} AS person,
    ${person(sql`(SELECT b.manager_id FROM branch b WHERE b.id = ${branchId}::uuid)`)} AS manager`);
  return row!;
}

/** Who gets it: the rule's person, the branch's manager, or whom the strategy chooses. */
async function ownerBy(work: Work, rule: Rule, targets: Targets): Promise<{ id: string | null; nobody: boolean }> {
  if (rule.personId !== null) {
    if (targets.person !== null) await work.query(sql`SELECT FROM person WHERE id = ${targets.person} FOR SHARE`);
    return { id: targets.person, nobody: targets.person === null };
  }
  if (rule.toBranchManager && targets.manager !== null) return { id: targets.manager, nobody: false };
  if (rule.strategy === AssignmentStrategy.NONE) return { id: null, nobody: false };
  const pool = targets.team
    ? ({ table: "team", id: targets.team.id } as const)
    : targets.queue && ({ table: "queue", id: targets.queue.id } as const);
  const id = pool && (await chooseAssignee(work, rule, pool));
  return { id, nobody: id === null };
}

/**
 * Asks the rules where the case goes. `keeps` is told where they lead before anybody is chosen: true where who owns it now
 * goes on owning it.
 */
export async function route(
  work: Work,
  rules: RuleSet,
  applicant: Applicant,
  named: NamedTargets,
  keeps: (team: TeamFound | null) => boolean = () => false,
): Promise<Route> {
  const rule = await firstThatHolds(work, rules, applicant);
  if (!rule)
    return {
      rule,
      tried: rules.rules,
      queue: null,
      team: null,
      assigneeId: null,
      priority: null,
      tags: [],
      nobody: false,
    };
  const targets = await targetsOf(work, rule, applicant.branchId);
  const team = named.team ? null : targets.team;
  const queue = named.queue ? null : targets.queue;
  const wanted = !named.assignee && !named.team && !keeps(team);
  const owner = wanted ? await ownerBy(work, rule, targets) : { id: null, nobody: false };
  return {
    rule,
    tried: rules.rules.slice(0, rules.rules.indexOf(rule)),
    queue,
    team,
    assigneeId: owner.id,
    priority: named.priority ? null : (rule.setPriority as Priority | null),
    tags: rule.addTags,
    nobody: owner.nobody,
  };
}

/** What a route says on the timeline, beside what it changes: which rule, and why it was this one. */
export function whyOf({ rule, tried }: Route): FieldChange[] {
  if (!rule) return [];
  const names = tried.slice(0, TOLD).map(({ name }) => name);
  const more = tried.length - names.length;
  const passed = [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return [...change("rule", null, rule.name), ...(tried.length > 0 ? change("passed", null, passed) : [])];
}

/** So many rules that did not fit are named on a timeline. */
const TOLD = 20;

/** What the warning says where the rule wanted somebody and nobody was there. */
export const nobodyWarning = ({ rule, team }: Route) => ({
  code: "NOBODY_AVAILABLE" as const,
  message: `The rule "${rule!.name}" found nobody who could take it: it stays with ${team ? `the team ${team.key}` : "its queue"}.`,
});
