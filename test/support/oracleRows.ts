import type { Pool } from "pg";
import { types } from "pg";
import type { DataSource } from "typeorm";
import type { Viewer } from "../../src/platform/access/viewer";
import type { EntityClass, Noun } from "../../src/platform/read/scope";
import { Scope } from "../../src/platform/read/scope";
import { durationOf } from "../../src/platform/scalars/time";
import { ident, join, raw, render, type Sql, sql, valuesOf } from "../../src/platform/sql";

/** One table, as TypeORM's metadata has it. */
export interface Table {
  readonly noun: Noun;
  readonly name: string;
  readonly sql: Sql;
  /** What tells a row of this alias from every other: its primary key, as text where that is of several columns. */
  readonly key: (alias: Sql) => Sql;
  readonly columns: ReadonlyMap<string, string>;
  readonly relations: ReadonlyMap<
    string,
    { readonly target: EntityClass; readonly column: string; readonly key: string }
  >;
}

export type Columns = Readonly<Record<string, unknown>>;

/** What fields are read from: a row of a table, a row of a declared SELECT, a json value that declares reads, or the root. */
export class Source {
  constructor(
    readonly table: Table | null,
    readonly id: string | null,
    readonly columns: Columns,
    readonly json?: unknown,
    /** The one row that this SELECT answers. */
    readonly select?: Sql,
  ) {}

  get alias(): Sql {
    if (this.table || this.select) return raw("the_source");
    return this.json === undefined ? raw("root") : raw("the_source.json");
  }

  /** The root is read from nothing. */
  get fromless(): boolean {
    return this.json === undefined && !this.select;
  }
}

const TARGET = raw("the_target");

/** The tables behind the nouns, and the small statements that read them: one field of all rows of a table at a time. */
export class Tables {
  private readonly byClass = new Map<EntityClass, Table>();
  private readonly byType = new Map<string, Table>();
  private readonly answers = new Map<string, Promise<Columns[]>>();

  constructor(
    dataSource: DataSource,
    readonly nouns: ReadonlyMap<EntityClass, Noun>,
    private readonly pool: Pool,
  ) {
    for (const noun of nouns.values()) {
      const metadata = dataSource.getMetadata(noun.entity);
      const relations = metadata.relations
        .filter((relation) => relation.isOwning)
        .map((relation) => {
          const join = relation.joinColumns[0]!;
          const target = relation.inverseEntityMetadata.target as EntityClass;
          return [
            relation.propertyName,
            { target, column: join.databaseName, key: join.referencedColumn!.databaseName },
          ] as const;
        });
      const table: Table = {
        noun,
        name: noun.entity.name,
        sql: ident(metadata.tableName),
        key: (alias) => {
          const [first, ...others] = metadata.primaryColumns.map(
            (column) => sql`${alias}.${ident(column.databaseName)}`,
          );
          return others.length === 0 ? first! : sql`concat_ws('/', ${join([first!, ...others], ",")})`;
        },
        columns: new Map(metadata.columns.map((column) => [column.propertyName, column.databaseName])),
        relations: new Map(relations),
      };
      this.byClass.set(noun.entity, table);
      this.byType.set(table.name, table);
      for (const type of Object.values(noun.kinds?.types ?? {})) this.byType.set(type, table);
    }
  }

  of(entity: EntityClass): Table {
    return this.byClass.get(entity)!;
  }

  ofType(name: string): Table | undefined {
    return this.byType.get(name);
  }

  ofNumber(number: number | null): Table | undefined {
    return [...this.byClass.values()].find((table) => number !== null && table.noun.number === number);
  }

  get all(): Table[] {
    return [...this.byClass.values()];
  }

  /** Rows do not change while one oracle lives, so what was asked once is remembered. */
  run(statement: Sql, viewer: Viewer | null): Promise<Columns[]> {
    const { text, params } = render(statement);
    const values = valuesOf(params, { viewer, variables: {} });
    const key = `${text}|${JSON.stringify(values)}`;
    let standing = this.answers.get(key);
    if (!standing) {
      standing = this.pool.query({ text, values, types: PLAIN }).then(({ rows }) => rows as Columns[]);
      this.answers.set(key, standing);
    }
    return standing;
  }
}

/** Who sees what, and what counts of it there are, in plain JavaScript. */
export interface Walls {
  sees(viewer: Viewer | null, type: string, row: Columns): boolean;
  /** By type and field; undefined where the field's own words say it right. */
  readonly counts: Readonly<Record<string, (viewer: Viewer | null, row: Columns) => unknown>>;
}

/** What one viewer sees of the tables. */
export class Eyes {
  readonly scope: Scope;
  private readonly kept = new Map<string, Promise<unknown>>();

  constructor(
    readonly tables: Tables,
    readonly viewer: Viewer | null,
    /** Told who sees what in other words than the nouns' own predicates. */
    private readonly walls: Walls | null = null,
  ) {
    this.scope = new Scope(viewer?.permissionClass ?? 0, tables.nouns);
  }

  run(statement: Sql): Promise<Columns[]> {
    return this.tables.run(statement, this.viewer);
  }

  /** The rows of a table that this viewer may see, by their ids. */
  rows(table: Table): Promise<ReadonlyMap<string, Source>> {
    return this.keep(`rows ${table.name}`, async () => {
      const visible = this.walls ? raw("true") : this.scope.visible(table.noun.entity, raw("the_source"));
      const all = await this.run(
        sql`SELECT the_source.*, ${table.key(raw("the_source"))} AS "#" FROM ${table.sql} the_source WHERE ${visible}`,
      );
      const seen = this.walls ? all.filter((row) => this.walls!.sees(this.viewer, table.name, row)) : all;
      return new Map(seen.map((row) => [String(row["#"]), new Source(table, String(row["#"]), row)]));
    });
  }

  /** The value of a field that the walls compute themselves, in a list of one; null where they leave it to its words. */
  counted(source: Source, field: string): readonly [unknown] | null {
    const count = source.table && this.walls?.counts[`${source.table.name}.${field}`];
    const value = count ? count(this.viewer, source.columns) : undefined;
    return value === undefined ? null : [value];
  }

  async row(table: Table, id: unknown): Promise<Source | null> {
    return (await this.rows(table)).get(String(id).toLowerCase()) ?? null;
  }

  /** The value of an expression over one source. */
  async value(source: Source, expression: Sql): Promise<unknown> {
    const { table } = source;
    if (!table) return (await this.run(sql`SELECT (${expression}) AS value${from(source)}`))[0]!.value;
    const rows = await this.run(
      sql`SELECT ${table.key(raw("the_source"))} AS id, (${expression}) AS value FROM ${table.sql} the_source`,
    );
    return rows.find((row) => row.id === source.id)!.value;
  }

  /** The visible rows of `target` that meet a condition over one source, in order. */
  async related(
    source: Source,
    target: Table,
    on: (target: Sql) => Sql,
    order: Sql | null = null,
    joined: Sql | null = null,
  ): Promise<Source[]> {
    const { table } = source;
    const id = target.key(TARGET);
    const statement = (own: Sql, start: Sql) =>
      sql`SELECT ${own}${id} AS id FROM ${start}${target.sql} the_target ${
        joined ?? raw("")
      } WHERE (${on(TARGET)}) ORDER BY ${order ? sql`${order}, ` : raw("")}${id}`;
    const found = table
      ? (
          await this.run(
            statement(sql`${table.key(raw("the_source"))} AS source, `, sql`${table.sql} the_source CROSS JOIN `),
          )
        ).filter((row) => row.source === source.id)
      : await this.run(statement(raw(""), source.fromless ? raw("") : sql`${alone(source)} CROSS JOIN `));
    const seen = await this.rows(target);
    return found.flatMap((row) => seen.get(String(row.id)) ?? []);
  }

  /** The rows of a declared SELECT over one source, each by itself and in their order. */
  async selected(source: Source, select: Sql): Promise<Source[]> {
    const numbered = sql`SELECT x.*, row_number() OVER () AS "#" FROM (${select}) x`;
    const over = source.table
      ? sql`SELECT x.* FROM ${source.table.sql} the_source CROSS JOIN LATERAL (${numbered}) x WHERE ${source.table.key(raw("the_source"))}::text = ${source.id}`
      : numbered;
    const rows = await this.run(over);
    return rows.map(
      (row) =>
        new Source(null, null, {}, undefined, sql`SELECT x.* FROM (${over}) x WHERE x."#" = ${row["#"]}::bigint`),
    );
  }

  keep<T>(key: string, make: () => Promise<T>): Promise<T> {
    let standing = this.kept.get(key) as Promise<T> | undefined;
    if (!standing) {
      standing = make();
      this.kept.set(key, standing);
    }
    return standing;
  }
}

/** A source that is no table's row, as a table of one row. */
const alone = (source: Source): Sql =>
  source.select
    ? sql`(${source.select}) the_source`
    : sql`(SELECT ${JSON.stringify(source.json)}::json AS json) the_source`;
const from = (source: Source): Sql => (source.fromless ? raw("") : sql` FROM ${alone(source)}`);

const DATE = 1082;
const INTERVAL = 1186;
const TEXT: (value: string) => unknown = (value) => value;

/** The driver's own reading of values, but for dates (which it would move between zones) and intervals. */
const PLAIN = {
  getTypeParser: ((oid: number, format?: "text") => {
    if (oid === DATE) return TEXT;
    if (oid === INTERVAL) return interval;
    return types.getTypeParser(oid, format as "text");
  }) as typeof types.getTypeParser,
};

/** Whole seconds, as SQL answers them. */
function interval(text: string): string {
  const span = types.getTypeParser(INTERVAL)(text) as unknown as Record<string, number | undefined>;
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = span;
  const total = ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000 + milliseconds;
  return durationOf(Math.trunc(total / 1000) * 1000);
}
