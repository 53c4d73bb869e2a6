import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { PageArgs } from "../platform/read/connection";
import { compiled, Connection, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { EmailAddressScalar } from "../platform/scalars/text";
import { and, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { createCustomer } from "./commands/createCustomer";
import { createPerson } from "./commands/createPerson";
import { deactivatePerson } from "./commands/deactivatePerson";
import { updateCustomer } from "./commands/updateCustomer";
import { updatePerson } from "./commands/updatePerson";
import { Customer, CustomerConnection } from "./customer.entity";
import {
  CustomerInput,
  CustomerListArgs,
  CustomerPayload,
  customerOrders,
  UpdateCustomerInput,
} from "./customer.inputs";
import { Person, PersonConnection } from "./person.entity";
import { CreatePersonInput, PersonListArgs, PersonPayload, peopleOrders, UpdatePersonInput } from "./person.inputs";
import { seenWhole } from "./rules";

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Person,
    (person, _row, scope, args) =>
      and(
        lookUp(args, {
          id: (arg) => sql`${person}.id = ${arg.sql}::uuid`,
          email: (arg) => sql`lower(${person}.email) = lower(${arg.sql}::text)`,
          externalId: (arg) => sql`${person}.external_id = ${arg.sql}::text`,
        }),
        seenWhole(person, scope),
      ),
  )
  person(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("email", () => EmailAddressScalar, { nullable: true }) _email?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Person | null {
    return compiled();
  }

  @Query(() => PersonConnection, { description: "By name unless told." })
  @Connection({ ...peopleOrders, where: (person, _row, scope) => seenWhole(person, scope) })
  people(@Args(() => PersonListArgs) _page: PersonListArgs): InstanceType<typeof PersonConnection> {
    return compiled();
  }

  @Mutation(() => PersonPayload, { description: "By PEOPLE_WRITE; roles and a password also need ACCESS_MANAGE." })
  createPerson(@Arg("input", () => CreatePersonInput) input: CreatePersonInput, @Context() ctx: Ctx) {
    return createPerson(ctx, input);
  }

  @Mutation(() => PersonPayload, {
    description: "Oneself anyone may change: name, phone, title, time zone, locale; all else by PEOPLE_WRITE.",
  })
  updatePerson(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdatePersonInput) input: UpdatePersonInput,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null,
    @Context() ctx: Ctx,
  ) {
    return updatePerson(ctx, id, input, expectedVersion);
  }

  @Mutation(() => PersonPayload, {
    description:
      "Ends every session, token and subscription of the person; open work goes back to its queue or team. By ACCESS_MANAGE where it has a role.",
  })
  deactivatePerson(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deactivatePerson(ctx, id);
  }
}

@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Customer,
    (customer, _row, _scope, args) =>
      lookUp(args, {
        id: (arg) => sql`${customer}.id = ${arg.sql}::uuid`,
        externalId: (arg) => sql`${customer}.external_id = ${arg.sql}::text`,
      }),
  )
  customer(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Customer | null {
    return compiled();
  }

  @Query(() => CustomerConnection, { description: "By name unless told." })
  @Connection(customerOrders)
  customers(@Args(() => CustomerListArgs) _page: CustomerListArgs): InstanceType<typeof CustomerConnection> {
    return compiled();
  }

  @FieldResolver(() => PersonConnection, { description: "People of this customer, by name." })
  @Connection({
    ...peopleOrders,
    where: (person, customer, scope) => and(sql`${person}.customer_id = ${customer}.id`, seenWhole(person, scope)),
  })
  contacts(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof PersonConnection> {
    return compiled();
  }

  @Mutation(() => CustomerPayload, { description: "By PEOPLE_WRITE." })
  createCustomer(@Arg("input", () => CustomerInput) input: CustomerInput, @Context() ctx: Ctx) {
    return createCustomer(ctx, input);
  }

  @Mutation(() => CustomerPayload, { description: "By PEOPLE_WRITE." })
  updateCustomer(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateCustomerInput) input: UpdateCustomerInput,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null,
    @Context() ctx: Ctx,
  ) {
    return updateCustomer(ctx, id, input, expectedVersion);
  }
}
