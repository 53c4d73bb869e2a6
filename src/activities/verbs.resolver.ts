import { Arg, Args, Ctx as Context, ID, Mutation, Resolver } from "type-graphql";
import { CreateCaseInput } from "../cases/case.inputs";
import { CasePayload } from "../cases/case.payloads";
import { createCase } from "../cases/commands/createCase";
import { RemovePayload } from "../people/access.inputs";
import type { Ctx } from "../platform/work";
import { ActivityPayload } from "./activity.inputs";
import { assignActivity } from "./commands/assignActivity";
import { cancelActivity } from "./commands/cancelActivity";
import { completeActivity } from "./commands/completeActivity";
import { createTask } from "./commands/createTask";
import { deleteActivity } from "./commands/deleteActivity";
import { handBackActivity } from "./commands/handBackActivity";
import { logEmail } from "./commands/logEmail";
import { logPhoneCall } from "./commands/logPhoneCall";
import { reopenActivity } from "./commands/reopenActivity";
import { rescheduleAppointment } from "./commands/rescheduleAppointment";
import { scheduleAppointment } from "./commands/scheduleAppointment";
import { startActivity } from "./commands/startActivity";
import { updateActivity } from "./commands/updateActivity";
import {
  AppointmentInput,
  CancelActivityArgs,
  CompleteActivityArgs,
  EmailInput,
  HandBackActivityArgs,
  PhoneCallInput,
  RescheduleAppointmentArgs,
  TaskInput,
  UpdateActivityArgs,
} from "./verbs.inputs";

@Resolver()
export class ActivityVerbsResolver {
  @Mutation(() => ActivityPayload)
  createTask(@Arg("input", () => TaskInput) input: TaskInput, @Context() ctx: Ctx) {
    return createTask(ctx, input);
  }

  @Mutation(() => ActivityPayload)
  logPhoneCall(@Arg("input", () => PhoneCallInput) input: PhoneCallInput, @Context() ctx: Ctx) {
    return logPhoneCall(ctx, input);
  }

  @Mutation(() => ActivityPayload, { description: "Recorded, not sent." })
  logEmail(@Arg("input", () => EmailInput) input: EmailInput, @Context() ctx: Ctx) {
    return logEmail(ctx, input);
  }

  @Mutation(() => ActivityPayload, {
    description:
      "SCHEDULE_CONFLICT where the assignee has another appointment then, unless it may overlap. Warns of less than the team's travel buffer before or after, and of times outside working hours.",
  })
  scheduleAppointment(@Arg("input", () => AppointmentInput) input: AppointmentInput, @Context() ctx: Ctx) {
    return scheduleAppointment(ctx, input);
  }

  @Mutation(() => ActivityPayload, { description: "While it is open, or to put right what is completed." })
  updateActivity(@Args(() => UpdateActivityArgs) args: UpdateActivityArgs, @Context() ctx: Ctx) {
    return updateActivity(ctx, args);
  }

  @Mutation(() => ActivityPayload, { description: "Counted, and told on the timeline from when to when." })
  rescheduleAppointment(@Args(() => RescheduleAppointmentArgs) args: RescheduleAppointmentArgs, @Context() ctx: Ctx) {
    return rescheduleAppointment(ctx, args);
  }

  @Mutation(() => ActivityPayload, {
    description:
      "As assignCase: to a person (the team stays unless given too), to a team (the person is taken off), or to neither: the person is taken off.",
  })
  assignActivity(
    @Arg("id", () => ID) id: string,
    @Arg("personId", () => ID, { nullable: true }) personId: string | null | undefined,
    @Arg("team", () => String, { nullable: true }) team: string | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return assignActivity(ctx, { id, personId, team });
  }

  @Mutation(() => ActivityPayload, {
    description: "The assignee gives it back: it stays with its team, unassigned, and the dispatcher is told why.",
  })
  handBackActivity(@Args(() => HandBackActivityArgs) args: HandBackActivityArgs, @Context() ctx: Ctx) {
    return handBackActivity(ctx, args);
  }

  @Mutation(() => ActivityPayload, {
    description: "On the way or at work: what lists show as the case's current step.",
  })
  startActivity(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return startActivity(ctx, id);
  }

  @Mutation(() => ActivityPayload, {
    description: "A call or mail that went out is then an answer to its case's customer.",
  })
  completeActivity(@Args(() => CompleteActivityArgs) args: CompleteActivityArgs, @Context() ctx: Ctx) {
    return completeActivity(ctx, args);
  }

  @Mutation(() => ActivityPayload, {
    description: "Undoes a completion or cancellation while the case is open. The time put in stays put in.",
  })
  reopenActivity(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return reopenActivity(ctx, id);
  }

  @Mutation(() => ActivityPayload)
  cancelActivity(@Args(() => CancelActivityArgs) args: CancelActivityArgs, @Context() ctx: Ctx) {
    return cancelActivity(ctx, args);
  }

  @Mutation(() => RemovePayload, {
    description: "While it is open, by its author or SERVICE_ASSIGN; its attachments go with it.",
  })
  deleteActivity(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deleteActivity(ctx, id);
  }

  @Mutation(() => CasePayload, {
    description:
      "An incoming call or mail becomes the origin of a case: of its customer and by its channel, unless the input says otherwise.",
  })
  openCaseFromActivity(
    @Arg("activityId", () => ID) activityId: string,
    @Arg("input", () => CreateCaseInput) input: CreateCaseInput,
    @Context() ctx: Ctx,
  ) {
    return createCase(ctx, { ...input, originId: activityId });
  }
}
