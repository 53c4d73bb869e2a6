import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Asset } from "../assets/asset.entity";
import { Customer } from "../people/customer.entity";
import { Node } from "../platform/read/node";
import { UrlScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";

export enum WorkOrderStatus {
  PLANNED = "PLANNED",
  IN_PROGRESS = "IN_PROGRESS",
  DONE = "DONE",
  CANCELED = "CANCELED",
}
registerEnumType(WorkOrderStatus, { name: "WorkOrderStatus", description: "How far a work order is." });

@ObjectType({ implements: Node, description: "An installation or other work order that a case can relate to." })
@Entity("work_order")
export class WorkOrder implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "Its id in the system that it came from." })
  @Column({ type: "text", nullable: true, unique: true })
  readonly externalId!: string | null;

  @Field(() => String, { description: "Unique." })
  @Column({ type: "text", unique: true })
  readonly number!: string;

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer, { nullable: true })
  @JoinColumn()
  readonly customer!: Customer | null;

  @Field(() => Asset, { nullable: true })
  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  readonly asset!: Asset | null;

  @Field(() => WorkOrderStatus)
  @Column({ type: "text", default: WorkOrderStatus.PLANNED })
  readonly status!: WorkOrderStatus;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly scheduledAt!: Date | null;

  @Field(() => UrlScalar, { nullable: true, description: "Where the other system shows it." })
  @Column({ type: "text", nullable: true })
  readonly url!: string | null;
}
