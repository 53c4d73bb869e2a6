import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Customer } from "../people/customer.entity";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateScalar, DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { SlaPolicy } from "../sla/slaPolicy.entity";
import { Entitlement } from "./entitlement.entity";

@Entity("contract")
@ObjectType({
  implements: Node,
  description: "What a customer agreed upon, from day to day in the customer's time zone, else its branch's, else UTC.",
})
export class Contract implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "Its id in the system that it came from." })
  @Column({ type: "text", nullable: true })
  readonly externalId!: string | null;

  @Field(() => String, { description: "As people quote it; unique." })
  @Column({ type: "text" })
  readonly number!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Customer)
  @ManyToOne(() => Customer, { nullable: false })
  @JoinColumn()
  readonly customer!: Customer;

  @Field(() => DateScalar)
  @Column({ type: "date" })
  readonly startsOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Its last day; null: open-ended." })
  @Column({ type: "date", nullable: true })
  readonly endsOn!: string | null;

  @Field(() => SlaPolicy, {
    nullable: true,
    description: "Policy of its customer's cases, where no entitlement brings one.",
  })
  @ManyToOne(() => SlaPolicy, { nullable: true })
  @JoinColumn()
  readonly slaPolicy!: SlaPolicy | null;

  @Field(() => [Entitlement], { description: "That end first, first." })
  @List({
    of: () => Entitlement,
    hangsOn: "contract_id",
    order: (entitlement) => sql`${entitlement}.ends_on`,
  })
  readonly entitlements!: Entitlement[];

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly updatedAt!: Date;

  @Field(() => Int)
  @Column({ type: "int", default: 1 })
  readonly version!: number;
}
