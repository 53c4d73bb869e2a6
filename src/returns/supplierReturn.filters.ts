import { Field, InputType } from "type-graphql";
import { Compare } from "../platform/read/declare";
import { IDFilter, StringFilter } from "../platform/read/filters";
import { sql } from "../platform/sql";
import { SupplierReturnStatus } from "./supplierReturn.entity";

@InputType({ description: "Comparisons of a SupplierReturnStatus; those side by side must all hold." })
export class SupplierReturnStatusFilter {
  @Field(() => SupplierReturnStatus, { nullable: true })
  readonly eq?: SupplierReturnStatus | null;
  @Field(() => [SupplierReturnStatus], { nullable: true })
  readonly in?: SupplierReturnStatus[] | null;
  @Field(() => [SupplierReturnStatus], { nullable: true })
  readonly notIn?: SupplierReturnStatus[] | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class SupplierReturnFilter {
  @Field(() => IDFilter, { nullable: true })
  @Compare((one) => sql`${one}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((one) => sql`${one}.number`, "text")
  readonly number?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((one) => sql`${one}.supplier`, "text")
  readonly supplier?: StringFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((one) => sql`${one}.case_id`, "uuid")
  readonly caseId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((one) => sql`${one}.product_id`, "uuid")
  readonly productId?: IDFilter | null;
  @Field(() => SupplierReturnStatusFilter, { nullable: true })
  @Compare((one) => sql`${one}.status`, "text")
  readonly status?: SupplierReturnStatusFilter | null;
}
