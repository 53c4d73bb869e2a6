import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { CaseEvent } from "./case.payloads";
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
    value: (event) => ({
      cursor: event.cursor,
      type: event.type,
      at: event.at,
      actor: event.actorId,
      case: event.caseId,
      entry: event.id,
    }),
    personal: true,
  })
  slaAlerts(
    @Root() _event: unknown,
    @Arg("after", () => EventCursorScalar, {
      nullable: true,
      description: "What happened after this position comes first, then what happens from now on, without a gap.",
    })
    _after?: string,
  ): CaseEvent {
    return compiled();
  }
}
