import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { CaseEvent } from "./case.payloads";
import { AFTER, caseEvent } from "./case.subscriptions";
import { EventType } from "./timeline.events";
import { Permission } from "../platform/access/permissions";
import { can } from "../platform/access/viewer";
import { neverRuns, StreamOf } from "../platform/events/stream";
import { compiled } from "../platform/read/declare";
import { EventCursorScalar } from "../platform/scalars/text";

@Resolver()
export class SlaAlertSubscriptions {
  @Subscription(() => CaseEvent, {
    subscribe: neverRuns,
    description: "Warnings and breaches of the cases the viewer may see.",
  })
  @StreamOf({
    permit: () => {},
    wants: (event, viewer) =>
      (event.type === EventType.SLA_WARNED || event.type === EventType.SLA_BREACHED) &&
      (can(viewer, Permission.SERVICE_DISPATCH) || event.audience.alerted?.includes(viewer.personId) === true),
    value: caseEvent,
    personal: true,
  })
  slaAlerts(
    @Root() _event: unknown,
    @Arg("after", () => EventCursorScalar, {
      nullable: true,
      description: AFTER,
    })
    _after?: string,
  ): CaseEvent {
    return compiled();
  }
}
