import type { Viewer } from "../access/viewer";
import { ErrorCode, Refusal } from "../errors";
import type { Stream } from "../events/stream";
import { validateArguments } from "../validate";
import type { Ctx } from "../work";
import { givenArguments, payloadPlan, selectionsOf } from "./call";
import type { Answer, SubscriptionPlan } from "./engine";
import type { Known, Parts } from "./engineOf";
import { classOf, type Plan, type Root, rootsOf } from "./plan";
import { gather } from "./source";

type Variables = Readonly<Record<string, unknown>>;

/** Subscriptions: payloads of many events read by one statement. */
export class Streams {
  constructor(private readonly parts: Parts) {}

  plan(known: Known, variables: Variables, ctx: Ctx): SubscriptionPlan {
    const selections = selectionsOf(this.parts, known, variables);
    const [root] = rootsOf(selections, known.definition);
    const stream = root?.field?.extensions.stream as Stream | undefined;
    if (!root?.field || !stream)
      throw new Refusal(
        ErrorCode.BAD_REQUEST,
        "A subscription selects exactly one field of the schema's subscriptions.",
      );
    const args = givenArguments(root.field, root.nodes[0]!, variables);
    validateArguments(root.field.args, args, root.field.name);
    let plan = this.compiled(known, variables, root, stream, classOf(ctx.viewer));
    return {
      stream,
      args,
      get usesViewer() {
        return plan.usesViewer;
      },
      read: async (values, viewer) => {
        plan = this.compiled(known, variables, root, stream, classOf(viewer));
        const source: unknown[] = [];
        for (const value of values)
          source.push(await gather(this.parts.model, selections, root.field!.type, root.nodes, value));
        return this.read(plan, root, source, values, stream, viewer, variables, ctx);
      },
    };
  }

  private async read(
    plan: Plan,
    root: Root,
    source: unknown[],
    values: readonly Record<string, unknown>[],
    stream: Stream,
    viewer: Viewer,
    variables: Variables,
    ctx: Ctx,
  ): Promise<(Answer | null)[]> {
    const subject = stream.filtered;
    if (subject !== undefined)
      source.forEach((item, i) => {
        const given = item as Record<string, unknown>;
        given[subject] = values[i]![subject] ?? null;
        if (stream.leaving) given.entry = values[i]!.entry;
      });
    const rows = await this.parts.primary.run(
      plan,
      { viewer, variables, source: JSON.stringify(source) },
      { ...ctx, viewer },
    );
    return rows.map(([text]) => (text === null || text === undefined ? null : { data: `{"${root.key}":${text}}` }));
  }

  private compiled(known: Known, variables: Variables, root: Root, stream: Stream, permissionClass: number): Plan {
    const selections = selectionsOf(this.parts, known, variables);
    return payloadPlan(this.parts, known, selections, root, permissionClass, stream);
  }
}
