import type { Pool, PoolClient } from "pg";

/*
 * Makes a large desk of a small one, whatever tables there are: every row of every table is copied so many times, each copy
 * with ids, numbers, instants and texts of its own, hanging on the same copy of what the first hung on. Settings stay as
 * they are. Of each kind, state and setting, one is left rare.
 */

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  /** In a unique index or a primary key. */
  readonly unique: boolean;
  /** By words that it must be one of, or by a pattern. */
  readonly checked: boolean;
  /** The table that it refers to. */
  readonly target: string | null;
}

const COLUMNS = `
  SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS unique,
    EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)
      AND pg_get_constraintdef(k.oid) ~ ('\\m' || a.attname || '\\M\\)?(::text)? (= ANY|= ''|<@)')) AS checked,
    (SELECT min(k.confrelid::regclass::text) FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)) AS target
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum`;

/** Those that no constraint stands on: made anew over all rows, they cost half. */
const INDEXES = `
  SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = ANY ($1) AND c.relnamespace = 'public'::regnamespace
    AND NOT i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`;

const FUNCTIONS = `
  CREATE FUNCTION pg_temp.copied(id uuid, k int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(('x' || left(id::text, 8))::bit(32)::bigint # (k::bigint * 40503 % 4294967296)), 8, '0')
      || substr(id::text, 9))::uuid $$`;

/** How many rows a table has at least in the end, so that looks into an index pay. */
const LEAST = 5000;

/** The column's value in copy `k` of a row. */
function copied(column: Column, grown: ReadonlySet<string>): string {
  const name = `t."${column.name}"`;
  if (column.target && !grown.has(column.target)) return name;
  switch (column.type) {
    case "uuid":
      return `pg_temp.copied(${name}, k)`;
    case "bigint":
      return column.unique || column.target ? `${name} + k::bigint * 1000000` : name;
    case "integer":
      return column.unique || column.target ? `${name} + k * 1000` : name;
    case "numeric":
    case "double precision":
      return column.checked ? name : `${name} + k`;
    case "timestamp with time zone":
      return `${name} + (k * 7919 % 525600 - 400000) * interval '1 minute'`;
    case "date":
      return `${name} + k * 7 % 365 - 280`;
    case "text":
      return column.checked ? name : `left(md5(k || ${name}), 4) || ' ' || ${name} || ' grown' || k`;
    case "text[]":
      return column.checked
        ? name
        : `CASE WHEN ${name} IS NOT NULL THEN ARRAY(SELECT x || ' grown' || k FROM unnest(${name}) x) END`;
    case "bytea":
      return `${name} || int4send(k)`;
    case "tsvector":
      return `${name} || to_tsvector('simple', 'grown' || k)`;
    default:
      return name;
  }
}

/** One value of each column that has few, as conditions that keep rows with it from being copied; half of the rows at most. */
async function keptRare(db: PoolClient, table: string, columns: readonly Column[], grown: ReadonlySet<string>) {
  const few = columns.filter(
    ({ type, checked, target }) =>
      (type === "boolean" || type === "priority" || (type === "text" && checked) || (target && !grown.has(target))) ??
      false,
  );
  const kept: string[] = [];
  const most = async (conditions: readonly string[]) => {
    const { rows } = await db.query<{ n: number; all: number }>(
      `SELECT count(*) FILTER (WHERE ${["true", ...conditions].join(" AND ")})::int AS n, count(*)::int AS all FROM "${table}"`,
    );
    return rows[0]!.n * 2 >= rows[0]!.all;
  };
  for (const { name } of few) {
    const { rows } = await db.query<{ v: string }>(
      `SELECT "${name}"::text AS v FROM "${table}" WHERE "${name}" IS NOT NULL GROUP BY 1
       HAVING count(*) < (SELECT count("${name}") FROM "${table}") ORDER BY count(*), 1 LIMIT 1`,
    );
    if (!rows[0]) continue;
    const condition = `"${name}"::text IS DISTINCT FROM '${rows[0].v.replaceAll("'", "''")}'`;
    if (await most([...kept, condition])) kept.push(condition);
  }
  return kept;
}

/** False where a condition stands against it, whose columns are then to be left. */
async function copiedAll(
  db: PoolClient,
  table: string,
  columns: readonly Column[],
  rows: string,
  copies: number,
  left: Set<string>,
  grown: ReadonlySet<string>,
): Promise<boolean> {
  const values = columns.map((column) => (left.has(column.name) ? `t."${column.name}"` : copied(column, grown)));
  await db.query("SAVEPOINT copy");
  try {
    await db.query(
      `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join()}) OVERRIDING SYSTEM VALUE SELECT ${values.join()}
       FROM (${rows}) t, generate_series(1, greatest(${copies}, (SELECT ${LEAST} / greatest(count(*), 1) FROM "${table}"))::int) k
       ON CONFLICT DO NOTHING`,
    );
    return true;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code !== "23514" && code !== "23P01") throw error;
    await db.query("ROLLBACK TO SAVEPOINT copy");
    const { rows: named } = await db.query<{ name: string }>(
      `SELECT a.attname AS name FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
       WHERE k.conname = $1 AND k.conrelid = $2::regclass`,
      [constraint, table],
    );
    if (named.every(({ name }) => left.has(name))) throw error;
    for (const { name } of named) left.add(name);
    return false;
  }
}

/** Copies every row of the tables that are not named so many times, more often where there are few. */
export async function grow(pool: Pool, small: ReadonlySet<string>, copies: number): Promise<void> {
  const db = await pool.connect();
  try {
    await db.query("BEGIN");
    // Walls and foreign keys are triggers.
    await db.query("SET LOCAL session_replication_role = replica");
    await db.query(FUNCTIONS);
    const { rows: columns } = await db.query<Column>(COLUMNS);
    const tables = [...new Set(columns.map((column) => column.table))].filter((table) => !small.has(table));
    const grown = new Set(tables);
    const { rows: indexes } = await db.query<{ name: string; definition: string }>(INDEXES, [tables]);
    for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
    for (const table of tables) {
      const own = columns.filter((column) => column.table === table);
      const kept = await keptRare(db, table, own, grown);
      const rows = `SELECT * FROM "${table}" ${kept.length > 0 ? `WHERE ${kept.join(" AND ")}` : ""}`;
      // What a condition of the table's own refuses to be another is left as it is.
      const left = new Set<string>();
      while (!(await copiedAll(db, table, own, rows, copies, left, grown)));
    }
    for (const { definition } of indexes) await db.query(definition);
    await db.query("COMMIT");
    await db.query("VACUUM (ANALYZE)");
  } finally {
    db.release(true);
  }
}
