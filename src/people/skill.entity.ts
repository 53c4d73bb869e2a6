import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Node } from "../platform/read/node";

@ObjectType({ implements: Node, description: "Something a person is able to do, and a rule or a visit may ask for." })
@Entity("skill")
export class Skill implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;
}
