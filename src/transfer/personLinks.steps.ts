import { ident, sql } from "../platform/sql";
import type { Work } from "../platform/work";

const TABLES = {
  roles: { table: "person_role", column: "role_id" },
  teams: { table: "team_member", column: "team_id" },
  skills: { table: "person_skill", column: "skill_id" },
} as const;

/** Gives each of these people exactly these roles, teams or skills, by id. */
export async function writeLinks(
  work: Work,
  link: keyof typeof TABLES,
  people: readonly { readonly id: string; readonly ids: readonly string[] }[],
): Promise<void> {
  if (people.length === 0) return;
  const [table, column] = [ident(TABLES[link].table), ident(TABLES[link].column)];
  const told = sql`json_to_recordset(${JSON.stringify(people)}::json) AS told (id uuid, ids uuid[])`;
  await work.query(
    sql`DELETE FROM ${table} l USING ${told} WHERE l.person_id = told.id AND l.${column} <> ALL (told.ids)`,
  );
  await work.query(sql`INSERT INTO ${table} (person_id, ${column}) SELECT told.id, unnest(told.ids) FROM ${told}
    ON CONFLICT DO NOTHING`);
}
