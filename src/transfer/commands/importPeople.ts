import { handBackOpenWork } from "../../activities/handBack.steps";
import { endSessions, holdAdministrators, revokeTokens } from "../../people/people.steps";
import { ADMIN_ROLE, canSignIn } from "../../people/rules";
import { rightsChanged } from "../../platform/access/credentials";
import { Permission } from "../../platform/access/permissions";
import { can } from "../../platform/access/viewer";
import { raw, type Sql, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { byName, idsByKey, namesIn, peopleByEmail } from "../named.queries";
import { writeLinks } from "../personLinks.steps";
import { personFacts, type PersonNames, type PersonRow } from "../personRow.rules";
import { type Taken, type Target, upsertRows } from "../tableRows.steps";
import { tellImported } from "../told.steps";

const linked = (table: string, column: string, target: string, word: string) => ({
  read: (p: Sql) =>
    sql`coalesce((SELECT json_agg(x.${raw(word)} ORDER BY x.${raw(word)} COLLATE "C") FROM ${raw(table)} l
      JOIN ${raw(target)} x ON x.id = l.${raw(column)} WHERE l.person_id = ${p}.id), '[]')`,
});

const PEOPLE: Target = {
  table: "person",
  type: 2,
  facts: {
    name: { type: "text" },
    email: { type: "text" },
    phone: { type: "text" },
    title: { type: "text" },
    time_zone: { type: "text" },
    locale: { type: "text" },
    active: { type: "boolean" },
    customer_id: { type: "uuid" },
    branch_id: { type: "uuid" },
    capacity: { type: "int" },
    roles: linked("person_role", "role_id", "role", "key"),
    teams: linked("team_member", "team_id", "team", "key"),
    skills: linked("person_skill", "skill_id", "skill", "name"),
  },
};
const WORDS: ReadonlySet<string> = new Set(["name", "email", "phone", "title"]);
const LINKS = ["roles", "teams", "skills"] as const;

/**
 * Takes people as another system tells them, each row with its own outcome. By DATA_TRANSFER; roles, and the e-mail address
 * and activity of who has a role, only by ACCESS_MANAGE. Nobody gets a password by it.
 */
export function importPeople(ctx: Ctx, rows: readonly PersonRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      const known = await whatIsNamed(work, rows);
      const tally = await upsertRows(work, PEOPLE, rows, {
        settle: (row, was, id) => personFacts(row, was?.values ?? null, id, known),
        written: (taken) => settleIn(work, taken, known),
      });
      if (tally.updated > 0) work.afterCommit(() => rightsChanged(ctx.house, null));
      return { run: await tellRun(work, ImportKind.PEOPLE, rows.length, tally) };
    },
    { timeoutMs: 60_000 },
  );
}

async function whatIsNamed(work: Work, rows: readonly PersonRow[]): Promise<PersonNames> {
  const { viewer } = work.ctx;
  // Before the people's own locks, as every change of administrators.
  await holdAdministrators(work);
  const p = raw("p");
  const admins = await work.query<{ id: string }>(sql`SELECT p.id FROM person p JOIN person_role h ON h.person_id = p.id
    JOIN role r ON r.id = h.role_id AND r.key = ${ADMIN_ROLE} WHERE ${canSignIn(p)}`);
  const branches = await work.query<{ key: string; id: string; timeZone: string }>(
    sql`SELECT key, id, time_zone AS "timeZone" FROM branch WHERE key = ANY (${namesIn(rows, "branch")}::text[])`,
  );
  return {
    roles: await idsByKey(work, "role", namesIn(rows, "roles")),
    teams: await idsByKey(work, "team", namesIn(rows, "teams")),
    skills: await idsByKey(work, "skill", namesIn(rows, "skills"), "name"),
    branches: Object.fromEntries(branches.map(({ key, ...branch }) => [key, branch])),
    customers: await byName(work, "customer", 6, namesIn(rows, "customerExternalId")),
    emails: await peopleByEmail(work, namesIn(rows, "email")),
    admins: new Set(admins.map(({ id }) => id)),
    grants: viewer === null || can(viewer, Permission.ACCESS_MANAGE),
    importer: work.actorId,
  };
}

/** Their links, what being inactive means, and what is told of it. */
async function settleIn(work: Work, taken: readonly Taken<PersonRow>[], known: PersonNames): Promise<void> {
  for (const link of LINKS) {
    const changed = taken.filter(({ was, values }) => String(was?.values[link] ?? "") !== String(values[link]));
    await writeLinks(
      work,
      link,
      changed.map(({ id, values }) => ({
        id,
        ids: (values[link] as string[]).flatMap((one) => known[link][one] ?? []),
      })),
    );
  }
  for (const { id, was, values } of taken) {
    const about = { noun: "PERSON", subjectId: id, ...(was === null && { data: { roles: values.roles } }) };
    tellImported(work, about, was?.values ?? null, values, WORDS);
    if (!was?.values.active || values.active) continue;
    await endSessions(work, id);
    await revokeTokens(work, id);
    await handBackOpenWork(work, id);
  }
}
