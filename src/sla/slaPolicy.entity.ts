import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BusinessCalendar } from "../calendars/calendar.entity";
import { Priority } from "../cases/settings.entity";
import { Json } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DurationScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";

export enum SlaOnReactivation {
  CONTINUE = "CONTINUE",
  RESTART = "RESTART",
}
registerEnumType(SlaOnReactivation, {
  name: "SlaOnReactivation",
  description:
    "What a reactivated case's resolution clock does: goes on with the resolved time taken out, or starts afresh.",
});

export enum SlaChangeScope {
  OPEN_CLOCKS = "OPEN_CLOCKS",
  NEW_CASES = "NEW_CASES",
}
registerEnumType(SlaChangeScope, {
  name: "SlaChangeScope",
  description: "Whether standing clocks follow a changed policy, or keep the version they started under.",
});

@ObjectType({
  description:
    "For each clock working time, or whole business days at the same wall-clock time: at most one of the two.",
})
export class SlaTarget {
  @Field(() => Priority)
  readonly priority!: Priority;

  @Field(() => DurationScalar, { nullable: true })
  readonly firstResponse!: string | null;

  @Field(() => Int, { nullable: true })
  readonly firstResponseDays!: number | null;

  @Field(() => DurationScalar, { nullable: true })
  readonly resolution!: string | null;

  @Field(() => Int, { nullable: true })
  readonly resolutionDays!: number | null;
}

@ObjectType({
  implements: Node,
  description: "The default policy is urgent 4 h, high 24 h, normal 72 h, low 168 h around the clock.",
})
@Entity("sla_policy")
export class SlaPolicy implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: false })
  isDefault!: boolean;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Field(() => [SlaTarget])
  @Json((policy) => sql`${policy}.targets`)
  @Column({ type: "jsonb" })
  targets!: SlaTarget[];

  @Field(() => BusinessCalendar)
  @ManyToOne(() => BusinessCalendar)
  @JoinColumn()
  calendar!: BusinessCalendar;

  @Field(() => Float, { description: "Share of the target after which a clock is NEARING, 0 to 1." })
  @Column({ type: "float8", default: 0.75 })
  warnAfter!: number;

  @Field(() => Boolean, {
    description: "Holding the case pauses the resolution clock; the first-response clock never pauses.",
  })
  @Column({ type: "boolean", default: true })
  pauseOnHold!: boolean;

  @Field(() => SlaOnReactivation)
  @Column({ type: "text", default: SlaOnReactivation.CONTINUE })
  onReactivation!: SlaOnReactivation;

  @Field(() => Int, {
    description: "Grows with every change of targets or calendar; a clock knows the version it runs under.",
  })
  @Column({ type: "int", default: 1 })
  revision!: number;

  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Column({ type: "timestamptz" })
  updatedAt!: Date;
}
