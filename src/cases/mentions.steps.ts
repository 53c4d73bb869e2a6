import { Person } from "../people/person.entity";
import { canSignIn, isStaff } from "../people/rules";
import { or, raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { namesSought } from "./mentions.rules";

interface Said {
  readonly id: string;
  readonly body: string;
  readonly internal: boolean;
  /** It said something else before. */
  readonly edited?: boolean;
}

/**
 * Keeps whom a comment names after an @: staff, and in public the customer's contacts, by their whole name without regard to
 * case and accents; of a name that begins another the longer one is meant. Answers who was not named before, the writer left out.
 */
export async function keepMentions(
  work: Work,
  { id, body, internal, edited = false }: Said,
  customerId: string | null,
): Promise<string[]> {
  const sought = namesSought(body);
  const p = raw("p");
  const named =
    sought.length === 0
      ? []
      : await work.query<{ id: string; at: number }>(sql`
          WITH sought AS (
            SELECT at, words, casegraph_fold(name) AS name FROM unnest(${sought.map((one) => one.at)}::int[],
              ${sought.map((one) => one.words)}::int[], ${sought.map((one) => one.name)}::text[]) AS s (at, words, name)
          ), meant AS (
            SELECT sought.at, p.id, sought.words = max(sought.words) OVER (PARTITION BY sought.at) AS longest
            FROM sought JOIN person p ON casegraph_fold(p.name) = sought.name
            WHERE ${work.scope.visible(Person, p)} AND ${canSignIn(p)}
              AND ${or(isStaff(p), !internal && customerId !== null && sql`p.customer_id = ${customerId}`)}
          )
          SELECT id, min(at) AS at FROM meant WHERE longest GROUP BY id ORDER BY min(at), id`);
  const before = edited
    ? await work.query<{ id: string }>(
        sql`DELETE FROM comment_mention WHERE comment_id = ${id} RETURNING person_id AS id`,
      )
    : [];
  if (named.length > 0)
    await work.query(sql`INSERT INTO comment_mention (comment_id, person_id, position)
      SELECT ${id}, m.id, m.at FROM unnest(${named.map((one) => one.id)}::uuid[], ${named.map((one) => one.at)}::int[]) AS m (id, at)`);
  const known = new Set([work.actorId, ...before.map((one) => one.id)]);
  return named.map((one) => one.id).filter((person) => !known.has(person));
}
