import { teamByKey, teamFound } from "../cases/case.queries";
import type { Priority } from "../cases/settings.entity";
import { Permission } from "../platform/access/permissions";
import { permit } from "../platform/access/viewer";
import { invalid, type Violation } from "../platform/errors";
import { byId, mustExist } from "../platform/mustExist";
import { Scope } from "../platform/read/scope";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { queueByKey, queueFound } from "../queues/queue.queries";
import type { AssignmentStrategy } from "./routingRule.entity";
import { SUBJECT } from "./ruleSet.queries";

/** What a rule may be given. */
export interface RuleGiven {
  readonly condition?: object | null;
  /** By key, as is the team. */
  readonly queue?: string | null;
  readonly team?: string | null;
  readonly personId?: string | null;
  readonly toBranchManager?: boolean | null;
  readonly setPriority?: Priority | null;
  readonly addTags?: readonly string[] | null;
  readonly strategy?: AssignmentStrategy | null;
  /** By name. */
  readonly requiredSkills?: readonly string[] | null;
}

/** Lets one change of the rules wait for another; by ROUTING_MANAGE. */
export async function holdRules(work: Work): Promise<void> {
  if (work.ctx.viewer) permit(work.ctx.viewer, Permission.ROUTING_MANAGE);
  await work.query(sql`SELECT FROM routing_revision FOR UPDATE`);
}

/** The ids of what a rule names. */
export async function namedByRule(work: Work, input: RuleGiven) {
  const found = await mustExist(work, {
    queue: input.queue != null && queueByKey(work, "input.queue", input.queue),
    team: input.team != null && teamByKey("input.team", input.team),
    person:
      input.personId != null &&
      byId(
        "input.personId",
        2,
        input.personId,
        "active person",
        (id) => sql`SELECT r.id FROM person r WHERE r.id = ${id} AND r.active`,
      ),
  });
  return {
    queue: queueFound(found.queue)?.id ?? null,
    team: teamFound(found.team)?.id ?? null,
    person: found.person,
    skills: input.requiredSkills == null ? null : await skillsOf(work, input.requiredSkills),
  };
}

async function skillsOf(work: Work, names: readonly string[]): Promise<string[]> {
  const rows = await work.query<{ id: string; name: string }>(
    sql`SELECT id, name FROM skill WHERE name = ANY (${[...names]}::text[]) FOR KEY SHARE`,
  );
  const known = new Map(rows.map(({ id, name }) => [name, id]));
  const missing = names.flatMap((name, i): Violation[] =>
    known.has(name)
      ? []
      : [{ path: `input.requiredSkills.${i}`, rule: "exists", message: `no skill has the name \`${name}\`` }],
  );
  if (missing.length > 0) throw invalid(...missing);
  return [...new Set(known.values())];
}

/** A condition as it is kept; refused where it is no filter, or asks who the viewer is. */
export async function conditionText(work: Work, condition: object): Promise<string> {
  const text = JSON.stringify(condition);
  const { conditions, nouns } = work.ctx.house;
  const path = "input.condition";
  const { refusals } = conditions.compile("CaseFilter", JSON.parse(text), SUBJECT, new Scope(-1, nouns), path);
  for (const refusal of refusals) {
    const row = await work.one<{ wrong: string | null }>(sql`SELECT ${refusal} AS wrong`);
    if (row?.wrong) throw invalid(...(JSON.parse(row.wrong) as Violation[]));
  }
  return text;
}

/** Gives a rule exactly these skills. */
export async function setSkills(work: Work, ruleId: string, skills: readonly string[]): Promise<void> {
  const all = sql`${[...skills]}::uuid[]`;
  await work.query(sql`DELETE FROM routing_rule_skill WHERE rule_id = ${ruleId} AND skill_id <> ALL (${all})`);
  await work.query(sql`INSERT INTO routing_rule_skill (rule_id, skill_id) SELECT ${ruleId}::uuid, unnest(${all})
    ON CONFLICT DO NOTHING`);
}
