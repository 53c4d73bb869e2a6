import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode, parse, validate } from "graphql";
import type { Pool } from "pg";
import { nounMap } from "../../src/entities";
import type { Viewer } from "../../src/platform/access/viewer";
import { Model } from "../../src/platform/read/model";
import { classOf, planQuery, rootsOf } from "../../src/platform/read/plan";
import { valuesOf } from "../../src/platform/sql";
import type { TestHouse } from "./house";
import { settingsOfTests } from "./settings";

/** The one statement of a query and its values, as the engine would send them. */
export interface Compiled {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Compiles queries as the engine does, without running them. */
export class Statements {
  readonly model: Model;

  constructor(
    private readonly schema: GraphQLSchema,
    { house }: TestHouse,
  ) {
    this.model = new Model(schema, house.dataSource, nounMap());
  }

  of(query: string, given: Readonly<Record<string, unknown>>, viewer: Viewer | null): Compiled {
    const document = parse(query);
    const [mistake] = validate(this.schema, document);
    if (mistake) throw new Error(`${query}\n${mistake.message}`);
    const definition = document.definitions[0] as OperationDefinitionNode;
    const { coerced, errors } = getVariableValues(this.schema, definition.variableDefinitions ?? [], given);
    if (errors) throw new Error(`${query}\n${JSON.stringify(given)}\n${errors[0]!.message}`);
    const selections = { schema: this.schema, fragments: {}, variables: coerced };
    const shop = { model: this.model, secret: settingsOfTests().secret };
    const { statement } = planQuery(shop, selections, classOf(viewer), rootsOf(selections, definition));
    return { text: statement.text, values: valuesOf(statement.params, { viewer, variables: coerced }) };
  }
}

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly Node[];
}

/** What a statement's run does to large tables that no list may do, each as a sentence. */
export async function faultsOf(
  pool: Pool,
  { text, values }: Compiled,
  large: ReadonlyMap<string, number>,
  share: number,
): Promise<string[]> {
  const { rows } = await pool.query({
    text: `EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) ${text}`,
    values: [...values],
  });
  const found: string[] = [];
  const looked = new Map<string, number>();
  const walk = (node: Node, most: number): number => {
    const below = (node.Plans ?? []).map((inner) => walk(inner, most));
    const table = node["Relation Name"];
    const all = table === undefined ? undefined : large.get(table);
    const rowsOf = node["Actual Rows"] * node["Actual Loops"];
    if (table !== undefined && all !== undefined && node["Actual Loops"] > 0) {
      const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
      looked.set(table, (looked.get(table) ?? 0) + rowsOf + removed * node["Actual Loops"]);
      if (node["Node Type"] === "Seq Scan") found.push(`scans ${table}`);
    }
    if (node["Node Type"] === "Sort" && Math.max(0, ...below) > most) found.push(`sorts ${Math.max(...below)} rows`);
    return rowsOf;
  };
  walk((rows[0]["QUERY PLAN"] as { Plan: Node }[])[0]!.Plan, Math.max(...large.values()) * share);
  for (const [table, count] of looked)
    if (count > 200 + large.get(table)! * share && !found.includes(`scans ${table}`))
      found.push(`looks at ${Math.round((100 * count) / large.get(table)!)} % of ${table}`);
  return found;
}
