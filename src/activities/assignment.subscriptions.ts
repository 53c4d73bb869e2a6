import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { AFTER } from "../cases/case.subscriptions";
import { neverRuns, StreamOf } from "../platform/events/stream";
import { compiled } from "../platform/read/declare";
import { EventCursorScalar } from "../platform/scalars/text";
import { AssignmentEvent } from "./activity.inputs";

@Resolver()
export class AssignmentSubscriptions {
  @Subscription(() => AssignmentEvent, {
    subscribe: neverRuns,
    description: "Cases and activities assigned to the viewer, in person or through a team.",
  })
  @StreamOf({
    permit: () => {},
    wants: ({ audience }, { personId }) =>
      audience.assigned?.includes(personId) === true || audience.lost?.includes(personId) === true,
    value: (event, { personId }) => ({
      cursor: event.cursor,
      type: event.type,
      at: event.at,
      actor: event.actorId,
      subjectId: event.subjectId,
      subject: event.subjectId,
      assignee: event.data.assigneeId ?? null,
      team: event.data.teamId ?? null,
      lost: event.audience.assigned?.includes(personId) !== true,
    }),
    personal: true,
  })
  assignedToMe(
    @Root() _event: unknown,
    @Arg("after", () => EventCursorScalar, {
      nullable: true,
      description: AFTER,
    })
    _after?: string,
  ): AssignmentEvent {
    return compiled();
  }
}
