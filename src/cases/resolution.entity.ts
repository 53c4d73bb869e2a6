import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Person } from "../people/person.entity";
import { Computed, One } from "../platform/read/declare";
import { DateTimeScalar, DurationScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { ResolutionPath } from "./settings.entity";

@Entity("case_resolution")
@ObjectType({ description: "How a case ended, once." })
export class Resolution {
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Column({ type: "uuid" })
  readonly caseId!: string;

  @Field(() => ResolutionPath)
  @ManyToOne(() => ResolutionPath, { nullable: false })
  @JoinColumn()
  readonly path!: ResolutionPath;

  @Field(() => String)
  @Column({ type: "text" })
  readonly notes!: string;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly resolvedAt!: Date;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly resolvedBy!: Person | null;

  @Field(() => DurationScalar, { nullable: true, description: "What an entitlement in hours was charged." })
  @Column({ type: "interval", nullable: true })
  readonly billableTime!: string | null;

  /** False once the case was reactivated. */
  @Column({ type: "boolean", default: true })
  readonly current!: boolean;
}

/** Read from the case's own row. */
@ObjectType({ description: "How content the customer was (CSAT)." })
export class Satisfaction {
  @Field(() => Int, { description: "1 to 5." })
  @Computed((subject) => sql`${subject}.satisfaction_score`)
  readonly score!: number;

  @Field(() => String, { nullable: true })
  @Computed((subject) => sql`${subject}.satisfaction_comment`)
  readonly comment!: string | null;

  @Field(() => DateTimeScalar)
  @Computed((subject) => sql`${subject}.satisfaction_at`)
  readonly recordedAt!: Date;

  @Field(() => Person, { nullable: true })
  @One(
    () => Person,
    (person, subject) => sql`${person}.id = ${subject}.satisfaction_by_id`,
  )
  readonly recordedBy!: Person | null;
}
