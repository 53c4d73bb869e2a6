import { isDeepStrictEqual } from "node:util";
import { MovedOn } from "../platform/faults";
import { newId, typeOfId } from "../platform/ids";
import { ident, join, literal, raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { RowRefusal } from "./caseRow.rules";
import type { ImportError } from "./importRun.entity";
import type { Tally } from "./importRun.steps";

/** One fact of a thing. Without a type it is no column of the table: it is compared here and written elsewhere. */
export interface Fact {
  readonly type?: string;
  /** How it stands, as JSON takes it; the column itself unless told. */
  readonly read?: (row: Sql) => Sql;
}

/** A table that an import writes whole rows of. */
export interface Target {
  readonly table: string;
  /** The type number inside its ids. */
  readonly type: number;
  /** By column name. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** False: its rows have no version, and do not say when they changed. */
  readonly versioned?: boolean;
}

/** Facts by name, as JSON. */
export type Values = Readonly<Record<string, unknown>>;

/** A thing as it stands, locked. */
export interface Standing {
  readonly id: string;
  readonly version: number;
  readonly values: Values;
}

/** A row that writes something. */
export interface Taken<Row> {
  readonly n: number;
  readonly row: Row;
  readonly id: string;
  readonly was: Standing | null;
  readonly values: Values;
}

export interface Rules<Row> {
  /** What a row makes of the thing that stands, or of none; throws a RowRefusal. `id` is the thing's. */
  settle(row: Row, was: Standing | null, id: string): Values;
  /** What else belongs to rows that were written: links, what is told. */
  written(taken: readonly Taken<Row>[]): Promise<void>;
}

/**
 * Takes rows set by set, each with its own outcome: found by externalId, else by our own id, which is what an export calls
 * a thing that has no other name. A row that says what is so already writes nothing.
 */
export async function upsertRows<Row extends { readonly externalId: string }>(
  work: Work,
  target: Target,
  rows: readonly Row[],
  rules: Rules<Row>,
): Promise<Tally> {
  const tally = { created: 0, updated: 0, errors: [] as ImportError[] };
  // One externalId told twice is two turns: the second finds what the first made.
  for (const turn of turnsOf(rows)) {
    const standing = await standingRows(
      work,
      target,
      turn.map(({ row }) => row.externalId),
    );
    const taken: Taken<Row>[] = [];
    for (const { n, row } of turn) {
      const was = standing.get(row.externalId) ?? null;
      const id = was?.id ?? newId(target.type);
      try {
        if (!/\S/.test(row.externalId)) throw new RowRefusal("externalId", "cannot be blank");
        if (row.externalId.length > 255) throw new RowRefusal("externalId", "has at most 255 characters");
        const values = rules.settle(row, was, id);
        if (!was || !isDeepStrictEqual(was.values, values)) taken.push({ n, row, id, was, values });
      } catch (error) {
        if (!(error instanceof RowRefusal)) throw error;
        const { code, path, message } = error;
        tally.errors.push({ row: n, externalId: row.externalId, code, path, message });
      }
    }
    await insert(work, target, taken);
    await update(work, target, taken);
    await rules.written(taken);
    tally.created += taken.filter(({ was }) => was === null).length;
    tally.updated += taken.filter(({ was }) => was !== null).length;
  }
  return tally;
}

/** Rows by turns, in which no externalId comes twice. */
function turnsOf<Row extends { readonly externalId: string }>(rows: readonly Row[]): { n: number; row: Row }[][] {
  const turns: { n: number; row: Row }[][] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, n) => {
    const turn = seen.get(row.externalId) ?? 0;
    seen.set(row.externalId, turn + 1);
    turns[turn] ??= [];
    turns[turn].push({ n, row });
  });
  return turns;
}

/** What stands under these names, locked: by externalId, else by id. */
async function standingRows(
  work: Work,
  { table, type, facts, versioned = true }: Target,
  names: readonly string[],
): Promise<Map<string, Standing>> {
  const t = raw("t");
  const ids = names.filter((name) => typeOfId(name) === type);
  const pairs = Object.entries(facts).map(
    ([name, fact]) => sql`${literal(name)}, ${fact.read?.(t) ?? sql`t.${ident(name)}`}`,
  );
  const rows = await work.query<Standing & { externalId: string | null }>(sql`
    SELECT t.id, t.external_id AS "externalId", ${raw(versioned ? "t.version" : "1")} AS version,
      json_build_object(${join(pairs, ", ")}) AS values
    FROM ${ident(table)} t WHERE t.external_id = ANY (${[...names]}::text[]) OR t.id = ANY (${ids}::uuid[])
    ORDER BY t.id FOR UPDATE OF t`);
  const found = new Map(
    ids.flatMap((id) => rows.find((row) => row.id === id.toLowerCase()) ?? []).map((row) => [row.id, row]),
  );
  const byName = new Map<string, Standing>();
  for (const id of ids) {
    const row = found.get(id.toLowerCase());
    if (row) byName.set(id, row);
  }
  for (const row of rows) if (row.externalId !== null) byName.set(row.externalId, row);
  return byName;
}

const columnsOf = ({ facts }: Target): [string, string][] =>
  Object.entries(facts).flatMap(([name, { type }]): [string, string][] => (type === undefined ? [] : [[name, type]]));

function told<Row extends { readonly externalId: string }>(target: Target, taken: readonly Taken<Row>[]): Sql {
  const columns = columnsOf(target);
  const rows = taken.map(({ id, row, was, values }, n) => ({
    "#": n,
    "#id": id,
    "#name": row.externalId,
    "#version": was?.version ?? null,
    ...Object.fromEntries(columns.map(([name]) => [name, values[name]])),
  }));
  const types = columns.map(([name, type]) => sql`${ident(name)} ${raw(type)}`);
  return sql`json_to_recordset(${JSON.stringify(rows)}::json)
    AS told ("#" int, "#id" uuid, "#name" text, "#version" int, ${join(types, ", ")})`;
}

async function insert<Row extends { readonly externalId: string }>(
  work: Work,
  target: Target,
  taken: readonly Taken<Row>[],
): Promise<void> {
  const fresh = taken.filter(({ was }) => was === null);
  if (fresh.length === 0) return;
  const columns = columnsOf(target).map(([name]) => ident(name));
  const since = target.versioned === false ? [] : [raw("created_at"), raw("updated_at")];
  const values = [...columns.map((name) => sql`told.${name}`), ...since.map(() => sql`${work.now}::timestamptz`)];
  const made = await work.query(sql`
    INSERT INTO ${ident(target.table)} (id, external_id, ${join([...columns, ...since], ", ")})
    SELECT told."#id", told."#name", ${join(values, ", ")} FROM ${told(target, fresh)} ORDER BY told."#"
    ON CONFLICT (external_id) DO NOTHING RETURNING id`);
  // Another import made one of them between our look and our write: look again.
  if (made.length < fresh.length) throw new MovedOn(`An imported ${target.table}`);
}

async function update<Row extends { readonly externalId: string }>(
  work: Work,
  target: Target,
  taken: readonly Taken<Row>[],
): Promise<void> {
  const changed = taken.filter(({ was }) => was !== null);
  if (changed.length === 0) return;
  const set = columnsOf(target).map(([name]) => sql`${ident(name)} = told.${ident(name)}`);
  if (target.versioned !== false) set.push(sql`version = t.version + 1`, sql`updated_at = ${work.now}`);
  await work.query(sql`UPDATE ${ident(target.table)} t SET ${join(set, ", ")} FROM ${told(target, changed)}
    WHERE t.id = told."#id"`);
}
