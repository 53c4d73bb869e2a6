import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { DateScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import { Line, NotNull } from "../platform/validate";
import type { CreateContract } from "./commands/createContract";
import type { UpdateContract } from "./commands/updateContract";
import { Contract } from "./contract.entity";
import { ContractFilter } from "./entitlement.filters";

@InputType({ description: "A new contract." })
export class ContractInput implements CreateContract {
  @Field(() => String, { nullable: true, description: "Unique; with several source systems prefix it (`sap:4711`)." })
  @Line(255)
  readonly externalId?: string | null;

  @Field(() => String, { description: "Unique; 1 to 255 characters." })
  @Line(255)
  readonly number!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => DateScalar)
  readonly startsOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Its last day; open-ended unless given." })
  readonly endsOn?: string | null;

  @Field(() => String, { nullable: true, description: "A policy, by key." })
  readonly slaPolicy?: string | null;
}

@InputType({ description: "What is left out stays as it is; null clears it." })
export class UpdateContractInput implements UpdateContract {
  @Field(() => String, { nullable: true })
  @Line(255)
  readonly externalId?: string | null;

  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @NotNull()
  @Line(255)
  readonly name?: string;

  @Field(() => DateScalar, { nullable: true })
  @NotNull()
  readonly startsOn?: string;

  @Field(() => DateScalar, { nullable: true, description: "Null: open-ended." })
  readonly endsOn?: string | null;

  @Field(() => String, { nullable: true, description: "A policy, by key." })
  readonly slaPolicy?: string | null;
}

@ObjectType({ description: "The contract as it is now." })
export class ContractPayload {
  @Field(() => Contract)
  readonly contract!: Contract;
}

@ArgsType()
export class ContractListArgs extends PageArgs {
  @Field(() => ContractFilter, { nullable: true })
  readonly filter?: ContractFilter | null;
}

export const ContractConnection = connectionOf(() => Contract, "Contract");

/** Every list of contracts begins with the one that ends first. */
export const contractOrders = {
  of: () => Contract,
  orders: { ENDS_ON: { sql: (contract: Sql) => sql`${contract}.ends_on`, type: "date", nullable: true } },
  defaultOrder: [{ term: "ENDS_ON", direction: "ASC" }],
} as const;
