import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { AFTER } from "../cases/case.subscriptions";
import { Permission } from "../platform/access/permissions";
import { can } from "../platform/access/viewer";
import { forbidden } from "../platform/errors";
import { neverRuns, StreamOf } from "../platform/events/stream";
import { compiled } from "../platform/read/declare";
import { EventCursorScalar } from "../platform/scalars/text";
import { and, sql } from "../platform/sql";
import { EventType } from "../cases/timeline.events";
import { Queue } from "./queue.entity";
import { QueueEvent } from "./queue.inputs";
import { insideSeen } from "./queue.policy";

const TOLD: ReadonlySet<string> = new Set<EventType>([
  EventType.QUEUE_ITEM_ADDED,
  EventType.QUEUE_ITEM_MOVED,
  EventType.QUEUE_ITEM_PICKED,
  EventType.QUEUE_ITEM_RELEASED,
  EventType.QUEUE_ITEM_REMOVED,
]);

@Resolver()
export class QueueSubscriptions {
  @Subscription(() => QueueEvent, {
    subscribe: neverRuns,
    description:
      "All that comes into the queue, is picked, released, moved or leaves; of private queues for their members.",
  })
  @StreamOf({
    permit: (viewer) => {
      if (viewer.permissions.size === 1 && can(viewer, Permission.PORTAL)) throw forbidden();
    },
    about: {
      entity: () => Queue,
      which: (queue, args, scope) => and(sql`${queue}.key = ${args.queue}`, insideSeen(queue, scope)),
      name: "The queue",
    },
    wants: ({ type, data }, _viewer, { queue }) => TOLD.has(type) && (data.queue === queue || data.fromQueue === queue),
    value: ({ cursor, type, at, actorId, data }, _viewer, { queue }) => {
      const left = data.queue !== queue || type === EventType.QUEUE_ITEM_REMOVED;
      return {
        cursor,
        type,
        at,
        actor: actorId,
        queue: data.queue === queue ? data.queueId : data.fromQueueId,
        item: left ? null : data.itemId,
        removedItemId: left ? data.itemId : null,
      };
    },
  })
  queueChanged(
    @Root() _event: unknown,
    @Arg("queue", () => String, { description: "By key." }) _queue: string,
    @Arg("after", () => EventCursorScalar, {
      nullable: true,
      description: AFTER,
    })
    _after?: string,
  ): QueueEvent {
    return compiled();
  }
}
