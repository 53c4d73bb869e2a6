import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Product } from "../orders/product.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { Json } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { JsonObjectScalar } from "../platform/scalars/json";
import { DateScalar, DateTimeScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";

export enum FieldKind {
  TEXT = "TEXT",
  NUMBER = "NUMBER",
  BOOLEAN = "BOOLEAN",
  DATE = "DATE",
  CHOICE = "CHOICE",
  MULTI_CHOICE = "MULTI_CHOICE",
  URL = "URL",
}
registerEnumType(FieldKind, { name: "FieldKind", description: "What kind of value a modelled field holds." });

export enum AssetStatus {
  IN_STOCK = "IN_STOCK",
  IN_SERVICE = "IN_SERVICE",
  IN_REPAIR = "IN_REPAIR",
  RETIRED = "RETIRED",
  LOST = "LOST",
}
registerEnumType(AssetStatus, { name: "AssetStatus", description: "Where an asset stands in its life." });

@ObjectType({ description: "One modelled field: what 'more info' an asset of a type carries." })
export class FieldDefinition {
  @Field(() => String)
  readonly key!: string;

  @Field(() => String)
  readonly label!: string;

  @Field(() => FieldKind)
  readonly kind!: FieldKind;

  @Field(() => Boolean)
  readonly required!: boolean;

  @Field(() => [String], { description: "What CHOICE and MULTI_CHOICE choose from." })
  readonly options!: string[];

  @Field(() => String, { nullable: true, description: "Of a NUMBER." })
  readonly unit!: string | null;

  @Field(() => String, { nullable: true, description: "What a TEXT or URL must match as a whole, in RE2's syntax." })
  readonly pattern!: string | null;

  @Field(() => Float, { nullable: true, description: "The least a NUMBER may be." })
  readonly min!: number | null;

  @Field(() => Float, { nullable: true, description: "The most a NUMBER may be." })
  readonly max!: number | null;
}

@Entity("asset_type")
@ObjectType({
  implements: Node,
  description: "Asset modelling: a kind of asset and its fields. Values are checked against it on every write.",
})
export class AssetType extends Node {
  @PrimaryColumn({ type: "uuid" })
  override readonly id!: string;

  @Column({ type: "text", unique: true })
  @Field(() => String)
  readonly key!: string;

  @Column({ type: "text" })
  @Field(() => String)
  readonly name!: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  readonly description!: string | null;

  @Column({ type: "boolean", default: true })
  @Field(() => Boolean)
  readonly active!: boolean;

  @Column({ type: "jsonb", default: [] })
  @Field(() => [FieldDefinition])
  @Json((type) => sql`${type}.fields`)
  readonly fields!: FieldDefinition[];
}

@Entity("asset")
@ObjectType({ implements: Node, description: "A thing that is serviced: a machine, a device, a part of one." })
export class Asset extends Node {
  @PrimaryColumn({ type: "uuid" })
  override readonly id!: string;

  @Column({ type: "text", nullable: true, unique: true })
  @Field(() => String, { nullable: true })
  readonly externalId!: string | null;

  @Column({ type: "text", unique: true })
  @Field(() => String, { description: "Human-readable and unique." })
  readonly tag!: string;

  @Column({ type: "text" })
  @Field(() => String)
  readonly name!: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  readonly serialNumber!: string | null;

  @ManyToOne(() => AssetType, { nullable: false })
  @JoinColumn()
  @Field(() => AssetType)
  readonly type!: AssetType;

  @Column({ type: "text", default: AssetStatus.IN_SERVICE })
  @Field(() => AssetStatus)
  readonly status!: AssetStatus;

  @ManyToOne(() => Customer, { nullable: true })
  @JoinColumn()
  @Field(() => Customer, { nullable: true })
  readonly customer!: Customer | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  @Field(() => Person, { nullable: true })
  readonly holder!: Person | null;

  @ManyToOne(() => Product, { nullable: true })
  @JoinColumn()
  @Field(() => Product, { nullable: true })
  readonly product!: Product | null;

  @ManyToOne(() => Asset, { nullable: true })
  @JoinColumn()
  @Field(() => Asset, { nullable: true })
  readonly parent!: Asset | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  readonly location!: string | null;

  @Column({ type: "date", nullable: true })
  @Field(() => DateScalar, { nullable: true })
  readonly purchasedOn!: string | null;

  @Column({ type: "date", nullable: true })
  @Field(() => DateScalar, { nullable: true })
  readonly warrantyUntil!: string | null;

  @Column({ type: "jsonb", default: {} })
  @Field(() => JsonObjectScalar, { description: "Values of the type's modelled fields, by key." })
  readonly fields!: Record<string, unknown>;

  /** Where a case found it that put it in repair; null where nobody or a person did. */
  @Column({ type: "text", nullable: true })
  readonly statusBeforeRepair!: AssetStatus | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  readonly notes!: string | null;

  @Column({ type: "timestamptz", precision: 3 })
  @Field(() => DateTimeScalar)
  readonly createdAt!: Date;

  @Column({ type: "timestamptz", precision: 3 })
  @Field(() => DateTimeScalar)
  readonly updatedAt!: Date;

  @Column({ type: "int", default: 1 })
  @Field(() => Int, {
    description: "Grows by one with every change; send it back as expectedVersion to refuse a lost update.",
  })
  readonly version!: number;
}
