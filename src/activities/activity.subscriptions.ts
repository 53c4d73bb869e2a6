import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { AFTER, isTold } from "../cases/case.subscriptions";
import { Permission } from "../platform/access/permissions";
import { neverRuns, StreamOf } from "../platform/events/stream";
import { compiled } from "../platform/read/declare";
import { EventCursorScalar } from "../platform/scalars/text";
import { ActivityEvent, ActivityFilter } from "./activity.inputs";
import { ACTIVITY_PAST } from "./leaving.rules";

@Resolver()
export class ActivitySubscriptions {
  @Subscription(() => ActivityEvent, {
    subscribe: neverRuns,
    description: "All that happens to the activities that fit; for schedules and a technician's day.",
  })
  @StreamOf({
    permit: () => {},
    seesBy: [Permission.SERVICE_READ, Permission.SERVICE_CONFIDENTIAL],
    wants: (event, viewer) => event.activityId !== null && isTold(event, viewer),
    value: (event) => ({
      cursor: event.cursor,
      type: event.type,
      at: event.at,
      actor: event.actorId,
      activityId: event.activityId,
      activity: event.activityId,
      entry: event.id,
    }),
    filtered: "activity",
    leaving: ACTIVITY_PAST,
  })
  activitiesChanged(
    @Root() _event: unknown,
    @Arg("filter", () => ActivityFilter, { nullable: true }) _filter?: ActivityFilter,
    @Arg("after", () => EventCursorScalar, { nullable: true, description: AFTER }) _after?: string,
  ): ActivityEvent {
    return compiled();
  }
}
