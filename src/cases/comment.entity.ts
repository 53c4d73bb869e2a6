import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Person } from "../people/person.entity";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";
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

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;
}
