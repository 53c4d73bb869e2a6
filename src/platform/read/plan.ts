import { createHash, randomBytes } from "node:crypto";
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  isNonNullType,
  type OperationDefinitionNode,
} from "graphql";
import type { Viewer } from "../access/viewer";
import { invalid, Refusal, type Violation } from "../errors";
import { and, join, Param, paramsIn, raw, render, type Run, type Sql, type Statement, sql, TRUE } from "../sql";
import type { Stream } from "../events/stream";
import { argumentsOf } from "./args";
import { type Selections, collectFields } from "./collect";
import { Compiler } from "./compile";
import type { ReadFinished } from "./declare";
import { concat } from "./json";
import type { Model } from "./model";
import { narrow } from "./narrow";
import { Joins } from "./row";
import { Scope } from "./scope";

/** One root field of an operation. */
export interface Root {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  /** Null for `__typename`, `__schema` and `__type`. */
  readonly field: GraphQLField<unknown, unknown> | null;
  readonly name: string;
}

/** A statement that is ready to run, as often as the operation comes. */
export interface Plan {
  readonly statement: Statement;
  /** The statement's name on a connection. */
  readonly name: string;
  /** The root fields that the statement's columns answer, in order. */
  readonly columns: readonly { readonly key: string; readonly required: boolean; readonly params: readonly Param[] }[];
  /** The columns after those, each null or a json list of violations, and the root fields that they refuse. */
  readonly refusals: readonly string[];
  readonly finished: readonly ReadFinished["finish"][];
  /** Arguments that the statement has no use for; looked at all the same, for bad ones are refused. */
  readonly checks: readonly Param[];
  /** True where the answer depends on who the viewer is, beyond what they may do. */
  readonly usesViewer: boolean;
  /** False where the best plan differs from run to run, so that the statement must not be prepared. */
  readonly prepared: boolean;
  uses: number;
}

/** Names the markers of finished fields in this process; random, so that no stored data can pass for one. */
export const MARKER = `finish_${randomBytes(9).toString("base64url")}`;

export function rootsOf(selections: Selections, definition: OperationDefinitionNode): Root[] {
  const type = selections.schema.getRootType(definition.operation);
  if (!type) throw new Error(`The schema has no ${definition.operation}`);
  return [...collectFields(selections, type, [definition.selectionSet])].map(([key, nodes]) => {
    const name = nodes[0]!.name.value;
    return { key, nodes, name, field: type.getFields()[name] ?? null };
  });
}

/** What plans are made with. */
export interface Workshop {
  readonly model: Model;
  readonly secret: string;
}

/** Which entity of a stream's payload its filter is asked of. */
export type Subject = Pick<Stream, "filtered" | "leaving">;

const compilerOf = (shop: Workshop, selections: Selections, permissionClass: number): Compiler =>
  new Compiler(shop.model, new Scope(permissionClass, shop.model.nouns), selections, shop.secret, MARKER);

const SOURCE = new Param((run: Run) => run.source ?? "null");

/** A refusal while one root field was compiled; the others may still be answered. */
export class RootRefused extends Error {
  constructor(
    readonly key: string,
    readonly refusal: Refusal,
  ) {
    super(refusal.message);
  }
}

function blamed<T>(key: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw error instanceof Refusal ? new RootRefused(key, error) : error;
  }
}

/** A query's plan: a column for each root field; fields that code answers read on from `source`, by their key. */
export function planQuery(
  shop: Workshop,
  selections: Selections,
  permissionClass: number,
  roots: readonly Root[],
): Plan {
  const compiler = compilerOf(shop, selections, permissionClass);
  const joins = new Joins();
  let reads = false;
  const columns = roots.map(({ key, field, nodes }) => {
    if (!field) throw new Error(`${key} is not a field of the schema's own`);
    const required = isNonNullType(field.type);
    const checked = compiler.checks.length;
    const asked = compiler.refusals.length;
    const column = blamed(key, () => {
      if (shop.model.readOf(field)) return concat(compiler.root(field, nodes));
      reads = true;
      const value = compiler.value(field.type, nodes, sql`(src.s->${raw(`'${key}'`)})`, joins);
      return guarded(value.there, concat(value.pieces));
    });
    const refusals = compiler.refusals.slice(asked);
    return {
      key,
      required,
      sql: column,
      checks: [...compiler.checks.slice(checked), ...refusals.flatMap(paramsIn)],
      refusals,
    };
  });
  const from = reads ? sql` FROM (SELECT ${SOURCE}::json AS s) src${joins.sql}` : raw("");
  return planOf(
    sql`SELECT ${join([...columns.map((c) => c.sql), ...columns.flatMap((c) => c.refusals)], ",")}${from}`,
    columns,
    compiler,
  );
}

/**
 * The plan of a payload that code answered: one row for each item of the source's array, null where it is not for the
 * viewer. `stream` names the entity of the payload that must be visible and fit the field's filter.
 */
export function planPayload(
  shop: Workshop,
  selections: Selections,
  permissionClass: number,
  root: Root,
  type: GraphQLOutputType,
  stream: Subject | null,
): Plan {
  const compiler = compilerOf(shop, selections, permissionClass);
  const joins = new Joins();
  const source = raw("src.s");
  const value = compiler.value(type, root.nodes, source, joins);
  let wanted: Sql = TRUE;
  let stay = raw("");
  if (stream?.filtered !== undefined && root.field) {
    const { filtered, leaving } = stream;
    const args = argumentsOf(root.field, root.nodes[0]!, selections.variables);
    if (leaving) {
      wanted = sql`stay.fits IS NOT NULL`;
      stay = sql` CROSS JOIN LATERAL (SELECT ${compiler.stay(root.field, filtered, leaving, args, source)} AS fits) stay`;
    } else wanted = compiler.subject(root.field, filtered, args, source, joins);
  }
  const column = guarded(and(wanted, value.there), concat(value.pieces));
  const all = join([column, ...compiler.refusals], ",");
  const statement = sql`SELECT ${all} FROM json_array_elements(${SOURCE}::json) WITH ORDINALITY src(s,n)${joins.sql}${stay} ORDER BY src.n`;
  const { refusals } = compiler;
  return planOf(statement, [{ key: root.key, required: true, sql: column, checks: [], refusals }], compiler);
}

const guarded = (there: Sql, text: Sql): Sql => (there === TRUE ? text : sql`CASE WHEN ${there} THEN ${text} END`);

function planOf(
  whole: Sql,
  columns: readonly {
    key: string;
    required: boolean;
    sql: Sql;
    checks: readonly Param[];
    refusals: readonly Sql[];
  }[],
  compiler: Compiler,
): Plan {
  const { text, params } = render(whole);
  const statement = { text: narrow(text), params };
  return {
    statement,
    name: `r${createHash("sha256").update(statement.text).digest("base64url").slice(0, 20)}`,
    columns: columns.map(({ key, required, sql: column, checks }) => ({
      key,
      required,
      params: [...render(column).params, ...checks],
    })),
    refusals: columns.flatMap(({ key, refusals }) => refusals.map(() => key)),
    finished: compiler.finished,
    checks: compiler.checks.filter((check) => !statement.params.includes(check)),
    usesViewer: statement.params.some((param) => param.dependsOnViewer),
    prepared: !statement.params.some((param) => param.plannedAnew),
    uses: 0,
  };
}

/** What the database said against a plan's arguments, by root field: the columns after the plan's own. */
export function refusedIn(plan: Plan, row: readonly (string | null)[] | undefined): Map<string, Refusal> {
  const found = new Map<string, Violation[]>();
  plan.refusals.forEach((key, i) => {
    const text = row?.[plan.columns.length + i] ?? null;
    if (text !== null) found.set(key, [...(found.get(key) ?? []), ...(JSON.parse(text) as Violation[])]);
  });
  return new Map([...found].map(([key, violations]) => [key, invalid(...violations)]));
}

/** A query that is ready to run: what its statement answers, and what code and graphql-js must add. */
export interface Prepared {
  readonly roots: readonly Root[];
  /** Null where nothing of it is read by a statement. */
  readonly plan: Plan | null;
  /** True where the statement's columns are the whole answer. */
  readonly whole?: boolean;
}

/** Least recently used go first; what comes again is kept. */
export class PlanCache {
  private readonly plans = new Map<string, Prepared>();
  hits = 0;
  misses = 0;

  constructor(private readonly most: number) {}

  get(key: string): Prepared | undefined {
    const found = this.plans.get(key);
    if (!found) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.plans.delete(key);
    this.plans.set(key, found);
    return found;
  }

  set(key: string, prepared: Prepared): void {
    this.plans.set(key, prepared);
    if (this.plans.size > this.most) this.plans.delete(this.plans.keys().next().value!);
  }

  get size(): number {
    return this.plans.size;
  }
}

export const classOf = (viewer: Viewer | null): number => viewer?.permissionClass ?? 0;
