import { Arg, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import { Ctx as Context } from "type-graphql";
import { Permission } from "../platform/access/permissions";
import { can, permit, type Viewer } from "../platform/access/viewer";
import type { LogEvent } from "../platform/events/feed";
import { neverRuns, StreamOf } from "../platform/events/stream";
import { compiled } from "../platform/read/declare";
import { EventCursorScalar } from "../platform/scalars/text";
import type { Ctx } from "../platform/work";
import { Case } from "./case.entity";
import { CaseFilter } from "./caseFilter.inputs";
import { CaseEvent, CaseListEvent } from "./case.payloads";
import { CASE_PAST } from "./leaving.rules";
import { EventType } from "./timeline.events";

/** What streams of cases tell of an event. */
export const caseEvent = (event: LogEvent) => ({
  cursor: event.cursor,
  type: event.type,
  at: event.at,
  actor: event.actorId,
  case: event.caseId,
  entry: event.id,
});

const isCustomer = (viewer: Viewer): boolean => viewer.permissions.size === 1 && can(viewer, Permission.PORTAL);

/** What is internal does not even happen for a customer. By permissions alone, so that readings stay shared. */
export const isTold = (event: LogEvent, viewer: Viewer): boolean =>
  !(event.data.internal === true && isCustomer(viewer));

/** What customers hear nothing of on a list of cases: its name alone would tell of what they do not see, such as tasks. */
const OF_THE_HOUSE = /^(ACTIVITY|QUEUE|SUPPLIER_RETURN|ENTITLEMENT)_/;

export const AFTER = "What happened after this position comes first, then what happens from now on, without a gap.";

@Resolver()
export class CaseSubscriptions {
  @Query(() => EventCursorScalar, {
    description: "The newest position of the event log: subscribe with it as `after` to miss nothing from here on.",
  })
  currentCursor(@Context() ctx: Ctx): Promise<string> {
    return ctx.house.feed.head();
  }

  @Subscription(() => CaseEvent, {
    subscribe: neverRuns,
    description: "New tickets, for the central service login (SERVICE_DISPATCH).",
  })
  @StreamOf({
    permit: (viewer) => permit(viewer, Permission.SERVICE_DISPATCH),
    wants: (event) => event.type === EventType.CASE_CREATED && event.data.imported !== true,
    value: caseEvent,
    filtered: "case",
  })
  caseCreated(
    @Root() _event: unknown,
    @Arg("filter", () => CaseFilter, { nullable: true }) _filter?: CaseFilter,
    @Arg("after", () => EventCursorScalar, { nullable: true, description: AFTER }) _after?: string,
  ): CaseEvent {
    return compiled();
  }

  @Subscription(() => CaseEvent, { subscribe: neverRuns, description: "All that happens to one case." })
  @StreamOf({
    permit: () => {},
    about: { entity: () => Case, id: (args) => args.id as string, name: "The case" },
    wants: (event, viewer, args) => event.caseId === (args.id as string).toLowerCase() && isTold(event, viewer),
    value: caseEvent,
  })
  caseChanged(
    @Root() _event: unknown,
    @Arg("id", () => ID) _id: string,
    @Arg("after", () => EventCursorScalar, { nullable: true, description: AFTER }) _after?: string,
  ): CaseEvent {
    return compiled();
  }

  @Subscription(() => CaseListEvent, {
    subscribe: neverRuns,
    description: "All that happens to the cases that fit; for live lists and boards.",
  })
  @StreamOf({
    permit: () => {},
    seesBy: [Permission.SERVICE_READ, Permission.SERVICE_CONFIDENTIAL],
    wants: (event, viewer) =>
      event.caseId !== null && isTold(event, viewer) && !(OF_THE_HOUSE.test(event.type) && isCustomer(viewer)),
    value: (event) => ({ ...caseEvent(event), caseId: event.caseId }),
    filtered: "case",
    leaving: CASE_PAST,
  })
  casesChanged(
    @Root() _event: unknown,
    @Arg("filter", () => CaseFilter, { nullable: true }) _filter?: CaseFilter,
    @Arg("after", () => EventCursorScalar, { nullable: true, description: AFTER }) _after?: string,
  ): CaseListEvent {
    return compiled();
  }
}
