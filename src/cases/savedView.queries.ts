import type { Violation } from "../platform/errors";
import { ErrorCode, Refusal } from "../platform/errors";
import { Scope } from "../platform/read/scope";
import { and, join, raw, render, type Sql, sql, valuesOf } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { Case } from "./case.entity";

type Filter = Readonly<Record<string, unknown>>;

const c = raw("c");
const scopeOf = ({ viewer, house }: Ctx): Scope => new Scope(viewer?.permissionClass ?? -1, house.nouns);

/** A filter as it stands today, for one who looks: the condition, or what is wrong with it. */
function compile(ctx: Ctx, filter: Filter, path = "filter") {
  const { house, viewer } = ctx;
  const condition = house.conditions.compile("CaseFilter", filter, c, scopeOf(ctx), path, { ofViewer: true });
  // Values are looked at when they are sent: an id that is none is found here, not in the midst of a statement.
  const run = { viewer, variables: {} };
  for (const part of [condition.sql, ...condition.refusals]) valuesOf(render(part).params, run);
  return condition;
}

async function row<T>(ctx: Ctx, statement: Sql): Promise<T | undefined> {
  const { text, params } = render(statement);
  const found = await ctx.house.pool.query({ text, values: valuesOf(params, { viewer: ctx.viewer, variables: {} }) });
  return found.rows[0] as T | undefined;
}

const named = (parts: readonly Sql[]): Sql =>
  join(
    parts.map((part, i) => sql`${part} AS ${raw(`"${i}"`)}`),
    ", ",
  );

type Ask = (statement: Sql) => Promise<Record<string, string | null> | undefined>;

/** What only the database can say against a filter. */
async function refused(ask: Ask, refusals: readonly Sql[]): Promise<Violation[]> {
  if (refusals.length === 0) return [];
  const said = await ask(sql`SELECT ${named(refusals)}`);
  return Object.values(said ?? {}).flatMap((text) => (text === null ? [] : (JSON.parse(text) as Violation[])));
}

/** What is wrong with a CaseFilter for this viewer; nothing where it can be asked. Within a transaction that asks. */
export async function wrongFilter(
  ctx: Ctx,
  filter: Filter,
  path: string,
  ask: Ask = (statement) => row(ctx, statement),
): Promise<readonly Violation[]> {
  try {
    return await refused(ask, compile(ctx, filter, path).refusals);
  } catch (error) {
    if (error instanceof Refusal && error.code === ErrorCode.BAD_USER_INPUT)
      return error.extensions.violations as Violation[];
    throw error;
  }
}

/** Why a filter that was kept cannot be asked any more, in a sentence each; null: it can. */
export const problems = (ctx: Ctx, filters: readonly Filter[]): Promise<(string | null)[]> =>
  Promise.all(
    filters.map(async (filter) => {
      const wrong = await wrongFilter(ctx, filter, "filter");
      return wrong.length === 0 ? null : wrong.map(({ path, message }) => `${path}: ${message}`).join("; ");
    }),
  );

/** How many cases that the viewer sees fit each filter: one statement for all. A filter that cannot be asked counts none. */
export async function counts(ctx: Ctx, filters: readonly Filter[]): Promise<number[]> {
  const scope = scopeOf(ctx);
  const asked = new Map<number, Sql>();
  for (const [i, filter] of filters.entries()) {
    if ((await wrongFilter(ctx, filter, "filter")).length > 0) continue;
    const fits = and(scope.visible(Case, c), compile(ctx, filter).sql);
    asked.set(i, sql`(SELECT count(*)::int FROM service_case c WHERE ${fits})`);
  }
  if (asked.size === 0) return filters.map(() => 0);
  const counted = await row<Record<string, number>>(ctx, sql`SELECT ${named([...asked.values()])}`);
  const found = new Map([...asked.keys()].map((i, n) => [i, counted![String(n)]!]));
  return filters.map((_, i) => found.get(i) ?? 0);
}
