import { Min } from "class-validator";
import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { type Sql, sql } from "../platform/sql";
import { Line, Words } from "../platform/validate";
import type { OpenSupplierReturn } from "./commands/openSupplierReturn";
import type { UpdateSupplierReturn } from "./commands/updateSupplierReturn";
import { SupplierReturn, SupplierReturnStatus } from "./supplierReturn.entity";
import { SupplierReturnFilter } from "./supplierReturn.filters";

@InputType({ description: "What goes back to whom." })
export class SupplierReturnInput implements OpenSupplierReturn {
  @Field(() => ID)
  readonly caseId!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly supplier!: string;

  @Field(() => ID, { nullable: true, description: "Of the case's order, where it has one." })
  readonly orderLineId?: string | null;

  @Field(() => ID, { nullable: true, description: "The line's unless given." })
  readonly productId?: string | null;

  @Field(() => Int, { description: "1 or more." })
  @Min(1)
  readonly quantity!: number;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @Words(10_000)
  readonly notes?: string | null;
}

@ArgsType()
export class UpdateSupplierReturnArgs implements UpdateSupplierReturn {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => SupplierReturnStatus)
  readonly status!: SupplierReturnStatus;

  @Field(() => String, {
    nullable: true,
    description: "Left out they stay, null clears them; at most 10,000 characters.",
  })
  readonly notes?: string | null;
}

@ObjectType({ description: "The supplier return as it is now." })
export class SupplierReturnPayload {
  @Field(() => SupplierReturn)
  readonly supplierReturn!: SupplierReturn;
}

@ArgsType()
export class SupplierReturnListArgs extends PageArgs {
  @Field(() => SupplierReturnFilter, { nullable: true })
  readonly filter?: SupplierReturnFilter | null;
}

export const SupplierReturnConnection = connectionOf(() => SupplierReturn, "SupplierReturn");

/** Every list of supplier returns begins with the newest. */
export const supplierReturnOrders = {
  of: () => SupplierReturn,
  orders: { CREATED_AT: { sql: (one: Sql) => sql`${one}.created_at`, type: "timestamptz" } },
  defaultOrder: [{ term: "CREATED_AT", direction: "DESC" }],
} as const;
