import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Computed, List, One } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { missingFields } from "./process.rules";

@Entity("process_stage")
@ObjectType({ description: "One step of a process." })
export class ProcessStage {
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @ManyToOne(() => BusinessProcess, { nullable: false })
  @JoinColumn()
  readonly process!: BusinessProcess;

  @Field(() => String)
  @Column({ type: "text" })
  readonly key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Int, { description: "From 1." })
  @Column({ type: "int" })
  readonly position!: number;

  @Field(() => [String], {
    description:
      "Names of Case's nullable fields that must be filled before the next stage; a text field must not be empty.",
  })
  @Column({ type: "text", array: true, default: [] })
  readonly requiredFields!: string[];
}

@Entity("business_process")
@ObjectType({ implements: Node, description: "Stages that the cases of a type go through, in order." })
export class BusinessProcess implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String)
  @Column({ type: "text", unique: true })
  readonly key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  readonly active!: boolean;

  @Field(() => [ProcessStage], { description: "In their order." })
  @List({
    of: () => ProcessStage,
    where: (stage, process) => sql`${stage}.process_id = ${process}.id`,
    order: (stage) => sql`${stage}.position`,
  })
  readonly stages!: ProcessStage[];
}

/** Read from the case's own row. */
@ObjectType({ description: "Where a case stands in its process." })
export class CaseProcess {
  @Field(() => BusinessProcess)
  @One(
    () => BusinessProcess,
    (process, subject) =>
      sql`${process}.id = (SELECT stage.process_id FROM process_stage stage WHERE stage.id = ${subject}.stage_id)`,
  )
  readonly process!: BusinessProcess;

  @Field(() => ProcessStage)
  @One(
    () => ProcessStage,
    (stage, subject) => sql`${stage}.id = ${subject}.stage_id`,
  )
  readonly stage!: ProcessStage;

  @Field(() => DateTimeScalar)
  @Computed((subject) => sql`${subject}.stage_entered_at`)
  readonly enteredAt!: Date;

  @Field(() => [String], { description: "What the stage requires and the case does not have yet." })
  @Computed((subject) => missingFields(subject))
  readonly missingFields!: string[];

  @Field(() => Boolean, { description: "The last stage is done." })
  @Computed((subject) => sql`${subject}.process_completed`)
  readonly completed!: boolean;
}
