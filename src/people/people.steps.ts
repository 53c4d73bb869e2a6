import { conflict, invalid } from "../platform/errors";
import { ident, raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { ADMIN_ROLE, canSignIn } from "./rules";

/** What a person has several of: the link table, its column, and what it points to by which word. */
const LINKS = {
  roles: { table: "person_role", column: "role_id", target: "role", word: "key", what: "role has the key" },
  teams: { table: "team_member", column: "team_id", target: "team", word: "key", what: "team has the key" },
  skills: { table: "person_skill", column: "skill_id", target: "skill", word: "name", what: "skill has the name" },
} as const;

export type Link = keyof typeof LINKS;

/**
 * Gives a person exactly these roles, teams or skills, by key or name, and answers the words before and after where that
 * is a change. Refuses with a violation for each that is not there.
 */
export async function setLinks(
  work: Work,
  personId: string,
  link: Link,
  words: readonly string[],
  path: string,
): Promise<{ from: string[]; to: string[] } | null> {
  const { table, column, target, word, what } = LINKS[link];
  const [links, key, things, name] = [ident(table), ident(column), ident(target), ident(word)];
  const found = await work.query<{ id: string; word: string }>(
    sql`SELECT id, ${name} AS word FROM ${things} WHERE ${name} = ANY (${[...words]}::text[]) ORDER BY ${name}
      FOR KEY SHARE`,
  );
  const known = new Set(found.map((row) => row.word));
  const missing = words.flatMap((given, i) =>
    known.has(given) ? [] : [{ path: `${path}.${i}`, rule: "exists", message: `no ${what} \`${given}\`` }],
  );
  if (missing.length > 0) throw invalid(...missing);
  const before = await work.query<{ word: string }>(
    sql`SELECT ${name} AS word FROM ${links} l JOIN ${things} t ON t.id = l.${key}
      WHERE l.person_id = ${personId} ORDER BY ${name}`,
  );
  const from = before.map((row) => row.word);
  const to = found.map((row) => row.word);
  if (from.join("\n") === to.join("\n")) return null;
  const ids = found.map((row) => row.id);
  await work.query(sql`DELETE FROM ${links} WHERE person_id = ${personId} AND ${key} <> ALL (${ids}::uuid[])`);
  await work.query(sql`INSERT INTO ${links} (person_id, ${key}) SELECT ${personId}::uuid, unnest(${ids}::uuid[])
    ON CONFLICT DO NOTHING`);
  return { from, to };
}

/** Makes changes of administrators wait for one another, so that two cannot take each other's place away. */
export async function holdAdministrators(work: Work): Promise<void> {
  await work.query(sql`SELECT FROM role WHERE key = ${ADMIN_ROLE} FOR NO KEY UPDATE`);
}

/** CONFLICT where nobody is left who can sign in as administrator. To be asked after the change, under `holdAdministrators`. */
export async function keepAnAdministrator(work: Work): Promise<void> {
  const p = raw("p");
  const left = await work.one(sql`SELECT 1 FROM person p JOIN person_role h ON h.person_id = p.id
    JOIN role r ON r.id = h.role_id AND r.key = ${ADMIN_ROLE} WHERE ${canSignIn(p)} LIMIT 1`);
  if (!left) throw conflict("The last active administrator stays one.");
}

/** Ends all of a person's sessions but one. */
export const endSessions = (work: Work, personId: string, except: string | null = null): Promise<unknown> =>
  work.query(sql`DELETE FROM session WHERE person_id = ${personId} AND id IS DISTINCT FROM ${except}::uuid`);

/** Revokes all of a person's API tokens. */
export const revokeTokens = (work: Work, personId: string): Promise<unknown> =>
  work.query(sql`UPDATE api_token SET revoked_at = ${work.now} WHERE owner_id = ${personId} AND revoked_at IS NULL`);

/** The id behind a branch's key; refuses with a violation. */
export async function branchByKey(work: Work, key: string, path: string): Promise<{ id: string; time_zone: string }> {
  const branch = await work.one<{ id: string; time_zone: string }>(
    sql`SELECT id, time_zone FROM branch WHERE key = ${key}`,
  );
  if (!branch) throw invalid({ path, rule: "exists", message: `no branch has the key \`${key}\`` });
  return branch;
}

/** Refuses with a violation for each of the ids that is no person's. */
export async function mustBePeople(work: Work, ids: readonly string[], path: (i: number) => string): Promise<void> {
  const found = await work.query<{ id: string }>(sql`SELECT id FROM person WHERE id = ANY (${[...ids]}::uuid[])`);
  const known = new Set(found.map((row) => row.id));
  const missing = ids.flatMap((id, i) =>
    known.has(id.toLowerCase()) ? [] : [{ path: path(i), rule: "exists", message: "no person has this id" }],
  );
  if (missing.length > 0) throw invalid(...missing);
}

/** Gives a team exactly these members. */
export async function setMembers(work: Work, teamId: string, ids: readonly string[], path: string): Promise<void> {
  await mustBePeople(work, ids, (i) => `${path}.${i}`);
  const all: Sql = sql`${[...ids]}::uuid[]`;
  await work.query(sql`DELETE FROM team_member WHERE team_id = ${teamId} AND person_id <> ALL (${all})`);
  await work.query(sql`INSERT INTO team_member (team_id, person_id) SELECT ${teamId}::uuid, unnest(${all})
    ON CONFLICT DO NOTHING`);
}

/** What goes with a person that is made inactive: every session, API token and stream. */
export async function shutOut(work: Work, personId: string): Promise<void> {
  if (personId === work.actorId) throw invalid({ path: "id", rule: "self", message: "one cannot deactivate oneself" });
  await endSessions(work, personId);
  await revokeTokens(work, personId);
}
