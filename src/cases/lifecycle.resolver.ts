import { Arg, Args, Ctx as Context, ID, Mutation, Resolver } from "type-graphql";
import type { Ctx } from "../platform/work";
import { CasePayload } from "./case.payloads";
import { advanceStage } from "./commands/advanceStage";
import { cancelCase } from "./commands/cancelCase";
import { closeCase } from "./commands/closeCase";
import { escalateCase } from "./commands/escalateCase";
import { handBackCase } from "./commands/handBackCase";
import { holdCase } from "./commands/holdCase";
import { rateCase } from "./commands/rateCase";
import { reactivateCase } from "./commands/reactivateCase";
import { resumeCase } from "./commands/resumeCase";
import { returnStage } from "./commands/returnStage";
import { setCaseStatus } from "./commands/setCaseStatus";
import {
  CancelCaseArgs,
  CloseCaseArgs,
  EscalateCaseArgs,
  HandBackCaseArgs,
  HoldCaseArgs,
  ReactivateCaseArgs,
  ResumeCaseArgs,
  SatisfactionInput,
  SetCaseStatusArgs,
  StageArgs,
} from "./lifecycle.inputs";

/** The steps that a case takes from state to state, and from stage to stage. */
@Resolver()
export class CaseLifecycleResolver {
  @Mutation(() => CasePayload, {
    description:
      "Among statuses of NEW, OPEN and ON_HOLD (there the note is the hold's reason, and required); a status of another state is reached by that state's verb, else INVALID_TRANSITION.",
  })
  setCaseStatus(@Args(() => SetCaseStatusArgs) args: SetCaseStatusArgs, @Context() ctx: Ctx) {
    return setCaseStatus(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description: "Its clock stands still until it resumes. Held again, it has the new reason and time.",
  })
  holdCase(@Args(() => HoldCaseArgs) args: HoldCaseArgs, @Context() ctx: Ctx) {
    return holdCase(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "From on hold only." })
  resumeCase(@Args(() => ResumeCaseArgs) args: ResumeCaseArgs, @Context() ctx: Ctx) {
    return resumeCase(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description: "Raises to HIGH, keeps URGENT, adds one to the level, re-derives the due time and records it.",
  })
  escalateCase(@Args(() => EscalateCaseArgs) args: EscalateCaseArgs, @Context() ctx: Ctx) {
    return escalateCase(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description:
      "The assignee gives it back: it stays with its team and queue, unassigned, and the dispatcher is told why.",
  })
  handBackCase(@Args(() => HandBackCaseArgs) args: HandBackCaseArgs, @Context() ctx: Ctx) {
    return handBackCase(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "From the last stage: completes the process." })
  advanceStage(@Args(() => StageArgs) args: StageArgs, @Context() ctx: Ctx) {
    return advanceStage(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "To the stage before; nothing is asked for." })
  returnStage(@Args(() => StageArgs) args: StageArgs, @Context() ctx: Ctx) {
    return returnStage(ctx, args);
  }

  @Mutation(() => CasePayload, { description: "From resolved only." })
  closeCase(@Args(() => CloseCaseArgs) args: CloseCaseArgs, @Context() ctx: Ctx) {
    return closeCase(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description:
      "Once resolved or closed; by staff who may close, or by its customer, whose word replaces theirs and stands.",
  })
  rateCase(
    @Arg("id", () => ID) id: string,
    @Arg("satisfaction", () => SatisfactionInput) satisfaction: SatisfactionInput,
    @Context() ctx: Ctx,
  ) {
    return rateCase(ctx, { id, satisfaction });
  }

  @Mutation(() => CasePayload, {
    description: "No longer receives attention: open activities are canceled, open children refuse it.",
  })
  cancelCase(@Args(() => CancelCaseArgs) args: CancelCaseArgs, @Context() ctx: Ctx) {
    return cancelCase(ctx, args);
  }

  @Mutation(() => CasePayload, {
    description:
      "From resolved, closed or canceled, never merged; to the same assignee and team. Its customer may, from resolved.",
  })
  reactivateCase(@Args(() => ReactivateCaseArgs) args: ReactivateCaseArgs, @Context() ctx: Ctx) {
    return reactivateCase(ctx, args);
  }
}
