import { Arg, Args, Ctx as Context, FieldResolver, ID, Mutation, Query, Resolver } from "type-graphql";
import { Case } from "../cases/case.entity";
import { compiled, Connection, List, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { openSupplierReturn } from "./commands/openSupplierReturn";
import { updateSupplierReturn } from "./commands/updateSupplierReturn";
import { SupplierReturn } from "./supplierReturn.entity";
import {
  SupplierReturnConnection,
  SupplierReturnInput,
  SupplierReturnListArgs,
  supplierReturnOrders,
  SupplierReturnPayload,
  UpdateSupplierReturnArgs,
} from "./supplierReturn.inputs";

@Resolver(() => SupplierReturn)
export class SupplierReturnResolver {
  @Query(() => SupplierReturn, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => SupplierReturn,
    (one, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${one}.id = ${id.sql}::uuid`,
        number: (number) => sql`${one}.number = ${number.sql}::text`,
      }),
  )
  supplierReturn(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("number", () => String, { nullable: true }) _number?: string,
  ): SupplierReturn | null {
    return compiled();
  }

  @Query(() => SupplierReturnConnection, { description: "Newest first: the buyer's list." })
  @Connection(supplierReturnOrders)
  supplierReturns(
    @Args(() => SupplierReturnListArgs) _page: SupplierReturnListArgs,
  ): InstanceType<typeof SupplierReturnConnection> {
    return compiled();
  }

  @Mutation(() => SupplierReturnPayload, {
    description: "For a case that is not finished and that the viewer sees. By SUPPLIER_RETURN_OPEN.",
  })
  openSupplierReturn(@Arg("input", () => SupplierReturnInput) input: SupplierReturnInput, @Context() ctx: Ctx) {
    return openSupplierReturn(ctx, input);
  }

  @Mutation(() => SupplierReturnPayload, {
    description:
      "From OPEN to SENT, from SENT to CREDITED or REJECTED, from both to CANCELED, else INVALID_TRANSITION; with the status that it has, only the notes change. Also after the case is finished. By SUPPLIER_RETURN_OPEN.",
  })
  updateSupplierReturn(@Args(() => UpdateSupplierReturnArgs) args: UpdateSupplierReturnArgs, @Context() ctx: Ctx) {
    return updateSupplierReturn(ctx, args);
  }
}

@Resolver(() => Case)
export class CaseSupplierReturnsResolver {
  @FieldResolver(() => [SupplierReturn], { description: "Oldest first." })
  @List({
    of: () => SupplierReturn,
    hangsOn: "case_id",
    order: (one) => sql`${one}.created_at`,
  })
  supplierReturns(): SupplierReturn[] {
    return compiled();
  }
}
