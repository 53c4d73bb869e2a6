import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Person } from "../people/person.entity";
import { Stays } from "../platform/events/stream";
import { connectionOf } from "../platform/read/connection";
import type { Sql } from "../platform/sql";
import { sql } from "../platform/sql";
import { EventCursorScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { Case } from "./case.entity";
import { Comment } from "./comment.entity";
import { TimelineEntry } from "./timeline.entity";
import { EventType } from "./timeline.events";

export const CaseConnection = connectionOf(() => Case, "Case");
export const CommentConnection = connectionOf(() => Comment, "Comment");
export const TimelineConnection = connectionOf(() => TimelineEntry, "Timeline");

/** How every list of cases may be ordered; unless told by the most pressing due time, then the oldest. */
export const caseOrders = {
  of: () => Case,
  orders: {
    OPENED_AT: { sql: (c: Sql) => sql`${c}.opened_at`, type: "timestamptz" },
    UPDATED_AT: { sql: (c: Sql) => sql`${c}.updated_at`, type: "timestamptz" },
    DUE_AT: { sql: (c: Sql) => sql`${c}.due_at`, type: "timestamptz", nullable: true },
    FIRST_RESPONSE_DUE_AT: { sql: (c: Sql) => sql`${c}.first_response_due_at`, type: "timestamptz", nullable: true },
    PRIORITY: { sql: (c: Sql) => sql`${c}.priority`, type: "priority" },
    STATUS: { sql: (c: Sql) => sql`${c}.status_position`, type: "int" },
    NUMBER: { sql: (c: Sql) => sql`${c}.number_seq`, type: "bigint", unique: true },
    TITLE: { sql: (c: Sql) => sql`${c}.title`, type: "text" },
    RESOLVED_AT: { sql: (c: Sql) => sql`${c}.resolved_at`, type: "timestamptz", nullable: true },
    CLOSED_AT: { sql: (c: Sql) => sql`${c}.closed_at`, type: "timestamptz", nullable: true },
  },
  defaultOrder: [
    { term: "DUE_AT", direction: "ASC" },
    { term: "OPENED_AT", direction: "ASC" },
  ],
} as const;

/** A timeline is told in the order in which it was written. */
export const timelineOrder = {
  of: () => TimelineEntry,
  orders: { SEQ: { sql: (entry: Sql) => sql`${entry}.seq`, type: "bigint", unique: true } },
  defaultOrder: [{ term: "SEQ", direction: "ASC" }],
} as const;

export enum WarningCode {
  OVER_CAPACITY = "OVER_CAPACITY",
  NO_ENTITLEMENT = "NO_ENTITLEMENT",
  NOBODY_AVAILABLE = "NOBODY_AVAILABLE",
  OVERLAP = "OVERLAP",
  OUTSIDE_WORKING_HOURS = "OUTSIDE_WORKING_HOURS",
}
registerEnumType(WarningCode, { name: "WarningCode", description: "What is worth a look. Grows as rooms are added." });

@ObjectType({ description: "Done, but worth a look." })
export class Warning {
  @Field(() => WarningCode)
  readonly code!: WarningCode;

  @Field(() => String)
  readonly message!: string;
}

@ObjectType({
  description:
    "`cursor` is the position of the change in the event log: a client lines its answer up with the stream. Asking for it waits until the change has its place, milliseconds; null where that took over a second.",
})
export class CasePayload {
  @Field(() => Case)
  readonly case!: Case;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor!: string | null;

  @Field(() => [Warning], { description: "Done, but worth a look." })
  readonly warnings!: Warning[];
}

@ObjectType()
export class CommentPayload {
  @Field(() => Comment)
  readonly comment!: Comment;

  @Field(() => EventCursorScalar, { nullable: true })
  readonly cursor!: string | null;
}

@ObjectType({ description: "One thing that happened to a case, with the case as it stands at delivery." })
export class CaseEvent {
  @Field(() => EventCursorScalar, { description: "Give it as `after` to go on from here." })
  readonly cursor!: string;

  @Field(() => EventType)
  readonly type!: EventType;

  @Field(() => DateTimeScalar)
  readonly at!: Date;

  @Field(() => Person, { nullable: true, description: "Null: the system." })
  readonly actor!: Person | null;

  @Field(() => Case)
  readonly case!: Case;

  @Field(() => TimelineEntry)
  readonly entry!: TimelineEntry;
}

@ObjectType({
  description: "One thing that happened to a case of a live list, with the case as it stands at delivery.",
})
export class CaseListEvent {
  @Field(() => EventCursorScalar, { description: "Give it as `after` to go on from here." })
  readonly cursor!: string;

  @Field(() => EventType)
  readonly type!: EventType;

  @Field(() => DateTimeScalar)
  readonly at!: Date;

  @Field(() => Person, { nullable: true, description: "Null: the system." })
  readonly actor!: Person | null;

  @Field(() => ID)
  readonly caseId!: string;

  @Field(() => Case, {
    nullable: true,
    description: "Null once the viewer may no longer see it; `matches` is then false.",
  })
  readonly case!: Case | null;

  @Field(() => TimelineEntry, { nullable: true })
  readonly entry!: TimelineEntry | null;

  @Field(() => Boolean, {
    description:
      "False when the change touched what the filter asks for and the case does not fit now: take it off the list. At least once for one that was on it.",
  })
  @Stays()
  readonly matches!: boolean;
}
