import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Activity } from "../activities/activity.entity";
import { WorkItem } from "../activities/activity.inputs";
import { Case } from "../cases/case.entity";
import { RemovePayload } from "../people/access.inputs";
import { Person } from "../people/person.entity";
import { Team } from "../people/team.entity";
import { Computed, compiled, Connection, List, One, OneOf } from "../platform/read/declare";
import type { Scope } from "../platform/read/scope";
import { DateTimeScalar } from "../platform/scalars/time";
import { and, raw, type Sql, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { addToQueue } from "./commands/addToQueue";
import { createQueue } from "./commands/createQueue";
import { moveQueueItem } from "./commands/moveQueueItem";
import { pickNext } from "./commands/pickNext";
import { pickQueueItem } from "./commands/pickQueueItem";
import { releaseQueueItem } from "./commands/releaseQueueItem";
import { removeFromQueue } from "./commands/removeFromQueue";
import { updateQueue } from "./commands/updateQueue";
import { Queue, QueueItem } from "./queue.entity";
import {
  PickNextPayload,
  QueueInput,
  QueueItemArgs,
  QueueItemConnection,
  QueueItemPayload,
  QueuePayload,
  UpdateQueueInput,
} from "./queue.inputs";
import { insideSeen } from "./queue.policy";
import { isMember } from "./queue.rules";

/** What the items of the queue that the viewer sees come to. */
const ofItems = (value: Sql, condition?: Sql) => (queue: Sql, scope: Scope) =>
  sql`(SELECT ${value} FROM queue_item its WHERE ${and(
    sql`its.queue_id = ${queue}.id`,
    condition,
    scope.visible(QueueItem, raw("its")),
  )})`;

@Resolver(() => Queue)
export class QueueResolver {
  @Query(() => [Queue], { description: "By name." })
  @List({
    of: () => Queue,
    where: (queue, _row, _scope, args) => sql`(${queue}.active OR ${args.includeInactive!.sql}::boolean)`,
    order: (queue) => sql`${queue}.name, ${queue}.key`,
  })
  queues(@Arg("includeInactive", () => Boolean, { defaultValue: false }) _includeInactive: boolean): Queue[] {
    return compiled();
  }

  @Query(() => Queue, { nullable: true })
  @One(
    () => Queue,
    (queue, _row, _scope, args) => sql`${queue}.key = ${args.key!.sql}::text`,
  )
  queue(@Arg("key", () => String) _key: string): Queue | null {
    return compiled();
  }

  @FieldResolver(() => [Person], {
    description: "Members by name and those of its team; of a private queue for its members and QUEUE_MANAGE.",
  })
  @List({
    of: () => Person,
    where: (person, queue, scope) => and(insideSeen(queue, scope), isMember(queue, sql`${person}.id`)),
    order: (person) => sql`${person}.name, ${person}.id`,
  })
  members(): Person[] {
    return compiled();
  }

  @FieldResolver(() => QueueItemConnection, {
    description:
      "Most pressing first: priority, due time, age. An item whose subject the viewer may not see is not there, nor counted.",
  })
  @Connection({
    of: () => QueueItem,
    where: (item, queue) => sql`${item}.queue_id = ${queue}.id`,
    orders: {
      URGENCY: { sql: (item) => sql`${item}.urgency`, type: "int" },
      DUE_AT: { sql: (item) => sql`${item}.due_at`, type: "timestamptz", nullable: true },
      ENTERED_AT: { sql: (item) => sql`${item}.entered_at`, type: "timestamptz" },
    },
    defaultOrder: [
      { term: "URGENCY", direction: "ASC" },
      { term: "DUE_AT", direction: "ASC" },
      { term: "ENTERED_AT", direction: "ASC" },
    ],
  })
  items(@Args(() => QueueItemArgs) _page: QueueItemArgs): InstanceType<typeof QueueItemConnection> {
    return compiled();
  }

  @FieldResolver(() => Int)
  @Computed(ofItems(raw("count(*)")))
  itemCount(): number {
    return compiled();
  }

  @FieldResolver(() => Int, { description: "Items that nobody holds." })
  @Computed(ofItems(raw("count(*)"), raw("its.worked_by_id IS NULL")))
  unpickedCount(): number {
    return compiled();
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true })
  @Computed(ofItems(raw("min(its.entered_at)")))
  oldestEnteredAt(): Date | null {
    return compiled();
  }

  @FieldResolver(() => Boolean)
  @Computed((queue, scope) => isMember(queue, scope.viewerId))
  viewerIsMember(): boolean {
    return compiled();
  }

  @Mutation(() => QueuePayload, { description: "By QUEUE_MANAGE." })
  createQueue(@Arg("input", () => QueueInput) input: QueueInput, @Context() ctx: Ctx) {
    return createQueue(ctx, input);
  }

  @Mutation(() => QueuePayload, { description: "Deactivating is refused while it holds items." })
  updateQueue(
    @Arg("key", () => String) key: string,
    @Arg("input", () => UpdateQueueInput) input: UpdateQueueInput,
    @Context() ctx: Ctx,
  ) {
    return updateQueue(ctx, key, input);
  }
}

@Resolver(() => QueueItem)
export class QueueItemResolver {
  @FieldResolver(() => WorkItem)
  @OneOf(
    { entity: () => Case, on: (c, item) => sql`${c}.id = ${item}.case_id` },
    { entity: () => Activity, on: (activity, item) => sql`${activity}.id = ${item}.activity_id` },
  )
  subject(): typeof WorkItem {
    return compiled();
  }

  @Mutation(() => QueueItemPayload, { description: "A case or an activity; out of the queue it was in, if any." })
  addToQueue(
    @Arg("subjectId", () => ID) subjectId: string,
    @Arg("queue", () => String) queue: string,
    @Context() ctx: Ctx,
  ) {
    return addToQueue(ctx, { subjectId, queue });
  }

  @Mutation(() => RemovePayload)
  removeFromQueue(@Arg("itemId", () => ID) itemId: string, @Context() ctx: Ctx) {
    return removeFromQueue(ctx, itemId);
  }

  @Mutation(() => QueueItemPayload, {
    description: "Assigns the subject to the viewer. Of two who race exactly one wins; the other gets ALREADY_PICKED.",
  })
  pickQueueItem(@Arg("itemId", () => ID) itemId: string, @Context() ctx: Ctx) {
    return pickQueueItem(ctx, itemId);
  }

  @Mutation(() => PickNextPayload, { description: "The most pressing item nobody holds; null when there is none." })
  pickNext(@Arg("queue", () => String) queue: string, @Context() ctx: Ctx) {
    return pickNext(ctx, queue);
  }

  @Mutation(() => QueueItemPayload, {
    description: "By its holder or SERVICE_ASSIGN: nobody owns the case or activity then.",
  })
  releaseQueueItem(@Arg("itemId", () => ID) itemId: string, @Context() ctx: Ctx) {
    return releaseQueueItem(ctx, itemId);
  }

  @Mutation(() => QueueItemPayload)
  moveQueueItem(
    @Arg("itemId", () => ID) itemId: string,
    @Arg("queue", () => String) queue: string,
    @Context() ctx: Ctx,
  ) {
    return moveQueueItem(ctx, { itemId, queue });
  }
}

@Resolver(() => Team)
export class TeamQueueResolver {
  @FieldResolver(() => Queue, { nullable: true })
  @One(
    () => Queue,
    (queue, team) => sql`${queue}.team_id = ${team}.id`,
  )
  queue(): Queue | null {
    return compiled();
  }
}

@Resolver(() => Case)
export class CaseQueueResolver {
  @FieldResolver(() => QueueItem, { nullable: true })
  @One(
    () => QueueItem,
    (item, c) => sql`${item}.case_id = ${c}.id`,
  )
  queueItem(): QueueItem | null {
    return compiled();
  }
}

@Resolver(() => Activity)
export class ActivityQueueResolver {
  @FieldResolver(() => QueueItem, { nullable: true })
  @One(
    () => QueueItem,
    (item, activity) => sql`${item}.activity_id = ${activity}.id`,
  )
  queueItem(): QueueItem | null {
    return compiled();
  }
}
