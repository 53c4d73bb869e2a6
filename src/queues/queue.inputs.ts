import { ArrayMaxSize } from "class-validator";
import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { Case } from "../cases/case.entity";
import { CaseFilter } from "../cases/caseFilter.inputs";
import { EventType } from "../cases/timeline.events";
import { Person } from "../people/person.entity";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { Compare, Condition, Related } from "../platform/read/declare";
import { IDFilter } from "../platform/read/filters";
import { EventCursorScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Key, Line, NotNull, Words } from "../platform/validate";
import type { CreateQueue } from "./commands/createQueue";
import type { UpdateQueue } from "./commands/updateQueue";
import { Queue, QueueAccess, QueueItem } from "./queue.entity";

const MEMBERS = 1000;

@InputType({ description: "A new queue. The key is chosen once and never changes." })
export class QueueInput implements CreateQueue {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => String, { nullable: true })
  @Words(2000)
  readonly description?: string | null;

  @Field(() => QueueAccess, { defaultValue: QueueAccess.PUBLIC })
  readonly access!: QueueAccess;

  @Field(() => String, {
    nullable: true,
    description: "Whose queue it is, by key; its members are the queue's too. A team has one queue at most.",
  })
  readonly team?: string | null;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(MEMBERS)
  readonly memberIds?: string[] | null;
}

@InputType({ description: "What is left out stays as it is, null clears it, a list replaces the whole list." })
export class UpdateQueueInput implements UpdateQueue {
  @Field(() => String, { nullable: true })
  @NotNull()
  @Line(200)
  readonly name?: string | null;

  @Field(() => String, { nullable: true })
  @Words(2000)
  readonly description?: string | null;

  @Field(() => QueueAccess, { nullable: true })
  @NotNull()
  readonly access?: QueueAccess | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly team?: string | null;

  @Field(() => [ID], { nullable: true })
  @NotNull()
  @ArrayMaxSize(MEMBERS)
  readonly memberIds?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly active?: boolean | null;
}

@ObjectType()
export class QueuePayload {
  @Field(() => Queue)
  readonly queue!: Queue;
}

@ObjectType()
export class QueueItemPayload {
  @Field(() => QueueItem)
  readonly item!: QueueItem;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor!: string | null;
}

@ObjectType()
export class PickNextPayload {
  @Field(() => QueueItem, { nullable: true, description: "Null: nothing is left to pick." })
  readonly item!: QueueItem | null;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor!: string | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class QueueItemFilter {
  @Field(() => Boolean, { nullable: true, description: "True: nobody holds it." })
  @Condition((item, unpicked) => sql`(${item}.worked_by_id IS NULL) = ${unpicked.sql}`)
  readonly unpicked?: boolean | null;

  @Field(() => IDFilter, { nullable: true })
  @Compare((item) => sql`${item}.worked_by_id`, "uuid")
  readonly workedById?: IDFilter | null;

  @Field(() => CaseFilter, { nullable: true, description: "Only cases that fit; no activities." })
  @Related(
    () => Case,
    (c, item) => sql`${c}.id = ${item}.case_id`,
  )
  readonly cases?: CaseFilter | null;
}

@ArgsType()
export class QueueItemArgs extends PageArgs {
  @Field(() => QueueItemFilter, { nullable: true })
  readonly filter?: QueueItemFilter | null;
}

export const QueueItemConnection = connectionOf(() => QueueItem, "QueueItem");

@ObjectType({ description: "One thing that happened to a queue, with the item as it stands at delivery." })
export class QueueEvent {
  @Field(() => EventCursorScalar, { description: "Give it as `after` to go on from here." })
  readonly cursor!: string;

  @Field(() => EventType)
  readonly type!: EventType;

  @Field(() => DateTimeScalar)
  readonly at!: Date;

  @Field(() => Person, { nullable: true, description: "Null: the system." })
  readonly actor!: Person | null;

  @Field(() => Queue, { description: "The one that the subscription is about." })
  readonly queue!: Queue;

  @Field(() => QueueItem, {
    nullable: true,
    description: "Null once it has left, and where the viewer may not see it.",
  })
  readonly item!: QueueItem | null;

  @Field(() => ID, { nullable: true, description: "The item that left." })
  readonly removedItemId!: string | null;
}
