import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Customer } from "../people/customer.entity";
import { List } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { UrlScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Product } from "./product.entity";

@ObjectType({ implements: Node, description: "One line of an order." })
@Entity("order_line")
export class OrderLine implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => Order)
  @ManyToOne(() => Order, { nullable: false })
  @JoinColumn()
  readonly order!: Order;

  @Field(() => Int, { description: "Unique within the order." })
  @Column({ type: "int" })
  readonly lineNumber!: number;

  @Field(() => Product, { nullable: true })
  @ManyToOne(() => Product, { nullable: true })
  @JoinColumn()
  readonly product!: Product | null;

  @Field(() => Int)
  @Column({ type: "int" })
  readonly quantity!: number;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  readonly description!: string | null;
}

@ObjectType({ implements: Node, description: "A customer's order, kept in step by the system that it was placed in." })
@Entity("sales_order")
export class Order implements Node {
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

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly placedAt!: Date | null;

  @Field(() => UrlScalar, { nullable: true, description: "Where the other system shows it." })
  @Column({ type: "text", nullable: true })
  readonly url!: string | null;

  @Field(() => [OrderLine], { description: "By line number." })
  @List({
    of: () => OrderLine,
    where: (line, order) => sql`${line}.order_id = ${order}.id`,
    order: (line) => sql`${line}.line_number`,
  })
  readonly lines!: OrderLine[];
}
