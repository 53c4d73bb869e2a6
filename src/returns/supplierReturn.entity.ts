import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Case } from "../cases/case.entity";
import { OrderLine } from "../orders/order.entity";
import { Product } from "../orders/product.entity";
import { Person } from "../people/person.entity";
import { Node } from "../platform/read/node";
import { DateTimeScalar } from "../platform/scalars/time";

export enum SupplierReturnStatus {
  OPEN = "OPEN",
  SENT = "SENT",
  CREDITED = "CREDITED",
  REJECTED = "REJECTED",
  CANCELED = "CANCELED",
}
registerEnumType(SupplierReturnStatus, {
  name: "SupplierReturnStatus",
  description: "OPEN, then SENT, then CREDITED or REJECTED; CANCELED from OPEN and SENT.",
});

@ObjectType({ implements: Node, description: "Goods that go back to a supplier because of a case." })
@Entity("supplier_return")
export class SupplierReturn implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String, { description: "Human-readable, unique and never reused: R-000123." })
  @Column({ type: "text", unique: true, insert: false, update: false })
  readonly number!: string;

  @Field(() => Case, {
    nullable: true,
    description: "Null where the viewer handles the return but may no longer see the case.",
  })
  @ManyToOne(() => Case, { nullable: false })
  @JoinColumn()
  readonly case!: Case | null;

  @Field(() => String)
  @Column({ type: "text" })
  readonly supplier!: string;

  @Field(() => OrderLine, { nullable: true })
  @ManyToOne(() => OrderLine, { nullable: true })
  @JoinColumn()
  readonly orderLine!: OrderLine | null;

  @Field(() => Product, { nullable: true })
  @ManyToOne(() => Product, { nullable: true })
  @JoinColumn()
  readonly product!: Product | null;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly quantity!: number;

  @Field(() => SupplierReturnStatus)
  @Column({ type: "text", default: SupplierReturnStatus.OPEN })
  readonly status!: SupplierReturnStatus;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  readonly notes!: string | null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly openedBy!: Person | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly updatedAt!: Date;

  @Column({ type: "int", default: 1 })
  readonly version!: number;
}
