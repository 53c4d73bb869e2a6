import type { DocumentNode, GraphQLSchema } from "graphql";
import type { Answer, Engine } from "../../src/platform/read/engine";
import type { Ctx } from "../../src/platform/work";
import { difference } from "./differ";
import type { Generator } from "./generate";
import type { Oracle } from "./oracle";

interface Proof {
  readonly schema: GraphQLSchema;
  readonly engine: Engine;
  readonly oracle: Oracle;
}

/** Runs one operation through the engine and through the oracle; what differs, or null. */
export async function differs(
  { schema, engine, oracle }: Proof,
  document: DocumentNode,
  variables: Record<string, unknown>,
  ctx: Ctx,
): Promise<string | null> {
  let answer: Answer;
  try {
    answer = await engine.execute(engine.operation(document, null), variables, ctx);
  } catch (error) {
    return `threw ${String(error)}`;
  }
  return difference(schema, document, answer, await oracle.execute(document, variables, ctx));
}

/** Compares so many generated operations, in turn by each of the contexts; the first few that differ, as text. */
export async function compareMany(
  proof: Proof,
  generator: Generator,
  count: number,
  contexts: readonly { readonly name: string; readonly ctx: Ctx }[],
): Promise<string[]> {
  const found: string[] = [];
  for (let i = 0; i < count && found.length < 3; i++) {
    const { text, document, variables } = await generator.next();
    const { name, ctx } = contexts[i % contexts.length]!;
    const difference = await differs(proof, document, variables, ctx);
    if (difference) found.push(`operation ${i} as ${name}\n${text}\n${JSON.stringify(variables)}\n${difference}`);
  }
  return found;
}
