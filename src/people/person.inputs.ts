import { ArrayMaxSize, Min } from "class-validator";
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageArgs } from "../platform/read/connection";
import { OrderDirection } from "../platform/read/filters";
import { EmailAddressScalar } from "../platform/scalars/text";
import { TimeZoneScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import { Line, NotNull } from "../platform/validate";
import type { CreatePerson } from "./commands/createPerson";
import type { UpdatePerson } from "./commands/updatePerson";
import { Person } from "./person.entity";
import { PersonFilter } from "./person.filters";

const LISTS = 100;

@InputType({ description: "A new person. Roles and a password need ACCESS_MANAGE." })
export class CreatePersonInput implements CreatePerson {
  @Field(() => String, { nullable: true, description: "Unique; with several source systems prefix it (`sap:4711`)." })
  @Line(200)
  readonly externalId?: string | null;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => EmailAddressScalar, { nullable: true, description: "Unique; what one signs in with." })
  readonly email?: string | null;

  @Field(() => String, { nullable: true })
  @Line(100)
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  @Line(200)
  readonly title?: string | null;

  @Field(() => TimeZoneScalar, { nullable: true, description: "The branch's, else UTC, unless given." })
  readonly timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "BCP 47 language tag, such as de-AT." })
  @Line(35)
  readonly locale?: string | null;

  @Field(() => [String], { nullable: true, description: "By key." })
  @ArrayMaxSize(LISTS)
  readonly roles?: string[] | null;

  @Field(() => String, { nullable: true, description: "10 to 200 characters." })
  readonly password?: string | null;

  @Field(() => ID, { nullable: true, description: "The customer that this person is a contact of." })
  readonly customerId?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly branch?: string | null;

  @Field(() => String, { nullable: true, description: "Own working hours, by key." })
  readonly calendar?: string | null;

  @Field(() => [String], { nullable: true, description: "By key." })
  @ArrayMaxSize(LISTS)
  readonly teams?: string[] | null;

  @Field(() => [String], { nullable: true, description: "By name." })
  @ArrayMaxSize(LISTS)
  readonly skills?: string[] | null;

  @Field(() => Int, { nullable: true, description: "Open cases this person may own at once; null: no limit." })
  @Min(0)
  readonly capacity?: number | null;
}

@InputType({ description: "What is left out stays as it is, null clears it, a list replaces the whole list." })
export class UpdatePersonInput implements UpdatePerson {
  @Field(() => String, { nullable: true })
  @Line(200)
  readonly externalId?: string | null;

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
  @Line(200)
  readonly title?: string | null;

  @Field(() => TimeZoneScalar, { nullable: true })
  @NotNull()
  readonly timeZone?: string;

  @Field(() => String, { nullable: true })
  @Line(35)
  readonly locale?: string | null;

  @Field(() => [String], { nullable: true, description: "By key." })
  @NotNull()
  @ArrayMaxSize(LISTS)
  readonly roles?: string[];

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly branch?: string | null;

  @Field(() => String, { nullable: true, description: "Own working hours, by key." })
  readonly calendar?: string | null;

  @Field(() => [String], { nullable: true, description: "By key." })
  @NotNull()
  @ArrayMaxSize(LISTS)
  readonly teams?: string[];

  @Field(() => [String], { nullable: true, description: "By name." })
  @NotNull()
  @ArrayMaxSize(LISTS)
  readonly skills?: string[];

  @Field(() => Int, { nullable: true })
  @Min(0)
  readonly capacity?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "False ends every session, API token and subscription of the person.",
  })
  @NotNull()
  readonly active?: boolean;
}

@ObjectType({ description: "The person as it is now." })
export class PersonPayload {
  @Field(() => Person)
  readonly person!: Person;
}

export enum PersonOrderField {
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
  UPDATED_AT = "UPDATED_AT",
}
registerEnumType(PersonOrderField, { name: "PersonOrderField", description: "What a list of people is ordered by." });

@InputType({ description: "One term of an order of people." })
export class PersonOrder {
  @Field(() => PersonOrderField)
  readonly field!: PersonOrderField;
  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  readonly direction!: OrderDirection;
}

@ArgsType()
export class PersonListArgs extends PageArgs {
  @Field(() => PersonFilter, { nullable: true })
  readonly filter?: PersonFilter | null;
  @Field(() => [PersonOrder], { nullable: true, description: "By name unless given." })
  readonly orderBy?: PersonOrder[] | null;
}

/** Where every list of people is read from. */
export const peopleOrders = {
  of: () => Person,
  orders: {
    NAME: { sql: (p: Sql) => sql`${p}.name`, type: "text" },
    CREATED_AT: { sql: (p: Sql) => sql`${p}.created_at`, type: "timestamptz" },
    UPDATED_AT: { sql: (p: Sql) => sql`${p}.updated_at`, type: "timestamptz" },
  },
  defaultOrder: [{ term: "NAME", direction: "ASC" }],
} as const;
