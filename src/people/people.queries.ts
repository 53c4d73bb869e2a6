import type { Permission } from "../platform/access/permissions";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { canSignIn } from "./rules";

/** Everybody who can sign in and whose roles give this permission: whom a thing is told that is theirs by right. */
export async function holdersOf(work: Work, permission: Permission): Promise<string[]> {
  const rows = await work.query<{ id: string }>(sql`SELECT p.id FROM person p WHERE ${canSignIn(raw("p"))}
    AND EXISTS (SELECT FROM person_role h JOIN role r ON r.id = h.role_id
      WHERE h.person_id = p.id AND ${permission}::text = ANY (r.permissions)) ORDER BY p.id`);
  return rows.map((row) => row.id);
}
