import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BusinessCalendar } from "../calendars/calendar.entity";
import { Person } from "../people/person.entity";
import { DateTimeScalar } from "../platform/scalars/time";
import { SlaPolicy } from "./slaPolicy.entity";

@ObjectType({
  description: "A changed policy, or a calendar that says something else, on its way through the open clocks.",
})
@Entity("sla_rederivation")
export class SlaRederivation {
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => SlaPolicy, { nullable: true, description: "The policy that was changed; null: a calendar was." })
  @ManyToOne(() => SlaPolicy, { nullable: true })
  @JoinColumn()
  readonly policy!: SlaPolicy | null;

  @Field(() => BusinessCalendar, { nullable: true, description: "The calendar that was changed, or its days off." })
  @ManyToOne(() => BusinessCalendar, { nullable: true })
  @JoinColumn()
  readonly calendar!: BusinessCalendar | null;

  @Field(() => Int, { description: "Of the policy, or of the calendar." })
  @Column({ type: "int" })
  readonly revision!: number;

  @Field(() => Int, { nullable: true, description: "Open clocks to go through; null until they are counted." })
  @Column({ type: "int", nullable: true })
  readonly total!: number | null;

  @Field(() => Int, { description: "Clocks that follow already." })
  @Column({ type: "int", default: 0 })
  readonly done!: number;

  @Field(() => Int, { description: "Those of them that are due at another time now." })
  @Column({ type: "int", default: 0 })
  readonly changed!: number;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly requestedBy!: Person | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly requestedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it goes on." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly finishedAt!: Date | null;
}
