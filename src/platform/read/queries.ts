import { execute as executeByGraphqlJs, type GraphQLFormattedError, isNonNullType, Kind, print } from "graphql";
import { notFound, Refusal } from "../errors";
import { type Run, valuesOf } from "../sql";
import type { Ctx } from "../work";
import { callRoot, errorAt, keyOf, selectionsOf } from "./call";
import type { Selections } from "./collect";
import type { Answer } from "./engine";
import type { Known, Parts } from "./engineOf";
import { classOf, type Plan, planQuery, type Prepared, refusedIn, type Root, RootRefused, rootsOf } from "./plan";
import { gather, reachesRows, textOf } from "./source";

type Variables = Readonly<Record<string, unknown>>;

/** Queries: one statement for all of an operation's fields. */
export class Queries {
  constructor(private readonly parts: Parts) {}

  async run(known: Known, variables: Variables, ctx: Ctx): Promise<Answer> {
    const key = keyOf(known, variables, classOf(ctx.viewer));
    const failed = new Map<string, unknown>();
    const answered = new Map<string, unknown>();
    for (;;) {
      const prepared =
        (failed.size === 0 ? this.parts.plans.get(key) : undefined) ?? this.prepare(known, variables, ctx, key, failed);
      const texts = new Map<string, string>();
      if (!prepared.whole) await this.answerByCode(known, prepared.roots, variables, ctx, answered, failed, texts);
      if (prepared.plan) {
        const source = answered.size > 0 ? { source: JSON.stringify(Object.fromEntries(answered)) } : {};
        const run: Run = { viewer: ctx.viewer, variables, ...source };
        try {
          const rows = await this.parts.reader.run(prepared.plan, run, ctx);
          const data = prepared.whole && failed.size === 0 ? dataOf(prepared.plan, rows[0]!) : null;
          if (data !== null) return { data };
          for (const [root, refusal] of refusedIn(prepared.plan, rows[0])) failed.set(root, refusal);
          prepared.plan.columns.forEach((column, i) => {
            const text = rows[0]?.[i] ?? null;
            if (text === null && column.required && !failed.has(column.key)) failed.set(column.key, notFound("This"));
            texts.set(column.key, text ?? "null");
          });
        } catch (error) {
          if (error instanceof Refusal && blame(prepared.plan, run, failed)) continue;
          throw error;
        }
      }
      return assemble(prepared.roots, texts, failed, ctx);
    }
  }

  /** Compiles; root fields that are refused while compiling are left out and answer their error. */
  private prepare(known: Known, variables: Variables, ctx: Ctx, key: string, failed: Map<string, unknown>): Prepared {
    const started = performance.now();
    const selections = selectionsOf(this.parts, known, variables);
    const roots = rootsOf(selections, known.definition);
    const early = failed.size > 0;
    for (;;) {
      const read = roots.filter(
        (root) =>
          !failed.has(root.key) && this.isRead(root) && (this.isCompiled(root) || this.reaches(selections, root)),
      );
      try {
        const plan = read.length === 0 ? null : planQuery(this.parts, selections, classOf(ctx.viewer), read);
        const whole = plan !== null && roots.every((root) => root.field && this.isRead(root) && this.isCompiled(root));
        const prepared = { roots, plan, whole };
        if (!early && failed.size === 0) this.parts.plans.set(key, prepared);
        this.parts.onCompile(performance.now() - started);
        return prepared;
      } catch (error) {
        if (!(error instanceof RootRefused)) throw error;
        failed.set(error.key, error.refusal);
      }
    }
  }

  /** What no statement answers: `__typename`, introspection, and the values of fields that code answers. */
  private async answerByCode(
    known: Known,
    roots: readonly Root[],
    variables: Variables,
    ctx: Ctx,
    answered: Map<string, unknown>,
    failed: Map<string, unknown>,
    texts: Map<string, string>,
  ): Promise<void> {
    const selections = selectionsOf(this.parts, known, variables);
    const code: Promise<void>[] = [];
    for (const root of roots) {
      if (root.name === "__typename") texts.set(root.key, `"${this.parts.schema.getQueryType()!.name}"`);
      else if (root.name.startsWith("__")) texts.set(root.key, await this.introspect(known, root, variables));
      else if (!this.isCompiled(root) && !answered.has(root.key) && !failed.has(root.key))
        code.push(
          callRoot(this.parts, known, root, variables, ctx)
            .then((value) => gather(this.parts.model, selections, root.field!.type, root.nodes, value))
            .then(
              (value) => void answered.set(root.key, value),
              (error: unknown) => void failed.set(root.key, error),
            ),
        );
    }
    await Promise.all(code);
    for (const root of roots)
      if (answered.has(root.key) && !this.reaches(selections, root))
        texts.set(root.key, textOf(selections, root.field!.type, root.nodes, answered.get(root.key)));
  }

  private isRead(root: Root): boolean {
    return root.field !== null && !root.name.startsWith("__");
  }

  /** Read by SQL from the root on; other fields are answered by their method, and may be read on from there. */
  private isCompiled(root: Root): boolean {
    return root.field !== null && this.parts.model.readOf(root.field) !== undefined;
  }

  private reaches(selections: Selections, root: Root): boolean {
    return reachesRows(this.parts.model, selections, root.field!.type, root.nodes);
  }

  private async introspect(known: Known, root: Root, variables: Variables): Promise<string> {
    const definition = {
      ...known.definition,
      // Introspection takes names and yes or no; other variables are coerced already and would not be understood again.
      variableDefinitions: known.definition.variableDefinitions?.filter(({ type }) =>
        /^(String|Boolean)!?$/.test(print(type)),
      ),
      selectionSet: { kind: Kind.SELECTION_SET as const, selections: root.nodes },
    };
    const result = await executeByGraphqlJs({
      schema: this.parts.schema,
      document: { kind: Kind.DOCUMENT, definitions: [definition, ...Object.values(known.fragments)] },
      variableValues: variables,
    });
    if (result.errors?.[0]) throw result.errors[0];
    return JSON.stringify(result.data?.[root.key] ?? null);
  }
}

/** The data of a statement that answers the whole operation, if nothing of it is refused. */
function dataOf(plan: Plan, row: readonly (string | null)[]): string | null {
  if (plan.refusals.length > 0) return null;
  let data = "{";
  for (let i = 0; i < plan.columns.length; i++) {
    const { key, required } = plan.columns[i]!;
    const text = row[i] ?? null;
    if (text === null && required) return null;
    data += `${i > 0 ? "," : ""}"${key}":${text ?? "null"}`;
  }
  return `${data}}`;
}

/** Finds the root fields whose parameters are refused; true when there are any, which the next plan leaves out. */
function blame(plan: Plan, run: Run, failed: Map<string, unknown>): boolean {
  let found = false;
  for (const { key, params } of plan.columns) {
    try {
      valuesOf(params, run);
    } catch (error) {
      found = true;
      if (!failed.has(key)) failed.set(key, error);
    }
  }
  return found;
}

function assemble(
  roots: readonly Root[],
  texts: ReadonlyMap<string, string>,
  failed: ReadonlyMap<string, unknown>,
  ctx: Ctx,
): Answer {
  let data = "{";
  const errors: GraphQLFormattedError[] = [];
  let none = false;
  for (const root of roots) {
    if (failed.has(root.key)) {
      errors.push(errorAt(root, failed.get(root.key), ctx));
      if (root.field && isNonNullType(root.field.type)) none = true;
    }
    data += `${data.length > 1 ? "," : ""}"${root.key}":${failed.has(root.key) ? "null" : texts.get(root.key)}`;
  }
  return { data: none ? "null" : `${data}}`, ...(errors.length > 0 && { errors }) };
}
