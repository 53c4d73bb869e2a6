import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql";
import { collectSubfields } from "graphql/execution/collectFields";
import { Refusal, type Violation } from "../../src/platform/errors";
import { typeOfId } from "../../src/platform/ids";
import type { FilterRead, Read, ReadConnection } from "../../src/platform/read/declare";
import { raw, type Sql, sql } from "../../src/platform/sql";
import { validateArguments } from "../../src/platform/validate";
import { argOf, argsOf, besideOf, type Field, faultsOf, type Given } from "./oracleArgs";
import { pageFaults, type Ranks } from "./oraclePages";
import { type Eyes, Source, type Tables } from "./oracleRows";

/** What was wrong with a root field. */
export interface Refused {
  readonly code: string;
  readonly violations: readonly Violation[];
}

/** The document that is walked. */
export interface Walk {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly variables: Record<string, unknown>;
}

/** Says what is wrong with the arguments of an operation, field by field. */
export class Refusals {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly tables: Tables,
    private readonly ranks: (eyes: Eyes, read: ReadConnection, given: Given) => Promise<Ranks>,
  ) {}

  /** Bad arguments anywhere below a root field refuse the root field, before anything is read. */
  async of(type: GraphQLObjectType, nodes: readonly FieldNode[], walk: Walk, eyes: Eyes): Promise<Refused | null> {
    const field = type.getFields()[nodes[0]!.name.value];
    if (!field) return null;
    const violations: Violation[] = [];
    let code: string | null = null;
    let given: Given = {};
    try {
      given = getArgumentValues(field, nodes[0]!, walk.variables);
      if (type === this.schema.getQueryType() && !field.extensions.read) validateArguments(field.args, given);
      for (const arg of field.args) violations.push(...faultsOf(arg.type, given[arg.name], arg.name));
      violations.push(...(await this.declaredFaults(field, given, eyes)));
    } catch (error) {
      code = error instanceof Refusal ? error.code : "BAD_USER_INPUT";
      if (error instanceof Refusal)
        violations.push(...((error.extensions.violations as Violation[] | undefined) ?? []));
      else violations.push({ path: /Argument "(\w+)"/.exec(String(error))?.[1] ?? "", rule: "required", message: "" });
    }
    for (const inner of this.reachable(field, given))
      for (const found of collectSubfields(this.schema, walk.fragments, walk.variables, inner, nodes).values()) {
        const below = await this.of(inner, found, walk, eyes);
        code ??= below?.code ?? null;
        violations.push(...(below?.violations ?? []));
      }
    if (violations.length > 0) code ??= "BAD_USER_INPUT";
    return code === null ? null : { code, violations };
  }

  /** The concrete types that a field may answer: of `node`, those that the ids' numbers name. */
  private reachable(field: Field, given: Given): readonly GraphQLObjectType[] {
    const named = getNamedType(field.type);
    if (!isAbstractType(named)) return isObjectType(named) ? [named] : [];
    const possible = this.schema.getPossibleTypes(named);
    const read = field.extensions.read as Read | undefined;
    const tables =
      read?.kind === "node"
        ? ((given.ids ?? [given.id]) as string[]).map((id) => this.tables.ofNumber(typeOfId(id)))
        : read?.kind === "union"
          ? read.of.map((alternative) => this.tables.of(alternative.entity()))
          : null;
    return tables ? possible.filter((type) => tables.includes(this.tables.ofType(type.name))) : possible;
  }

  /** What the declaration itself refuses, and pages that are none. */
  private async declaredFaults(field: Field, given: Given, eyes: Eyes): Promise<Violation[]> {
    const read = field.extensions.read as Read | undefined;
    if (!read) return [];
    const told: Violation[] = [];
    const [target, row, args] = [raw("the_target"), raw("the_source"), argsOf(field, given)];
    if (read.kind === "sql" || read.kind === "json") read.sql(row, eyes.scope, args, besideOf(read, row));
    if (read.kind === "one") read.on(target, row, eyes.scope, args);
    if (read.kind === "list" || read.kind === "connection") read.where?.(target, row, eyes.scope, args);
    if (read.kind === "list") {
      read.join?.(target, row, eyes.scope, args);
      read.limit?.(args);
    }
    if (read.kind === "rows") read.select(row, eyes.scope, args, () => raw("true"));
    if (read.kind === "finished") for (const need of Object.values(read.needs)) need(row, eyes.scope, args);
    if (given.filter != null) {
      const probe = new Source(null, null, {});
      const type = getNamedType(field.args.find((arg) => arg.name === "filter")!.type) as GraphQLInputObjectType;
      const asked: Sql[] = [];
      conditionsOf(type, given.filter as Given, "filter", (word, arg) => {
        word.sql(probe.alias, arg, eyes.scope);
        if (word.refuses) asked.push(word.refuses(arg));
      });
      for (const refusal of asked) {
        const [row] = await eyes.run(sql`SELECT ${refusal} AS violations`);
        if (row!.violations) told.push(...(JSON.parse(row!.violations as string) as Violation[]));
      }
    }
    if (told.length > 0) return told;
    return read.kind === "connection" ? pageFaults(read, given, () => this.ranks(eyes, read, given)) : [];
  }
}

type Custom = Extract<FilterRead, { kind: "custom" }>;

/** Every custom condition inside a filter. */
function conditionsOf(
  type: GraphQLInputObjectType,
  value: Given,
  path: string,
  meet: (word: Custom, arg: ReturnType<typeof argOf>) => void,
): void {
  for (const [name, item] of Object.entries(value)) {
    if (item === null || item === undefined) continue;
    const at = `${path}.${name}`;
    const definition = type.getFields()[name]!;
    const read = definition.extensions.filter as FilterRead | undefined;
    const nested = getNamedType(definition.type) as GraphQLInputObjectType;
    if (read?.kind === "custom") meet(read, argOf(definition.type, item, at));
    else if (read?.kind === "related" || name === "not") conditionsOf(nested, item as Given, at, meet);
    else if (name === "and" || name === "or")
      (item as Given[]).forEach((one, i) => {
        conditionsOf(nested, one, `${at}.${i}`, meet);
      });
  }
}
