import type { CreateCase } from "../../cases/commands/createCase";
import { draftOf, findNamed } from "../../cases/newCase.steps";
import { Permission } from "../../platform/access/permissions";
import { permit, signedIn } from "../../platform/access/viewer";
import { forbidden } from "../../platform/errors";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { routeNew } from "../routeNew.steps";

/** Carries the answer out of a transaction that must not be kept. */
class Previewed extends Error {
  constructor(readonly preview: object) {
    super("A preview is not kept");
  }
}

/** Where the rules would lead this case: asked as createCase asks them, turns included, and then undone. */
export async function previewRouting(ctx: Ctx, input: CreateCase): Promise<object> {
  permit(signedIn(ctx.viewer), Permission.SERVICE_OPEN, Permission.ROUTING_MANAGE);
  try {
    await transact({ ...ctx, idempotency: null }, async (work) => {
      if (work.scope.portal) throw forbidden();
      const found = await findNamed(work, input);
      const draft = draftOf(work, input, found, null);
      const { routed } = await routeNew(work, input, found, draft);
      const { rule, tried } = routed;
      throw new Previewed({
        rule: rule?.id ?? null,
        queue: (found.queue ?? routed.queue)?.id ?? null,
        team: (found.team ?? routed.team)?.id ?? null,
        person: found.assigneeId ?? routed.assigneeId,
        priority: routed.priority ?? draft.priority,
        tags: [...new Set([...draft.tags, ...routed.tags])],
        trace: [
          ...tried.map(({ id }) => ({ rule: id, matched: false })),
          ...(rule ? [{ rule: rule.id, matched: true }] : []),
        ],
      });
    });
  } catch (error) {
    if (error instanceof Previewed) return error.preview;
    throw error;
  }
  throw new Error("A preview ends with what it found");
}
