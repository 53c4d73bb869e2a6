import { createHash } from "node:crypto";
import { invalid } from "../errors";
import { and, join, or, Param, raw, Sql, sql } from "../sql";
import type { Args, OrderBy, OrderTerm, ReadConnection } from "./declare";
import type { Entity } from "./model";

/** One page of a connection, as its arguments ask for it. */
export interface Page {
  /** How many rows. */
  readonly size: number;
  readonly backward: boolean;
  readonly hasAfter: boolean;
  readonly hasBefore: boolean;
  readonly keyset: Keyset;
  /** The rows after and before the cursors given. */
  readonly within: (row: Sql) => Sql;
}

interface Term {
  readonly sql: (row: Sql) => Sql;
  readonly type: string;
  readonly descending: boolean;
}

const LAST: Record<string, readonly [string, string]> = {
  timestamptz: ["'infinity'", "'-infinity'"],
  date: ["'infinity'", "'-infinity'"],
  int: ["2147483647", "(-2147483648)"],
  bigint: ["9223372036854775807", "(-9223372036854775808)"],
};

/** Order terms and the id, as one total order whose position a cursor can hold. */
export class Keyset {
  private readonly terms: readonly Term[];
  private readonly tag: string;
  private readonly key: Param;

  constructor(
    entity: Entity,
    read: ReadConnection,
    order: readonly OrderBy[],
    private readonly secret: string,
  ) {
    const terms: Term[] = [];
    let decided = false;
    for (const { term, direction } of order) {
      const declared = read.orders[term];
      if (!declared) throw new Error(`${entity.name} does not order by ${term}`);
      if (decided) continue;
      terms.push({ sql: nullsLast(declared, direction), type: declared.type, descending: direction === "DESC" });
      decided = declared.unique === true;
    }
    if (!decided)
      terms.push({
        sql: (row) => sql`${row}.${entity.key}`,
        type: "uuid",
        descending: terms.at(-1)?.descending ?? false,
      });
    this.terms = terms;
    this.tag = createHash("sha256")
      .update(`${entity.name}:${order.map((o) => `${o.term} ${o.direction}`).join()}`)
      .digest("hex")
      .slice(0, 8);
    this.key = new Param(() => secret + this.tag);
  }

  /** For ORDER BY; the other way round to page backward. */
  orderBy(row: Sql, backward: boolean): Sql {
    return join(
      this.terms.map((term) => sql`${term.sql(row)} ${raw(term.descending !== backward ? "DESC" : "ASC")}`),
      ", ",
    );
  }

  /** The opaque cursor of a row, as text made in SQL: base64url of the order's tag, a signature and the row's values. */
  cursor(row: Sql): Sql {
    const values = sql`json_build_array(${join(
      this.terms.map((term) => sql`(${term.sql(row)})::text`),
      ",",
    )})::text`;
    const signature = sql`left(encode(sha256(convert_to(${this.key}::text||${values},'UTF8')),'hex'),16)`;
    return sql`translate(encode(convert_to(${signature}||${values},'UTF8'),'base64'),E'+/=\\n','-_')`;
  }

  /** Rows strictly after (or before) the cursor in this order. */
  beyond(row: Sql, cursor: Sql, path: string, before: boolean): Sql {
    const param = cursor.parts.find((part) => part instanceof Param);
    if (!(param instanceof Param)) throw new Error(`${path} is no parameter`);
    const values = this.terms.map((term, i) => {
      const value = new Param((run) => this.decode(param.of(run), path)[i]);
      return sql`${value}::text::${raw(term.type)}`;
    });
    const descending = this.terms.map((term) => term.descending !== before);
    const operator = (i: number) => raw(descending[i] ? "<" : ">");
    if (descending.every((d) => d === descending[0]))
      return sql`(${join(
        this.terms.map((term) => term.sql(row)),
        ",",
      )}) ${operator(0)} (${join(values, ",")})`;
    const steps = this.terms.map((term, i) =>
      and(
        ...this.terms.slice(0, i).map((earlier, j) => sql`${earlier.sql(row)} = ${values[j]}`),
        sql`${term.sql(row)} ${operator(i)} ${values[i]}`,
      ),
    );
    // The first term's bound stands apart so that an index can begin there.
    const first = this.terms[0]!;
    return and(sql`${first.sql(row)} ${raw(descending[0] ? "<=" : ">=")} ${values[0]}`, or(...steps));
  }

  private decode(cursor: unknown, path: string): string[] {
    const text = Buffer.from(String(cursor), "base64url").toString("utf8");
    const signature = text.slice(0, 16);
    const values = text.slice(16);
    const expected = createHash("sha256")
      .update(this.secret + this.tag + values)
      .digest("hex")
      .slice(0, 16);
    if (signature !== expected)
      throw invalid({ path, rule: "cursor", message: "is not a cursor of this list in this order" });
    return JSON.parse(values) as string[];
  }
}

function nullsLast(term: OrderTerm, direction: "ASC" | "DESC"): (row: Sql) => Sql {
  if (!term.nullable) return term.sql;
  const last = LAST[term.type]?.[direction === "ASC" ? 0 : 1];
  if (!last) throw new Error(`An order of type ${term.type} cannot be nullable`);
  return (row) => sql`coalesce(${term.sql(row)},${raw(last)})`;
}

/** Reads first/after/last/before/orderBy and refuses what makes no page. */
export function pageOf(entity: Entity, read: ReadConnection, args: Args, secret: string): Page {
  const first = count(args, "first");
  const last = count(args, "last");
  const most = read.maxFirst ?? 200;
  if (first !== null && last !== null)
    throw invalid({ path: "last", rule: "page", message: "give first or last, not both" });
  for (const [name, value] of [
    ["first", first],
    ["last", last],
  ] as const)
    if (value !== null && (value < 0 || value > most))
      throw invalid({ path: name, rule: "page", message: `must be from 0 to ${most}` });
  const order: OrderBy[] = [];
  for (const item of args.orderBy?.items ?? []) {
    const term = String(item.fields?.field?.value);
    if (!order.some((earlier) => earlier.term === term))
      order.push({ term, direction: item.fields?.direction?.value === "DESC" ? "DESC" : "ASC" });
  }
  const keyset = new Keyset(entity, read, order.length > 0 ? order : read.defaultOrder, secret);
  const after = args.after?.value == null ? null : args.after;
  const before = args.before?.value == null ? null : args.before;
  return {
    size: first ?? last ?? read.defaultFirst ?? 50,
    backward: last !== null,
    hasAfter: after !== null,
    hasBefore: before !== null,
    keyset,
    within: (row) =>
      and(
        after && keyset.beyond(row, after.sql, "after", false),
        before && keyset.beyond(row, before.sql, "before", true),
      ),
  };
}

function count(args: Args, name: string): number | null {
  const value = args[name]?.value;
  return typeof value === "number" ? value : null;
}
