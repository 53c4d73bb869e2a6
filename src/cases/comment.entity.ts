import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Person } from "../people/person.entity";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Case } from "./case.entity";

@Entity("comment")
@ObjectType({ implements: Node, description: "Words on a case." })
export class Comment implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => Case)
  @ManyToOne(() => Case, { nullable: false })
  @JoinColumn()
  readonly case!: Case;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly author!: Person | null;

  @Field(() => String)
  @Column({ type: "text" })
  readonly body!: string;

  @Field(() => Boolean, { description: "Internal comments are never shown to customers." })
  @Column({ type: "boolean", default: false })
  readonly internal!: boolean;

  @Field(() => [Person], { description: "Whom it names after an @, in the order in which it does." })
  @List({
    of: () => Person,
    join: (person) => sql`JOIN comment_mention named ON named.person_id = ${person}.id`,
    where: (_person, comment) => sql`named.comment_id = ${comment}.id`,
    order: () => sql`named.position, named.person_id`,
  })
  readonly mentions!: Person[];

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "Earlier wordings are on the timeline." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly editedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Once set the body is empty; that it was there stays." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly deletedAt!: Date | null;
}
