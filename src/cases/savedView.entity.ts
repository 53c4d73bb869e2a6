import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Person } from "../people/person.entity";
import { Node } from "../platform/read/node";
import { JsonObjectScalar } from "../platform/scalars/json";

@Entity("saved_view")
@ObjectType({
  implements: Node,
  description: "A named filter of one's own, or shared with everyone; `count` is live in one round trip.",
})
export class SavedView implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Boolean, { description: "With all staff." })
  @Column({ type: "boolean", default: false })
  readonly shared!: boolean;

  @Field(() => Person)
  @ManyToOne(() => Person, { nullable: false })
  @JoinColumn()
  readonly owner!: Person;

  @Field(() => JsonObjectScalar, {
    description: "A CaseFilter, as it was given: send it back as the variable it was.",
  })
  @Column({ type: "jsonb" })
  readonly filter!: Record<string, unknown>;

  @Column({ type: "jsonb", default: [] })
  readonly orderBy!: readonly { readonly field: string; readonly direction: string }[];

  @Field(() => Int, { description: "Its place among its owner's." })
  @Column({ type: "int" })
  readonly position!: number;

  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;

  @Column({ type: "timestamptz", precision: 3 })
  readonly updatedAt!: Date;
}
