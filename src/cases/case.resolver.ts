import {
  Arg,
  Args,
  ArgsType,
  Ctx as Context,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
} from "type-graphql";
import { onSeenCase } from "../activities/activity.policy";
import { PageArgs } from "../platform/read/connection";
import { type Args as ArgValues, Computed, compiled, Connection, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { raw, type Sql, sql, TRUE } from "../platform/sql";
import { Words } from "../platform/validate";
import type { Ctx } from "../platform/work";
import { Case } from "./case.entity";
import { openActivityCount } from "./caseFilter.inputs";
import { CaseListArgs, CreateCaseInput, ResolveCaseInput, UpdateCaseInput } from "./case.inputs";
import {
  CaseConnection,
  caseOrders,
  CasePayload,
  CommentConnection,
  CommentPayload,
  TimelineConnection,
  timelineOrder,
} from "./case.payloads";
import { CaseAction, viewerCan } from "./case.policy";
import { Comment } from "./comment.entity";
import { assignCase } from "./commands/assignCase";
import { commentOnCase } from "./commands/commentOnCase";
import { createCase } from "./commands/createCase";
import { resolveCase } from "./commands/resolveCase";
import { setCasePriority } from "./commands/setCasePriority";
import { updateCase } from "./commands/updateCase";
import { Priority } from "./settings.entity";
import { TimelineKind } from "./timeline.events";

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => [TimelineKind], { nullable: true, description: "Only entries of these kinds." })
  readonly kinds?: TimelineKind[] | null;
}

@ArgsType()
class CommentArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: "At most 100,000 characters." })
  @Words(100_000)
  readonly body!: string;

  @Field(() => Boolean, { defaultValue: false })
  readonly internal!: boolean;

  @Field(() => [ID], { nullable: true, description: "Fresh uploads." })
  readonly uploadIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Evidence that the case has." })
  readonly attachmentIds?: string[] | null;
}

/** The entries of the kinds asked for. */
export const ofKinds = (entry: Sql, args: ArgValues): Sql =>
  args.kinds?.value == null ? TRUE : sql`${entry}.kind = ANY (${args.kinds.sql}::text[])`;

const version = () => Arg("expectedVersion", () => Int, { nullable: true });

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => Case, {
    nullable: true,
    description:
      "By exactly one of its arguments. A merged case's number answers the case it went into; its id answers itself.",
  })
  @One(
    () => Case,
    (c, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${c}.id = ${id.sql}::uuid`,
        // What was merged answers as the case that it went into.
        number: (number) => sql`${c}.id = (SELECT CASE WHEN named.merged_into_id IS NULL THEN named.id
          ELSE casegraph_case_answering(named.id) END FROM service_case named WHERE named.number = ${number.sql}::text)`,
        externalId: (externalId) => sql`${c}.external_id = ${externalId.sql}::text`,
      }),
  )
  case(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("number", () => String, { nullable: true }) _number?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Case | null {
    return compiled();
  }

  @Query(() => CaseConnection, {
    description: "Page size: 50 unless told, 200 at most. Without an order: most pressing due time first, then oldest.",
  })
  @Connection(caseOrders)
  cases(@Args(() => CaseListArgs) _page: CaseListArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }

  @FieldResolver(() => String, {
    description: "What a list shows last: the subject of the open activity started last, else the status's name.",
  })
  @Computed(
    (
      c,
      scope,
    ) => sql`coalesce((SELECT step.subject FROM activity step WHERE step.case_id = ${c}.id AND step.state = 'OPEN'
      AND step.started_at IS NOT NULL AND ${onSeenCase(raw("step"), scope)} ORDER BY step.started_at DESC, step.id DESC LIMIT 1),
      (SELECT step.name FROM case_status step WHERE step.id = ${c}.status_id))`,
  )
  currentStep(): string {
    return compiled();
  }

  @FieldResolver(() => Int)
  @Computed((c, scope) => openActivityCount(c, scope))
  openActivityCount(): number {
    return compiled();
  }

  @FieldResolver(() => CaseConnection, { description: "Cases that are part of this one." })
  @Connection({ ...caseOrders, where: (child, c) => sql`${child}.parent_id = ${c}.id` })
  children(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof CaseConnection> {
    return compiled();
  }

  @FieldResolver(() => CommentConnection, { description: "Oldest first." })
  @Connection({
    of: () => Comment,
    hangsOn: "case_id",
    orders: { CREATED_AT: { sql: (comment) => sql`${comment}.created_at`, type: "timestamptz" } },
    defaultOrder: [{ term: "CREATED_AT", direction: "ASC" }],
  })
  comments(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof CommentConnection> {
    return compiled();
  }

  @FieldResolver(() => TimelineConnection, { description: "All that happened to it, oldest first." })
  @Connection({
    ...timelineOrder,
    hangsOn: "case_id",
    where: (entry, _c, _scope, args) => ofKinds(entry, args),
  })
  timeline(@Args(() => TimelineArgs) _page: TimelineArgs): InstanceType<typeof TimelineConnection> {
    return compiled();
  }

  @FieldResolver(() => [CaseAction], {
    description:
      "What the viewer's rights and the case's state allow now. Completeness is not judged: RESOLVE is there over open activities, ADVANCE_STAGE over missing fields.",
  })
  @Computed((c, scope) => viewerCan(c, scope))
  viewerCan(): CaseAction[] {
    return compiled();
  }

  @Mutation(() => CasePayload)
  createCase(@Arg("input", () => CreateCaseInput) input: CreateCaseInput, @Context() ctx: Ctx) {
    return createCase(ctx, input);
  }

  @Mutation(() => CasePayload)
  updateCase(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateCaseInput) input: UpdateCaseInput,
    @version() expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return updateCase(ctx, { id, input, expectedVersion });
  }

  @Mutation(() => CasePayload, { description: "The due time is derived anew, from opening." })
  setCasePriority(
    @Arg("id", () => ID) id: string,
    @Arg("priority", () => Priority) priority: Priority,
    @version() expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return setCasePriority(ctx, { id, priority, expectedVersion });
  }

  @Mutation(() => CasePayload, {
    description:
      "To a person (the team stays unless given too), to a team (the person is taken off), or to neither: the person is taken off. Who cannot sign in cannot own a case.",
  })
  assignCase(
    @Arg("id", () => ID) id: string,
    @Arg("personId", () => ID, { nullable: true }) personId: string | null | undefined,
    @Arg("team", () => String, { nullable: true }) team: string | null | undefined,
    @version() expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return assignCase(ctx, { id, personId, team, expectedVersion });
  }

  @Mutation(() => CommentPayload, { description: "A customer's is always public." })
  commentOnCase(@Args(() => CommentArgs) args: CommentArgs, @Context() ctx: Ctx) {
    return commentOnCase(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description: "Refused over open activities, unless they are canceled with it, and over open child cases.",
  })
  resolveCase(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => ResolveCaseInput) input: ResolveCaseInput,
    @version() expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return resolveCase(ctx, { id, input, expectedVersion });
  }
}
