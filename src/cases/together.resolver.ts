import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { compiled, List, Rows } from "../platform/read/declare";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { BulkCaseArgs, BulkCasePayload } from "./bulk.inputs";
import { Case } from "./case.entity";
import { CasePayload, CommentPayload } from "./case.payloads";
import { CaseLink } from "./caseLink.entity";
import { addCollaborators } from "./commands/addCollaborators";
import { associatePerson } from "./commands/associatePerson";
import { bulkUpdateCases } from "./commands/bulkUpdateCases";
import { deleteComment } from "./commands/deleteComment";
import { dissociatePerson } from "./commands/dissociatePerson";
import { editComment } from "./commands/editComment";
import { linkCases } from "./commands/linkCases";
import { mergeCases } from "./commands/mergeCases";
import { removeCollaborators } from "./commands/removeCollaborators";
import { setParentCase } from "./commands/setParentCase";
import { tagCase } from "./commands/tagCase";
import { unlinkCases } from "./commands/unlinkCases";
import { untagCase } from "./commands/untagCase";
import { tagsInUse } from "./tags.queries";
import {
  AssociatePersonArgs,
  CollaboratorArgs,
  EditCommentArgs,
  LinkCasesArgs,
  TagArgs,
  TagCount,
} from "./together.inputs";

/** What people do with a case beside working it off: name it, share it, tie it to others. */
@Resolver(() => Case)
export class CaseTogetherResolver {
  @Query(() => [TagCount], {
    description:
      "Tags in use, most used first; those that start with `search`, without regard to case and accents. `first` is 200 at most.",
  })
  @Rows(tagsInUse)
  tags(
    @Arg("search", () => String, { nullable: true }) _search: string | null | undefined,
    @Arg("first", () => Int, { defaultValue: 50 }) _first: number,
  ): TagCount[] {
    return compiled();
  }

  @FieldResolver(() => [CaseLink], { description: "Oldest first." })
  @List({
    of: () => CaseLink,
    hangsOn: "subject_id",
    order: (link) => sql`${link}.created_at, ${link}.id`,
  })
  relatedCases(): CaseLink[] {
    return compiled();
  }

  @FieldResolver(() => [Case], { description: "Cases that were merged into this one." })
  @List({
    of: () => Case,
    where: (merged, c) => sql`${merged}.merged_into_id = ${c}.id`,
    order: (merged) => sql`${merged}.number_seq`,
  })
  mergedFrom(): Case[] {
    return compiled();
  }

  @Mutation(() => CasePayload, {
    description:
      "Moves comments, activities, evidence, links, articles, supplier returns, open children, people and tags to the target; the source is canceled, read-only for good, and points at it. Answers the target, whose own fields stay.",
  })
  mergeCases(
    @Arg("sourceId", () => ID) sourceId: string,
    @Arg("targetId", () => ID) targetId: string,
    @Context() ctx: Ctx,
  ) {
    return mergeCases(ctx, { sourceId, targetId });
  }

  @Mutation(() => CasePayload, { description: "What it has already stays." })
  tagCase(@Args(() => TagArgs) args: TagArgs, @Context() ctx: Ctx) {
    return tagCase(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "What it has not is passed over." })
  untagCase(@Args(() => TagArgs) args: TagArgs, @Context() ctx: Ctx) {
    return untagCase(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description: "Said again of the same person, relation and note replace what was said.",
  })
  associatePerson(@Args(() => AssociatePersonArgs) args: AssociatePersonArgs, @Context() ctx: Ctx) {
    return associatePerson(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "Whom it does not concern is passed over." })
  dissociatePerson(
    @Arg("caseId", () => ID) caseId: string,
    @Arg("personId", () => ID) personId: string,
    @Context() ctx: Ctx,
  ) {
    return dissociatePerson(ctx, { caseId, personId });
  }

  @Mutation(() => CasePayload, {
    description:
      "They see the case, confidential or not, may do what its owner may, and are told. Who cannot sign in cannot collaborate.",
  })
  addCollaborators(@Args(() => CollaboratorArgs) args: CollaboratorArgs, @Context() ctx: Ctx) {
    return addCollaborators(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description: "Answers the case it goes from. The same link again stays as it is; both timelines tell it.",
  })
  linkCases(@Args(() => LinkCasesArgs) args: LinkCasesArgs, @Context() ctx: Ctx) {
    return linkCases(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "Answers the case it went from." })
  unlinkCases(@Arg("linkId", () => ID) linkId: string, @Context() ctx: Ctx) {
    return unlinkCases(ctx, { linkId });
  }

  @Mutation(() => CasePayload, {
    description: "Depth 1: a child has no children. Without a parent it is a part of none.",
  })
  setParentCase(
    @Arg("id", () => ID) id: string,
    @Arg("parentId", () => ID, { nullable: true }) parentId: string | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return setParentCase(ctx, { id, parentId });
  }

  @Mutation(() => BulkCasePayload, {
    description:
      "Each id is its own transaction with its own outcome; 500 at most. Sent again under its Idempotency-Key, what was done is not done again, and what was refused is tried again.",
  })
  bulkUpdateCases(@Args(() => BulkCaseArgs) args: BulkCaseArgs, @Context() ctx: Ctx) {
    return bulkUpdateCases(ctx, args);
  }

  @Mutation(() => CommentPayload, {
    description: "By its author. The earlier wording goes to the timeline; who is mentioned anew is told.",
  })
  editComment(@Args(() => EditCommentArgs) args: EditCommentArgs, @Context() ctx: Ctx) {
    return editComment(ctx, args);
  }

  @Mutation(() => CommentPayload, {
    description:
      "By its author or SETTINGS_MANAGE: empties it, wordings on the timeline included, and leaves a mark that it was there. What was attached stays evidence of the case.",
  })
  deleteComment(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deleteComment(ctx, { id });
  }

  @Mutation(() => CasePayload, { description: "Who does not collaborate is passed over." })
  removeCollaborators(@Args(() => CollaboratorArgs) args: CollaboratorArgs, @Context() ctx: Ctx) {
    return removeCollaborators(ctx, args);
  }
}
