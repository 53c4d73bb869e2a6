import { Arg, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { RemovePayload } from "../people/access.inputs";
import { compiled, Finished, Json, List } from "../platform/read/declare";
import { type Sql, sql, TRUE } from "../platform/sql";
import type { Scope } from "../platform/read/scope";
import type { Ctx } from "../platform/work";
import { deleteView } from "./commands/deleteView";
import { saveView } from "./commands/saveView";
import { SavedView } from "./savedView.entity";
import { CaseOrdering, SavedViewInput, SavedViewPayload } from "./savedView.inputs";
import { counts, problems } from "./savedView.queries";

type Filter = Readonly<Record<string, unknown>>;
const needs = {
  filter: (view: Sql) => sql`${view}.filter`,
  // Makes the answer this viewer's own where answers are shared.
  viewer: (_view: Sql, scope: Scope) => sql`${scope.viewerId}`,
};
/** All views of an answer at once. */
const finished = (finish: (ctx: Ctx, filters: readonly Filter[]) => Promise<unknown[]>) =>
  Finished({
    needs,
    finish: (rows, ctx) =>
      finish(
        ctx as Ctx,
        rows.map((row) => row.filter as Filter),
      ),
  });

@Resolver(() => SavedView)
export class SavedViewResolver {
  @Query(() => [SavedView], { description: "One's own and those shared, in their order." })
  @List({
    of: () => SavedView,
    where: () => TRUE,
    order: (view) => sql`${view}.position, ${view}.name`,
  })
  savedViews(): SavedView[] {
    return compiled();
  }

  @FieldResolver(() => [CaseOrdering])
  @Json((view) => sql`${view}.order_by`)
  orderBy(): CaseOrdering[] {
    return compiled();
  }

  @FieldResolver(() => Int, {
    description: "How many cases that the viewer sees fit now; 0 where `problem` says why it cannot be counted.",
  })
  @finished(counts)
  count(): number {
    return compiled();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why its filter cannot be asked any more, such as a field that is gone; null: it can.",
  })
  @finished(problems)
  problem(): string | null {
    return compiled();
  }

  @Mutation(() => SavedViewPayload, {
    description:
      "Without an id a new one, which needs name and filter; 200 of one's own at most. One's own, or a shared one by SETTINGS_MANAGE.",
  })
  saveView(
    @Arg("id", () => ID, { nullable: true }) id: string | null | undefined,
    @Arg("input", () => SavedViewInput) input: SavedViewInput,
    @Context() ctx: Ctx,
  ) {
    return saveView(ctx, { id, input });
  }

  @Mutation(() => RemovePayload, { description: "One's own, or a shared one by SETTINGS_MANAGE." })
  deleteView(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deleteView(ctx, { id });
  }
}
