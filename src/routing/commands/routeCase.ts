import { CaseAction } from "../../cases/case.policy";
import { takeCase } from "../../cases/case.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { rerouteCase } from "../reroute.steps";

/** Applies the routing rules again, as they are now. By SERVICE_ASSIGN. */
export function routeCase(ctx: Ctx, input: { readonly id: string; readonly expectedVersion?: number | null }) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.ROUTE, input.expectedVersion);
    return { case: subject.id, warnings: await rerouteCase(work, subject, work.actorId) };
  });
}
