import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Customer } from "../people/customer.entity";
import { compiled, Connection, List, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { createContract } from "./commands/createContract";
import { updateContract } from "./commands/updateContract";
import { Contract } from "./contract.entity";
import {
  ContractConnection,
  ContractInput,
  ContractListArgs,
  contractOrders,
  ContractPayload,
  UpdateContractInput,
} from "./contract.inputs";

@Resolver(() => Contract)
export class ContractResolver {
  @Query(() => Contract, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Contract,
    (contract, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${contract}.id = ${id.sql}::uuid`,
        number: (number) => sql`${contract}.number = ${number.sql}::text`,
        externalId: (externalId) => sql`${contract}.external_id = ${externalId.sql}::text`,
      }),
  )
  contract(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("number", () => String, { nullable: true }) _number?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Contract | null {
    return compiled();
  }

  @Query(() => ContractConnection, { description: "That end first, first; open-ended ones last." })
  @Connection(contractOrders)
  contracts(@Args(() => ContractListArgs) _page: ContractListArgs): InstanceType<typeof ContractConnection> {
    return compiled();
  }

  @Mutation(() => ContractPayload, { description: "By SLA_MANAGE." })
  createContract(@Arg("input", () => ContractInput) input: ContractInput, @Context() ctx: Ctx) {
    return createContract(ctx, input);
  }

  @Mutation(() => ContractPayload, {
    description: "By SLA_MANAGE. Cases that are there stay under the policy that they run under.",
  })
  updateContract(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateContractInput) input: UpdateContractInput,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return updateContract(ctx, { id, input, expectedVersion });
  }
}

@Resolver(() => Customer)
export class CustomerContractsResolver {
  @FieldResolver(() => [Contract], { description: "That end first, first; open-ended ones last." })
  @List({
    of: () => Contract,
    hangsOn: "customer_id",
    order: (contract) => sql`coalesce(${contract}.ends_on, 'infinity')`,
  })
  contracts(): Contract[] {
    return compiled();
  }
}
