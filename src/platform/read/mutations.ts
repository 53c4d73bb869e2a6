import { type GraphQLFormattedError, isNonNullType } from "graphql";
import type { Viewer } from "../access/viewer";
import { ErrorCode, notFound, Refusal } from "../errors";
import { isTimeout } from "../faults";
import type { Ctx } from "../work";
import { callRoot, errorAt, payloadPlan, selectionsOf } from "./call";
import { AS, type Answer } from "./engine";
import type { Known, Parts } from "./engineOf";
import { classOf, refusedIn, type Root, rootsOf } from "./plan";
import { gather, reachesRows, textOf } from "./source";

type Variables = Readonly<Record<string, unknown>>;

/** Mutations: one command after the other, each payload read by one statement on the primary after its commit. */
export class Mutations {
  constructor(private readonly parts: Parts) {}

  async run(known: Known, variables: Variables, ctx: Ctx): Promise<Answer> {
    let data = "{";
    const errors: GraphQLFormattedError[] = [];
    for (const root of rootsOf(selectionsOf(this.parts, known, variables), known.definition)) {
      let text = "null";
      try {
        text = root.field
          ? await this.field(known, root, variables, ctx)
          : `"${this.parts.schema.getMutationType()!.name}"`;
      } catch (error) {
        errors.push(errorAt(root, error, ctx));
        if (root.field && isNonNullType(root.field.type)) return { data: "null", errors };
      }
      data += `${data.length > 1 ? "," : ""}"${root.key}":${text}`;
    }
    return { data: `${data}}`, ...(errors.length > 0 && { errors }) };
  }

  private async field(known: Known, root: Root, variables: Variables, given: Ctx): Promise<string> {
    const ctx = given.idempotency ? { ...given, idempotency: { ...given.idempotency, slot: root.key } } : given;
    const { model } = this.parts;
    const type = root.field!.type;
    const selections = selectionsOf(this.parts, known, variables);
    const value = await callRoot(this.parts, known, root, variables, ctx);
    const viewer = ((value as { [AS]?: Viewer } | null)?.[AS] ?? ctx.viewer) as Viewer | null;
    const gathered = await gather(model, selections, type, root.nodes, value);
    if (!reachesRows(model, selections, type, root.nodes)) return textOf(selections, type, root.nodes, gathered);
    const plan = payloadPlan(this.parts, known, selections, root, classOf(viewer), null);
    const run = { viewer, variables, source: JSON.stringify([gathered]) };
    const rows = await this.parts.primary.run(plan, run, { ...ctx, viewer }).catch((error: unknown) => {
      throw isTimeout(error)
        ? new Refusal(ErrorCode.TIMEOUT, "It is done, but what it answers took too long to read.")
        : error;
    });
    const refusal = refusedIn(plan, rows[0]).get(root.key);
    if (refusal) throw refusal;
    const text = rows[0]?.[0];
    if (text === null || text === undefined)
      throw notFound("It is done, but what it answers is not for you to see: it");
    return text;
  }
}
