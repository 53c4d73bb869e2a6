import { Arg, Ctx as Context, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { OrderInput } from "../orders/order.inputs";
import { ProductInput } from "../orders/product.inputs";
import { WorkOrderInput } from "../orders/workOrder.inputs";
import { invalid } from "../platform/errors";
import { compiled, List, One } from "../platform/read/declare";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { importAssets } from "./commands/importAssets";
import { importCases } from "./commands/importCases";
import { importComments } from "./commands/importComments";
import { importCustomers } from "./commands/importCustomers";
import { importOrders } from "./commands/importOrders";
import { importPeople } from "./commands/importPeople";
import { importProducts } from "./commands/importProducts";
import { importWorkOrders } from "./commands/importWorkOrders";
import {
  ImportAssetInput,
  ImportCaseInput,
  ImportCommentInput,
  ImportCustomerInput,
  ImportPayload,
  ImportPersonInput,
} from "./import.inputs";
import { ImportRun } from "./importRun.entity";

@Resolver()
export class ImportResolver {
  @Query(() => ImportRun, { nullable: true })
  @One(
    () => ImportRun,
    (run, _row, _scope, args) => sql`${run}.id = ${args.id!.sql}::uuid`,
  )
  importRun(@Arg("id", () => ID) _id: string): ImportRun | null {
    return compiled();
  }

  @Query(() => [ImportRun], { description: "The viewer's latest, newest first." })
  @List({
    of: () => ImportRun,
    where: (run, _row, scope) => sql`${run}.started_by_id = ${scope.viewerId}`,
    order: (run) => sql`${run}.started_at DESC, ${run}.id DESC`,
    limit: (args) => {
      const first = Number(args.first?.value ?? 20);
      if (first < 0 || first > 200) throw invalid({ path: "first", rule: "page", message: "must be from 0 to 200" });
      return first;
    },
  })
  importRuns(@Arg("first", () => Int, { defaultValue: 20 }) _first: number): ImportRun[] {
    return compiled();
  }

  @Mutation(() => ImportPayload, {
    description:
      "Rows of one kind in the order given, upserted by externalId; 1000 at most a call, each row its own outcome. Answered when all are done; others are named by what the other system calls them.",
  })
  importCases(@Arg("rows", () => [ImportCaseInput]) rows: ImportCaseInput[], @Context() ctx: Ctx) {
    return importCases(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description:
      "Into cases that were imported before, at the instants told; 1000 at most a call, each row its own outcome.",
  })
  importComments(@Arg("rows", () => [ImportCommentInput]) rows: ImportCommentInput[], @Context() ctx: Ctx) {
    return importComments(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description: "Upserted by externalId, in the order given; 1000 at most a call, each row its own outcome.",
  })
  importAssets(@Arg("rows", () => [ImportAssetInput]) rows: ImportAssetInput[], @Context() ctx: Ctx) {
    return importAssets(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description:
      "Upserted by externalId; 1000 at most a call, each row its own outcome. Roles need ACCESS_MANAGE as well.",
  })
  importPeople(@Arg("rows", () => [ImportPersonInput]) rows: ImportPersonInput[], @Context() ctx: Ctx) {
    return importPeople(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description: "Upserted by externalId; 1000 at most a call, each row its own outcome.",
  })
  importCustomers(@Arg("rows", () => [ImportCustomerInput]) rows: ImportCustomerInput[], @Context() ctx: Ctx) {
    return importCustomers(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description:
      "As upsertProduct takes one: found by externalId, else by sku; 1000 at most a call, each row its own outcome.",
  })
  importProducts(@Arg("rows", () => [ProductInput]) rows: ProductInput[], @Context() ctx: Ctx) {
    return importProducts(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description:
      "As upsertOrder takes one: found by externalId, else by number; 1000 at most a call, each row its own outcome.",
  })
  importOrders(@Arg("rows", () => [OrderInput]) rows: OrderInput[], @Context() ctx: Ctx) {
    return importOrders(ctx, rows);
  }

  @Mutation(() => ImportPayload, {
    description:
      "As upsertWorkOrder takes one: found by externalId, else by number; 1000 at most a call, each row its own outcome.",
  })
  importWorkOrders(@Arg("rows", () => [WorkOrderInput]) rows: WorkOrderInput[], @Context() ctx: Ctx) {
    return importWorkOrders(ctx, rows);
  }
}
