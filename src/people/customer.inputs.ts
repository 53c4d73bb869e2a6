import { ArrayMaxSize } from "class-validator";
import { ArgsType, Field, InputType, ObjectType, registerEnumType } from "type-graphql";
import { PageArgs } from "../platform/read/connection";
import { OrderDirection } from "../platform/read/filters";
import { EmailAddressScalar } from "../platform/scalars/text";
import { TimeZoneScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import { Line, NotNull, Words } from "../platform/validate";
import type { CreateCustomer } from "./commands/createCustomer";
import type { UpdateCustomer } from "./commands/updateCustomer";
import { Customer, CustomerKind } from "./customer.entity";
import { CustomerFilter } from "./customer.filters";

@InputType({ description: "A new customer." })
export class CustomerInput implements CreateCustomer {
  @Field(() => String, { nullable: true, description: "Unique; with several source systems prefix it (`sap:4711`)." })
  @Line(200)
  readonly externalId?: string | null;

  @Field(() => CustomerKind, { defaultValue: CustomerKind.ORGANIZATION })
  readonly kind!: CustomerKind;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => EmailAddressScalar, { nullable: true })
  readonly email?: string | null;

  @Field(() => String, { nullable: true })
  @Line(100)
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  @Words(1000)
  readonly address?: string | null;

  @Field(() => TimeZoneScalar, { nullable: true, description: "Null: the branch's." })
  readonly timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly branch?: string | null;

  @Field(() => [String], { nullable: true })
  @ArrayMaxSize(50)
  @Line(100)
  readonly tags?: string[] | null;
}

@InputType({ description: "What is left out stays as it is, null clears it, a list replaces the whole list." })
export class UpdateCustomerInput implements UpdateCustomer {
  @Field(() => String, { nullable: true })
  @Line(200)
  readonly externalId?: string | null;

  @Field(() => CustomerKind, { nullable: true })
  @NotNull()
  readonly kind?: CustomerKind;

  @Field(() => String, { nullable: true })
  @NotNull()
  @Line(200)
  readonly name?: string;

  @Field(() => EmailAddressScalar, { nullable: true })
  readonly email?: string | null;

  @Field(() => String, { nullable: true })
  @Line(100)
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  @Words(1000)
  readonly address?: string | null;

  @Field(() => TimeZoneScalar, { nullable: true })
  readonly timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly branch?: string | null;

  @Field(() => [String], { nullable: true })
  @NotNull()
  @ArrayMaxSize(50)
  @Line(100)
  readonly tags?: string[];

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly active?: boolean;
}

@ObjectType({ description: "The customer as it is now." })
export class CustomerPayload {
  @Field(() => Customer)
  readonly customer!: Customer;
}

export enum CustomerOrderField {
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
  UPDATED_AT = "UPDATED_AT",
}
registerEnumType(CustomerOrderField, {
  name: "CustomerOrderField",
  description: "What a list of customers is ordered by.",
});

@InputType({ description: "One term of an order of customers." })
export class CustomerOrder {
  @Field(() => CustomerOrderField)
  readonly field!: CustomerOrderField;
  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  readonly direction!: OrderDirection;
}

@ArgsType()
export class CustomerListArgs extends PageArgs {
  @Field(() => CustomerFilter, { nullable: true })
  readonly filter?: CustomerFilter | null;
  @Field(() => [CustomerOrder], { nullable: true, description: "By name unless given." })
  readonly orderBy?: CustomerOrder[] | null;
}

/** Where every list of customers is read from. */
export const customerOrders = {
  of: () => Customer,
  orders: {
    NAME: { sql: (c: Sql) => sql`${c}.name`, type: "text" },
    CREATED_AT: { sql: (c: Sql) => sql`${c}.created_at`, type: "timestamptz" },
    UPDATED_AT: { sql: (c: Sql) => sql`${c}.updated_at`, type: "timestamptz" },
  },
  defaultOrder: [{ term: "NAME", direction: "ASC" }],
} as const;
