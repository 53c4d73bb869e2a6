import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isScalarType,
} from "graphql";
import type { Pool } from "pg";
import { nounMap } from "../../src/entities";
import type { FilterRead } from "../../src/platform/read/declare";
import type { Entity, Model } from "../../src/platform/read/model";
import { Scope } from "../../src/platform/read/scope";
import { raw, render, sql } from "../../src/platform/sql";

/** A filter that gives one field one comparison. */
export interface Given {
  /** `title.contains`. */
  readonly name: string;
  readonly filter: Readonly<Record<string, unknown>>;
}

const RARE = 0.01;
const DURATIONS = ["PT720H", "PT168H", "PT72H", "PT24H", "PT6H", "PT1H"];

/** What comparisons of an expression match few rows: the expression's values, and the share of each. */
class Values {
  private constructor(
    /** A value that the fewest but some have, and one that as many have. */
    readonly rare: readonly string[],
    readonly low: string | null,
    readonly high: string | null,
    readonly nulls: number,
    readonly past: string | null,
    readonly next: string | null,
  ) {}

  static async of(pool: Pool, entity: Entity, read: FilterRead & { kind: "compare" }): Promise<Values> {
    const scope = new Scope(-1, nounMap());
    const list = read.type.endsWith("[]");
    const type = list ? read.type.slice(0, -2) : read.type;
    const value = read.sql(raw("t"), scope);
    const source = list
      ? sql`SELECT unnest(${value}) AS v FROM ${entity.table} t`
      : sql`SELECT ${value} AS v FROM ${entity.table} t`;
    const ask = async <T>(statement: ReturnType<typeof sql>): Promise<T> => {
      const { text, params } = render(statement);
      const values = params.map((param) => param.of({ viewer: null, variables: {} }));
      return (await pool.query({ text, values })).rows as T;
    };
    const all = Number((await ask<[{ n: string }]>(sql`SELECT count(*) AS n FROM ${entity.table}`))[0].n);
    const most = raw(String(Math.floor(all * RARE)));
    const few = raw(String(Math.floor((all * RARE) / 4)));
    const rare = await ask<{ v: string }[]>(
      sql`SELECT to_json(v)#>>'{}' AS v FROM (${source}) s WHERE v IS NOT NULL
        GROUP BY v HAVING count(*) <= ${most} ORDER BY ${raw(type === "text" ? "v LIKE '%grown%' DESC, " : "")}count(*) DESC, v DESC LIMIT 2`,
    );
    const nulls = list
      ? 0.5
      : Number((await ask<[{ n: string }]>(sql`SELECT count(*) AS n FROM (${source}) s WHERE v IS NULL`))[0].n) / all;
    let low: string | null = null;
    let high: string | null = null;
    const spans: (string | null)[] = [null, null];
    if (/^(timestamptz|date|int|bigint|priority)$/.test(type)) {
      const end = async (direction: string) =>
        (
          await ask<{ v: string }[]>(
            sql`SELECT to_json(v)#>>'{}' AS v FROM (${source}) s WHERE v IS NOT NULL ORDER BY s.v ${raw(direction)} LIMIT 1 OFFSET ${few}`,
          )
        )[0]?.v ?? null;
      low = await end("");
      high = await end("DESC");
    }
    if (type === "timestamptz")
      for (const [i, ahead] of [false, true].entries())
        for (const span of DURATIONS) {
          const within = ahead
            ? sql`v BETWEEN casegraph_now() AND casegraph_now() + ${span}::interval`
            : sql`v BETWEEN casegraph_now() - ${span}::interval AND casegraph_now()`;
          const [{ n }] = await ask<[{ n: string }]>(sql`SELECT count(*) AS n FROM (${source}) s WHERE ${within}`);
          if (Number(n) <= (all * RARE) / 2) {
            spans[i] = span;
            break;
          }
        }
    return new Values(
      rare.map(({ v }) => v),
      low,
      high,
      nulls,
      spans[0]!,
      spans[1]!,
    );
  }

  /** The operand that makes the comparison match few; undefined where none does. */
  operand(comparator: string, typed: (text: string) => unknown): unknown {
    const [one, other] = this.rare;
    const first = one === undefined ? undefined : typed(one);
    switch (comparator) {
      case "eq":
        return first;
      case "in":
      case "any":
      case "all":
        return first === undefined
          ? undefined
          : other === undefined || comparator === "all"
            ? [first]
            : [first, typed(other)];
      case "contains":
        return one?.slice(1);
      case "startsWith":
        return one;
      case "lt":
      case "lte":
        return this.low === null ? undefined : typed(this.low);
      case "gt":
      case "gte":
        return this.high === null ? undefined : typed(this.high);
      case "past":
        return this.past ?? undefined;
      case "next":
        return this.next ?? undefined;
      case "isNull":
        return this.nulls <= RARE ? true : this.nulls >= 1 - RARE ? false : undefined;
      default:
        // What all but a few match is no selection.
        return undefined;
    }
  }
}

/** Every way to give a filter one comparison that matches less than one in a hundred, as far as rows tell one. */
export class Selective {
  constructor(
    private readonly model: Model,
    private readonly pool: Pool,
  ) {}

  async of(type: GraphQLInputObjectType, entity: Entity): Promise<Given[]> {
    const found: Given[] = [];
    for (const field of Object.values(type.getFields())) {
      const read = field.extensions.filter as FilterRead | undefined;
      if (!read) continue;
      if (read.kind === "related") {
        const related = this.model.entityOf(read.of());
        const nested = getNamedType(field.type) as GraphQLInputObjectType;
        for (const inner of await this.of(nested, related))
          if (/\.eq$|^search$/.test(inner.name))
            found.push({ name: `${field.name}.${inner.name}`, filter: { [field.name]: inner.filter } });
        continue;
      }
      for (const [comparator, operand] of read.kind === "compare"
        ? await this.compared(field, read, entity)
        : await this.custom(field, entity))
        found.push({
          name: comparator ? `${field.name}.${comparator}` : field.name,
          filter: { [field.name]: comparator && comparator !== String(operand) ? { [comparator]: operand } : operand },
        });
    }
    return found;
  }

  private async compared(
    field: GraphQLInputField,
    read: FilterRead & { kind: "compare" },
    entity: Entity,
  ): Promise<[string, unknown][]> {
    const values = await Values.of(this.pool, entity, read);
    const typed = (text: string) =>
      read.type === "int" || read.type === "bigint" ? Number(text) : read.type === "boolean" ? text === "true" : text;
    const comparators = getNamedType(field.type);
    if (!isInputObjectType(comparators)) return [];
    return Object.keys(comparators.getFields()).flatMap((comparator): [string, unknown][] => {
      const operand = values.operand(comparator, typed);
      return operand === undefined ? [] : [[comparator, operand]];
    });
  }

  /** Conditions of their own: what is given is made after the argument's type; a copy's word or id that few have. */
  private async custom(field: GraphQLInputField, entity: Entity): Promise<[string, unknown][]> {
    const type = getNullableType(field.type);
    if (isEnumType(type)) return type.getValues().map(({ name }) => [name, name]);
    if (isScalarType(type)) {
      if (type.name === "Boolean")
        return [
          ["true", true],
          ["false", false],
        ];
      return type.name === "String" ? [["", "grown77"]] : [];
    }
    const named = getNamedType(type);
    if (named.name === "KeyFilter") {
      const key = await this.rareKey(field.name, entity, "key");
      return key === undefined
        ? []
        : [
            ["eq", key],
            ["in", [key]],
          ];
    }
    if (named.name === "IDFilter") {
      const ids = await this.someIds(field.name);
      return ids.flatMap((id): [string, unknown][] => [
        ["eq", id],
        ["in", [id]],
      ]);
    }
    if (named.name === "StringFilter") {
      const column = entity.columns.get(field.name);
      const values =
        column &&
        (await Values.of(this.pool, entity, { kind: "compare", sql: (row) => sql`${row}.${column}`, type: "text" }));
      const text = values ? values.rare[0] : await this.rareKey(field.name, entity, "name");
      if (text === undefined) return [];
      return [
        ["eq", text],
        ["in", [text]],
        ["startsWith", text],
        ["contains", text.slice(1)],
      ];
    }
    return [];
  }

  /** The keys of the settings that a field is named after, those that the fewest rows hold first. */
  private async rareKey(name: string, entity: Entity, label: string): Promise<string | undefined> {
    const { rows: references } = await this.pool.query<{ table: string; source: string; column: string }>(
      `SELECT k.confrelid::regclass::text AS table, k.conrelid::regclass::text AS source,
         (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) AS column
       FROM pg_constraint k JOIN pg_class source ON source.oid = k.conrelid
       WHERE k.contype = 'f' AND k.confrelid::regclass::text ~ ('(^|_)' || $1 || '(_code)?$')
         AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = k.confrelid AND attname = $3)
       ORDER BY source.relname = $2 DESC, source.relname ~ $2 DESC, source.reltuples DESC LIMIT 1`,
      [name.toLowerCase(), tableOf(entity), label],
    );
    const [found] = references;
    if (!found) return undefined;
    const { rows } = await this.pool.query<{ key: string }>(
      `SELECT t.${label} AS key FROM ${found.table} t JOIN ${found.source} s ON s.${found.column} = t.id
       GROUP BY 1 ORDER BY count(*), 1 LIMIT 1`,
    );
    return rows[0]?.key;
  }

  /** Ids of the noun that a field is named after, else of people. */
  private async someIds(name: string): Promise<string[]> {
    const noun = this.model.entityOfType(`${name[0]!.toUpperCase()}${name.slice(1).replace(/Id$/, "")}`);
    const table = noun ? tableOf(noun) : "person";
    const { rows } = await this.pool.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY md5(id::text) LIMIT 20`);
    return rows.map(({ id }) => id);
  }
}

export const tableOf = ({ table }: Entity): string => render(table).text.replaceAll('"', "");
