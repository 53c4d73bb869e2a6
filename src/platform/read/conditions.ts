import { coerceInputValue, type GraphQLInputObjectType, isInputObjectType } from "graphql";
import { invalid, type Violation } from "../errors";
import { paramsIn, type Sql } from "../sql";
import { argOfValue } from "./args";
import { FilterCompiler } from "./filter";
import type { Model } from "./model";
import type { Scope } from "./scope";

/** A kept filter as a condition over a row. */
export interface Condition {
  readonly sql: Sql;
  /** Each answers null, or a json list of violations as text: what only the database can say against the filter. */
  readonly refusals: readonly Sql[];
}

/** Filters that are kept as JSON and asked of rows by commands: the same compiler as for lists. */
export class Conditions {
  constructor(private readonly model: Model) {}

  /**
   * The condition that a filter input's value makes over `row`. BAD_USER_INPUT where the value is no such filter, or asks
   * who the viewer is, for a kept filter has none; with `ofViewer` it is asked for one who looks.
   */
  compile(
    filter: string,
    value: unknown,
    row: Sql,
    scope: Scope,
    path: string,
    { ofViewer = false }: { readonly ofViewer?: boolean } = {},
  ): Condition {
    const type = this.typeOf(filter);
    const wrong: Violation[] = [];
    const coerced = coerceInputValue(value, type, (at, _value, error) => {
      wrong.push({ path: [path, ...at].join("."), rule: "filter", message: error.message });
    });
    if (wrong.length > 0) throw invalid(...wrong);
    const compiler = new FilterCompiler(this.model);
    const sql = compiler.condition(type, argOfValue(type, coerced, path), row, scope);
    if (!ofViewer && paramsIn(sql).some((param) => param.dependsOnViewer))
      throw invalid({ path, rule: "viewer", message: "must not depend on who looks" });
    return { sql, refusals: compiler.refusals };
  }

  private typeOf(filter: string): GraphQLInputObjectType {
    const type = this.model.schema.getType(filter);
    if (!isInputObjectType(type)) throw new Error(`${filter} is no filter`);
    return type;
  }
}
