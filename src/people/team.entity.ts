import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BusinessCalendar } from "../calendars/calendar.entity";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DurationScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Person } from "./person.entity";

@ObjectType({ implements: Node, description: "People who share work; a case can be a team's before it is a person's." })
@Entity("team")
export class Team implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  description!: string | null;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @JoinColumn()
  lead!: Person | null;

  @Field(() => BusinessCalendar, {
    nullable: true,
    description: "Working hours that appointments are offered in; null: the branch's.",
  })
  @ManyToOne(() => BusinessCalendar, { nullable: true })
  @JoinColumn()
  calendar!: BusinessCalendar | null;

  @Field(() => DurationScalar, { nullable: true, description: "Kept free before and after each appointment." })
  @Column({ type: "interval", nullable: true })
  travelBuffer!: string | null;

  @Field(() => [Person])
  @List({
    of: () => Person,
    join: (person) => sql`JOIN team_member membership ON membership.person_id = ${person}.id`,
    where: (_person, team) => sql`membership.team_id = ${team}.id`,
    order: (person) => sql`${person}.name`,
  })
  readonly members!: Person[];

  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Column({ type: "timestamptz" })
  updatedAt!: Date;
}
