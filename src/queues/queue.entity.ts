import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Activity } from "../activities/activity.entity";
import { Case } from "../cases/case.entity";
import { Person } from "../people/person.entity";
import { Team } from "../people/team.entity";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";

export enum QueueAccess {
  PUBLIC = "PUBLIC",
  PRIVATE = "PRIVATE",
}
registerEnumType(QueueAccess, {
  name: "QueueAccess",
  description: "Who may pick from a queue.",
  valuesConfig: {
    PUBLIC: { description: "All staff who may work on cases." },
    PRIVATE: {
      description: "Its members only. Others know that it is there, and see neither who is in it nor what.",
    },
  },
});

@ObjectType({ implements: Node, description: "A bucket of cases and activities that its members pick from." })
@Entity("queue")
export class Queue implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  readonly description!: string | null;

  @Field(() => QueueAccess)
  @Column({ type: "text", default: QueueAccess.PUBLIC })
  readonly access!: QueueAccess;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  readonly active!: boolean;

  @Field(() => Team, { nullable: true, description: "Whose queue it is; the team's members are its members too." })
  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn()
  readonly team!: Team | null;

  @Column({ type: "timestamptz" })
  readonly createdAt!: Date;

  @Column({ type: "timestamptz" })
  readonly updatedAt!: Date;
}

@ObjectType({
  implements: Node,
  description: "A case or an activity in a queue. It is in one queue at a time, and leaves it once it is finished.",
})
@Entity("queue_item")
export class QueueItem implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => Queue)
  @ManyToOne(() => Queue, { nullable: false })
  @JoinColumn()
  readonly queue!: Queue;

  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly case!: Case | null;

  @ManyToOne(() => Activity, { nullable: true })
  @JoinColumn()
  readonly activity!: Activity | null;

  /** The subject's priority and due time, kept in step by the database. */
  @Column({ type: "smallint", insert: false })
  readonly urgency!: number;

  @Column({ type: "timestamptz", precision: 3, nullable: true, insert: false })
  readonly dueAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When it came into this queue." })
  @Column({ type: "timestamptz", precision: 3 })
  readonly enteredAt!: Date;

  @Field(() => Person, { nullable: true, description: "Who holds it: whom its case or activity is assigned to." })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly workedBy!: Person | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly workedSince!: Date | null;
}
