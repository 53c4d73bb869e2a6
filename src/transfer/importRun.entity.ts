import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Person } from "../people/person.entity";
import { ErrorCode } from "../platform/errors";
import { Json } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";

registerEnumType(ErrorCode, {
  name: "ErrorCode",
  description: "Every value of `extensions.code` that this API answers on purpose.",
  valuesConfig: {
    BAD_USER_INPUT: { description: "extensions.violations lists {path, rule, message}." },
    CONFLICT: {
      description:
        "expectedVersion did not match, a unique value is taken, or the thing is still in use. extensions.currentVersion where it applies.",
    },
    CASE_READ_ONLY: { description: "The case is resolved, closed, canceled or merged: read-only until reactivated." },
    OPEN_ACTIVITIES: { description: "Open activities block the step. extensions.activityIds lists them." },
    OPEN_CHILD_CASES: { description: "Open child cases block the step. extensions.caseIds lists them." },
    INVALID_TRANSITION: {
      description: "The status, stage or activity step is not allowed from here. extensions.allowed lists what is.",
    },
    ALREADY_PICKED: { description: "Somebody else holds the queue item. extensions.workedById." },
    IDEMPOTENCY_MISMATCH: { description: "Same Idempotency-Key, other request." },
    RATE_LIMITED: { description: "extensions.retryAfterSeconds." },
    CURSOR_EXPIRED: { description: "The cursor is older than what the event log keeps. extensions.oldestCursor." },
    TIMEOUT: { description: "A statement ran past its time; nothing was written. Ask for less at once." },
    INTERNAL_SERVER_ERROR: { description: "A fault of ours; the log has it under extensions.requestId." },
  },
});

export enum ImportState {
  RUNNING = "RUNNING",
  DONE = "DONE",
  FAILED = "FAILED",
}
registerEnumType(ImportState, { name: "ImportState", description: "Whether an import is over, and how." });

export enum ImportKind {
  CASES = "CASES",
  COMMENTS = "COMMENTS",
  ASSETS = "ASSETS",
  PEOPLE = "PEOPLE",
  CUSTOMERS = "CUSTOMERS",
  PRODUCTS = "PRODUCTS",
  ORDERS = "ORDERS",
  WORK_ORDERS = "WORK_ORDERS",
}
registerEnumType(ImportKind, { name: "ImportKind", description: "What was imported. Grows as rooms are added." });

@ObjectType({ description: "`row` counts from 0; `path` names the field." })
export class ImportError {
  @Field(() => Int)
  readonly row!: number;

  @Field(() => String, { nullable: true })
  readonly externalId!: string | null;

  @Field(() => ErrorCode)
  readonly code!: ErrorCode;

  @Field(() => String, { nullable: true })
  readonly path!: string | null;

  @Field(() => String)
  readonly message!: string;
}

@Entity("import_run")
@ObjectType({
  implements: Node,
  description: "One import, and what became of its rows; what is not counted was unchanged.",
})
export class ImportRun implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => ImportKind)
  @Column({ type: "text" })
  readonly kind!: ImportKind;

  @Field(() => ImportState)
  @Column({ type: "text" })
  readonly state!: ImportState;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly total!: number;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly done!: number;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly created!: number;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly updated!: number;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly failed!: number;

  @Field(() => [ImportError])
  @Column({ type: "jsonb" })
  @Json((run) => sql`${run}.errors`)
  readonly errors!: ImportError[];

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly startedBy!: Person | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly finishedAt!: Date | null;
}
