import { conflict, invalid, type Violation } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { mayShare } from "../savedView.policy";
import { wrongFilter } from "../savedView.queries";
import { takeView } from "../savedView.steps";

/** What is left out stays; a new one needs name and filter. */
export interface SaveView {
  readonly name?: string;
  readonly shared?: boolean;
  /** A CaseFilter. */
  readonly filter?: object;
  readonly orderBy?: readonly { readonly field: string; readonly direction: string }[] | null;
  readonly position?: number;
}

/** Views that one person may have. */
const MOST = 200;

const missing = (field: string): Violation => ({
  path: `input.${field}`,
  rule: "required",
  message: "a new view needs this",
});

/** Keeps a filter of cases under a name, or changes one that is kept. One's own, or a shared one by SETTINGS_MANAGE. */
export function saveView(ctx: Ctx, { id, input }: { readonly id?: string | null; readonly input: SaveView }) {
  return transact(ctx, async (work) => {
    const standing = id == null ? null : await takeView(work, id);
    const { name, shared } = input;
    if (shared) mayShare(work);
    // As JSON reads it: instants become text again, as they came.
    const filter = input.filter && (JSON.parse(JSON.stringify(input.filter)) as Record<string, unknown>);
    const wrong = [
      ...(!standing && name === undefined ? [missing("name")] : []),
      ...(!standing && !filter ? [missing("filter")] : []),
      ...(filter ? await wrongFilter(ctx, filter, "input.filter", (asked) => work.one(asked)) : []),
    ];
    if (wrong.length > 0) throw invalid(...wrong);
    const written = {
      filter: filter ? JSON.stringify(filter) : null,
      orderBy: input.orderBy === undefined ? null : JSON.stringify((input.orderBy ?? []).map(ordering)),
      position: input.position ?? null,
    };
    if (!standing) return { view: await add(work, input, written) };
    await work.query(sql`UPDATE saved_view SET name = coalesce(${name ?? null}::text, name),
      shared = coalesce(${shared ?? null}::boolean, shared), filter = coalesce(${written.filter}::jsonb, filter),
      order_by = coalesce(${written.orderBy}::jsonb, order_by), position = coalesce(${written.position}::int, position),
      updated_at = ${work.now} WHERE id = ${standing.id}`);
    return { view: standing.id };
  });
}

const ordering = ({ field, direction }: { field: string; direction: string }) => ({ field, direction });

async function add(
  work: Work,
  { name, shared = false }: SaveView,
  { filter, orderBy, position }: Record<"filter" | "orderBy", string | null> & { readonly position: number | null },
): Promise<string> {
  // Whoever saves twice at once is counted once after the other.
  await work.query(sql`SELECT FROM person WHERE id = ${work.actorId} FOR NO KEY UPDATE`);
  const own = await work.one<{ n: number; last: number }>(sql`SELECT count(*)::int AS n,
    coalesce(max(position), 0)::float8 AS last FROM saved_view WHERE owner_id = ${work.actorId}`);
  if (own!.n >= MOST) throw conflict(`One has ${MOST} views at most.`);
  const id = newId(45);
  await work.query(sql`
    INSERT INTO saved_view (id, name, owner_id, shared, filter, order_by, position, created_at, updated_at)
    VALUES (${id}, ${name}, ${work.viewer.personId}, ${shared}, ${filter}::jsonb, ${orderBy ?? "[]"}::jsonb,
      ${position ?? Math.min(own!.last + 1, 2 ** 31 - 1)}, ${work.now}, ${work.now})`);
  return id;
}
