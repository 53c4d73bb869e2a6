import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { connectionOf } from "../platform/read/connection";
import { Node } from "../platform/read/node";
import { EmailAddressScalar } from "../platform/scalars/text";
import { DateTimeScalar, TimeZoneScalar } from "../platform/scalars/time";
import { Branch } from "./branch.entity";

export enum CustomerKind {
  ORGANIZATION = "ORGANIZATION",
  INDIVIDUAL = "INDIVIDUAL",
}
registerEnumType(CustomerKind, { name: "CustomerKind", description: "Whether a customer is many people or one." });

@ObjectType({ implements: Node, description: "Whoever owns assets and buys service; its page is the 360." })
@Entity("customer")
export class Customer implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String, { nullable: true, description: "Its id in the system that it came from." })
  @Column({ type: "text", nullable: true })
  externalId!: string | null;

  @Field(() => CustomerKind)
  @Column({ type: "text", default: CustomerKind.ORGANIZATION })
  kind!: CustomerKind;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => EmailAddressScalar, { nullable: true })
  @Column({ type: "text", nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  address!: string | null;

  @Field(() => TimeZoneScalar, { nullable: true, description: "Null: the branch's." })
  @Column({ type: "text", nullable: true })
  timeZone!: string | null;

  @Field(() => Branch, { nullable: true })
  @ManyToOne(() => Branch)
  @JoinColumn()
  branch!: Branch | null;

  @Field(() => [String])
  @Column({ type: "text", array: true, default: [] })
  tags!: string[];

  @Field(() => Boolean)
  @Column({ type: "boolean", default: true })
  active!: boolean;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz" })
  updatedAt!: Date;

  @Field(() => Int)
  @Column({ type: "int", default: 1 })
  version!: number;
}

export const CustomerConnection = connectionOf(() => Customer, "Customer");
