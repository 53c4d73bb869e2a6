import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BusinessCalendar } from "../calendars/calendar.entity";
import { Node } from "../platform/read/node";
import { TimeZoneScalar } from "../platform/scalars/time";
import { Person } from "./person.entity";

@ObjectType({ implements: Node, description: "A site or branch; rules can send a case to its manager." })
@Entity("branch")
export class Branch implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => TimeZoneScalar)
  @Column({ type: "text" })
  timeZone!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @JoinColumn()
  manager!: Person | null;

  @Field(() => BusinessCalendar, { nullable: true })
  @ManyToOne(() => BusinessCalendar, { nullable: true })
  @JoinColumn()
  calendar!: BusinessCalendar | null;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Column({ type: "timestamptz" })
  updatedAt!: Date;
}
