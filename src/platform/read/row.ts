import type { FieldNode } from "graphql";
import { join, type Sql, sql } from "../sql";
import type { Entity } from "./model";

export type Nodes = readonly FieldNode[];

/** A row that fields are read from: a table's, or a json value that code or a column brought. */
export interface Row {
  readonly alias: Sql;
  readonly entity: Entity | null;
  /** The FROM clause that further joins of this row go to. */
  readonly joins: Joins;
  /** Of a row of no table: what must hold for its non-null fields to be there, gathered while they are compiled. */
  readonly required?: Sql[];
  /** True where the json value is jsonb. */
  readonly binary?: boolean;
}

/** The to-one joins of one FROM clause; the same relation asked for twice is joined once. */
export class Joins {
  private readonly clauses: Sql[] = [];
  private readonly known = new Map<string, Sql>();

  add(key: string, make: (alias: Sql) => Sql, alias: () => Sql): Sql {
    const standing = this.known.get(key);
    if (standing) return standing;
    const made = alias();
    this.known.set(key, made);
    this.clauses.push(make(made));
    return made;
  }

  get sql(): Sql {
    return join(this.clauses, "");
  }

  get none(): boolean {
    return this.clauses.length === 0;
  }
}

/** True where the row came: of a left join it may not have. */
export const present = (row: Row): Sql => sql`${row.alias}.${row.entity!.key} IS NOT NULL`;

export const cases = (branches: readonly { when: Sql; gives: Sql }[]): Sql =>
  join(
    branches.map(({ when, gives }) => sql`WHEN ${when} THEN ${gives}`),
    " ",
  );

/** The fragment as text, to know it again. */
export const text = (fragment: Sql): string =>
  fragment.parts.map((part) => (typeof part === "string" ? part : "?")).join("");
