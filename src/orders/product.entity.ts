import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Node } from "../platform/read/node";
import { UrlScalar } from "../platform/scalars/text";

@ObjectType({ implements: Node, description: "What is sold and serviced: a model, a part, an article." })
@Entity("product")
export class Product implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "Its id in the system that it came from." })
  @Column({ type: "text", nullable: true, unique: true })
  readonly externalId!: string | null;

  @Field(() => String, { description: "The stock number; unique." })
  @Column({ type: "text", unique: true })
  readonly sku!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => UrlScalar, { nullable: true, description: "Where the other system shows it." })
  @Column({ type: "text", nullable: true })
  readonly url!: string | null;
}
