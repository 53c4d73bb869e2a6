import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Asset } from "../assets/asset.entity";
import { Case, Channel } from "../cases/case.entity";
import { Product } from "../orders/product.entity";
import { Customer } from "../people/customer.entity";
import { Computed } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateScalar, DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { SlaPolicy } from "../sla/slaPolicy.entity";
import { Contract } from "./contract.entity";
import { entitlementState, told, type Unit } from "./rules";

export enum EntitlementUnit {
  CASES = "CASES",
  HOURS = "HOURS",
  UNLIMITED = "UNLIMITED",
}
registerEnumType(EntitlementUnit, { name: "EntitlementUnit", description: "What an entitlement is counted in." });

export enum EntitlementState {
  WAITING = "WAITING",
  ACTIVE = "ACTIVE",
  EXHAUSTED = "EXHAUSTED",
  EXPIRED = "EXPIRED",
  CANCELED = "CANCELED",
}
registerEnumType(EntitlementState, {
  name: "EntitlementState",
  description: "Whether an entitlement takes new cases: only an active one does.",
  valuesConfig: {
    WAITING: { description: "Before its first day." },
    EXHAUSTED: { description: "Nothing is left." },
    EXPIRED: { description: "After its last day." },
  },
});

@Entity("entitlement")
@ObjectType({
  implements: Node,
  description:
    "Service that a customer is owed: for all it has, for one asset or for one product, from day to day in the customer's time zone, else its branch's, else UTC.",
})
export class Entitlement implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  readonly name!: string;

  @Field(() => Customer)
  @ManyToOne(() => Customer, { nullable: false })
  @JoinColumn()
  readonly customer!: Customer;

  @Field(() => Contract, { nullable: true })
  @ManyToOne(() => Contract, { nullable: true })
  @JoinColumn()
  readonly contract!: Contract | null;

  @Field(() => Asset, { nullable: true, description: "Covers cases of this asset only." })
  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  readonly asset!: Asset | null;

  @Field(() => Product, {
    nullable: true,
    description: "Covers cases of this product, or of an asset of it, only.",
  })
  @ManyToOne(() => Product, { nullable: true })
  @JoinColumn()
  readonly product!: Product | null;

  @Field(() => DateScalar)
  @Column({ type: "date" })
  readonly startsOn!: string;

  @Field(() => DateScalar, { description: "Its last day." })
  @Column({ type: "date" })
  readonly endsOn!: string;

  @Field(() => EntitlementUnit)
  @Column({ type: "text" })
  readonly unit!: Unit;

  @Field(() => Float, { nullable: true, description: "In the unit; null for UNLIMITED." })
  @Computed((entitlement) => told(entitlement, sql`${entitlement}.total`))
  @Column({ type: "bigint", nullable: true })
  readonly total!: number | null;

  @Field(() => Float, { nullable: true, description: "In the unit; null for UNLIMITED." })
  @Computed((entitlement) => told(entitlement, sql`(${entitlement}.total - ${entitlement}.used)`))
  readonly remaining!: number | null;

  @Field(() => [Channel], { description: "Covers cases that came in by these only; none: by every channel." })
  @Column({ type: "text", array: true, default: [] })
  readonly channels!: Channel[];

  @Field(() => SlaPolicy, { nullable: true, description: "Policy of its cases." })
  @ManyToOne(() => SlaPolicy, { nullable: true })
  @JoinColumn()
  readonly slaPolicy!: SlaPolicy | null;

  @Field(() => EntitlementState)
  @Computed((entitlement, scope) => entitlementState(entitlement, scope.now))
  readonly state!: EntitlementState;

  @Field(() => Boolean, { description: "state is ACTIVE." })
  @Computed((entitlement, scope) => sql`(${entitlementState(entitlement, scope.now)}) = 'ACTIVE'`)
  readonly active!: boolean;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly canceledAt!: Date | null;

  @Column({ type: "text", nullable: true })
  readonly cancelReason!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly updatedAt!: Date;

  @Field(() => Int, { description: "Grows by one with every change, charges included." })
  @Column({ type: "int", default: 1 })
  readonly version!: number;
}

@Entity("entitlement_use")
@ObjectType({ description: "`amount` in the entitlement's unit, negative when given back." })
export class EntitlementUse {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @ManyToOne(() => Entitlement, { nullable: false })
  @JoinColumn()
  readonly entitlement!: Entitlement;

  @Field(() => Case, { nullable: true, description: "Null where the viewer may not see it." })
  @ManyToOne(() => Case, { nullable: false })
  @JoinColumn()
  readonly case!: Case | null;

  @Field(() => Float, { description: "Of an unlimited entitlement: one per case." })
  @Computed(
    (use) =>
      sql`(SELECT ${told(sql`its`, sql`${use}.amount`)} FROM entitlement its WHERE its.id = ${use}.entitlement_id)`,
  )
  readonly amount!: number;

  @Field(() => String, { nullable: true, description: "What it was charged or given back for." })
  @Column({ type: "text", nullable: true })
  readonly note!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly at!: Date;
}
