import { ArgsType, createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { Case } from "../cases/case.entity";
import { PriorityFilter } from "../cases/caseFilter.inputs";
import { Warning } from "../cases/case.payloads";
import { TimelineEntry } from "../cases/timeline.entity";
import { EventType } from "../cases/timeline.events";
import { Person } from "../people/person.entity";
import { Team } from "../people/team.entity";
import { Stays } from "../platform/events/stream";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { Compare, Condition } from "../platform/read/declare";
import { DateTimeFilter, IDFilter, KeyFilter, OrderDirection } from "../platform/read/filters";
import { Keyed } from "../platform/read/keyed";
import { EventCursorScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import { inQueue } from "../queues/queue.policy";
import {
  Activity,
  ActivityKind,
  ActivityState,
  Appointment,
  AppointmentPurpose,
  Email,
  PhoneCall,
  Task,
} from "./activity.entity";

@ObjectType()
export class ActivityPayload {
  @Field(() => Activity)
  readonly activity!: Activity;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor!: string | null;

  @Field(() => [Warning], { description: "Done, but worth a look." })
  readonly warnings!: Warning[];
}

@InputType()
export class ActivityKindFilter {
  @Field(() => ActivityKind, { nullable: true })
  readonly eq?: ActivityKind | null;
  @Field(() => [ActivityKind], { nullable: true })
  readonly in?: ActivityKind[] | null;
  @Field(() => [ActivityKind], { nullable: true })
  readonly notIn?: ActivityKind[] | null;
}

@InputType()
export class ActivityStateFilter {
  @Field(() => ActivityState, { nullable: true })
  readonly eq?: ActivityState | null;
  @Field(() => [ActivityState], { nullable: true })
  readonly in?: ActivityState[] | null;
  @Field(() => [ActivityState], { nullable: true })
  readonly notIn?: ActivityState[] | null;
}

@InputType({
  description: "`mine`: assigned to the viewer in person. `overdue`: open and past its due time.",
})
export class ActivityFilter {
  @Field(() => [ActivityFilter], { nullable: true })
  readonly and?: ActivityFilter[] | null;
  @Field(() => [ActivityFilter], { nullable: true })
  readonly or?: ActivityFilter[] | null;
  @Field(() => ActivityFilter, { nullable: true })
  readonly not?: ActivityFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => ActivityKindFilter, { nullable: true })
  @Compare((a) => sql`${a}.kind`, "text")
  readonly kind?: ActivityKindFilter | null;
  @Field(() => ActivityStateFilter, { nullable: true })
  @Compare((a) => sql`${a}.state`, "text")
  readonly state?: ActivityStateFilter | null;
  @Field(() => PriorityFilter, { nullable: true })
  @Compare((a) => sql`${a}.priority`, "priority")
  readonly priority?: PriorityFilter | null;
  @Field(() => AppointmentPurpose, { nullable: true })
  @Condition((a, purpose) => sql`${a}.purpose = ${purpose.sql}`)
  readonly purpose?: AppointmentPurpose | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.assignee_id`, "uuid")
  readonly assigneeId?: IDFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("team", (a) => sql`${a}.team_id`)
  readonly team?: KeyFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Condition((a, arg, scope) => inQueue("activity_id", a, arg, scope))
  readonly queue?: KeyFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.case_id`, "uuid")
  readonly caseId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((a) => sql`${a}.due_at`, "timestamptz", { nullsLast: true })
  readonly dueAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((a) => sql`${a}.starts_at`, "timestamptz", { nullsLast: true })
  readonly startsAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((a) => sql`${a}.completed_at`, "timestamptz")
  readonly completedAt?: DateTimeFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((a) => sql`${a}.updated_at`, "timestamptz")
  readonly updatedAt?: DateTimeFilter | null;
  @Field(() => Boolean, { nullable: true })
  @Condition((a, overdue) =>
    overdue.value
      ? sql`(${a}.state = 'OPEN' AND coalesce(${a}.due_at,'infinity') < casegraph_now())`
      : sql`(${a}.state <> 'OPEN' OR coalesce(${a}.due_at,'infinity') >= casegraph_now())`,
  )
  readonly overdue?: boolean | null;
  @Field(() => Boolean, { nullable: true })
  @Condition((a, mine, scope) =>
    mine.value ? sql`${a}.assignee_id = ${scope.viewerId}` : sql`${a}.assignee_id IS DISTINCT FROM ${scope.viewerId}`,
  )
  readonly mine?: boolean | null;
}

export enum ActivityOrderField {
  DUE_AT = "DUE_AT",
  CREATED_AT = "CREATED_AT",
  UPDATED_AT = "UPDATED_AT",
  STARTS_AT = "STARTS_AT",
  PRIORITY = "PRIORITY",
}
registerEnumType(ActivityOrderField, { name: "ActivityOrderField" });

@InputType()
export class ActivityOrder {
  @Field(() => ActivityOrderField)
  readonly field!: ActivityOrderField;
  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  readonly direction!: OrderDirection;
}

@ArgsType()
export class ActivityListArgs extends PageArgs {
  @Field(() => ActivityFilter, { nullable: true })
  readonly filter?: ActivityFilter | null;
  @Field(() => [ActivityOrder], { nullable: true })
  readonly orderBy?: ActivityOrder[] | null;
}

export const ActivityConnection = connectionOf(() => Activity, "Activity");

/** How every list of activities may be ordered; unless told by due time, then the oldest. */
export const activityOrders = {
  of: () => Activity,
  orders: {
    DUE_AT: { sql: (a: Sql) => sql`${a}.due_at`, type: "timestamptz", nullable: true },
    CREATED_AT: { sql: (a: Sql) => sql`${a}.created_at`, type: "timestamptz" },
    UPDATED_AT: { sql: (a: Sql) => sql`${a}.updated_at`, type: "timestamptz" },
    STARTS_AT: { sql: (a: Sql) => sql`${a}.starts_at`, type: "timestamptz", nullable: true },
    PRIORITY: { sql: (a: Sql) => sql`${a}.priority`, type: "priority" },
  },
  defaultOrder: [
    { term: "DUE_AT", direction: "ASC" },
    { term: "CREATED_AT", direction: "ASC" },
  ],
} as const;

export const WorkItem = createUnionType({
  name: "WorkItem",
  description: "What can be assigned, queued and picked.",
  types: () => [Case, Task, PhoneCall, Email, Appointment] as const,
});

@ObjectType({
  description:
    "`lost`: it was taken from the viewer, or from a team of the viewer's; `subject` is then null where it can no longer be seen.",
})
export class AssignmentEvent {
  @Field(() => EventCursorScalar)
  readonly cursor!: string;

  @Field(() => EventType)
  readonly type!: EventType;

  @Field(() => DateTimeScalar)
  readonly at!: Date;

  @Field(() => Person, { nullable: true, description: "Null: the system." })
  readonly actor!: Person | null;

  @Field(() => ID)
  readonly subjectId!: string;

  @Field(() => WorkItem, { nullable: true })
  readonly subject!: typeof WorkItem | null;

  @Field(() => Person, { nullable: true })
  readonly assignee!: Person | null;

  @Field(() => Team, { nullable: true })
  readonly team!: Team | null;

  @Field(() => Boolean)
  readonly lost!: boolean;
}

@ObjectType({ description: "As CaseListEvent, for activities; a deleted one is null." })
export class ActivityEvent {
  @Field(() => EventCursorScalar, { description: "Give it as `after` to go on from here." })
  readonly cursor!: string;

  @Field(() => EventType)
  readonly type!: EventType;

  @Field(() => DateTimeScalar)
  readonly at!: Date;

  @Field(() => Person, { nullable: true, description: "Null: the system." })
  readonly actor!: Person | null;

  @Field(() => ID)
  readonly activityId!: string;

  @Field(() => Activity, {
    nullable: true,
    description: "Null once it is deleted, or the viewer may no longer see it; `matches` is then false.",
  })
  readonly activity!: Activity | null;

  @Field(() => TimelineEntry, { nullable: true })
  readonly entry!: TimelineEntry | null;

  @Field(() => Boolean, {
    description:
      "False when the change touched what the filter asks for and the activity does not fit now: take it off the list. At least once for one that was on it.",
  })
  @Stays()
  readonly matches!: boolean;
}
