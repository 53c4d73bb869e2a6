import { ArrayMaxSize, ArrayUnique, MaxLength } from "class-validator";
import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { PageArgs } from "../platform/read/connection";
import { OrderDirection } from "../platform/read/filters";
import { DurationScalar } from "../platform/scalars/time";
import { Line, NotNull, Words } from "../platform/validate";
import { Channel } from "./case.entity";
import { CaseFilter } from "./caseFilter.inputs";
import type { CreateCase } from "./commands/createCase";
import type { ResolveCase } from "./commands/resolveCase";
import type { UpdateCase } from "./commands/updateCase";
import { Priority } from "./settings.entity";

@InputType()
export class CasePersonInput {
  @Field(() => ID)
  readonly personId!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly relation!: string;

  @Field(() => String, { nullable: true })
  @Words(10_000)
  readonly note?: string | null;
}

@InputType({
  description:
    "Type, reason, category, team, queue and branch are named by key. Type and reason are `other` unless given, the priority is the type's. Queue, team, assignee or priority given here win over the rules. A customer's case is of the own customer, by channel PORTAL, and not confidential.",
})
export class CreateCaseInput implements CreateCase {
  @Field(() => String, { nullable: true })
  @Line(255)
  readonly externalId?: string | null;

  @Field(() => String, { description: "1 to 255 characters." })
  @Words(255)
  readonly title!: string;

  @Field(() => String, { nullable: true, description: "At most 100,000 characters." })
  @MaxLength(100_000)
  readonly description?: string | null;

  @Field(() => String, { nullable: true })
  readonly type?: string | null;

  @Field(() => String, { nullable: true })
  readonly reason?: string | null;

  @Field(() => String, { nullable: true })
  readonly category?: string | null;

  @Field(() => Priority, { nullable: true })
  readonly priority?: Priority | null;

  @Field(() => Channel, { defaultValue: Channel.API })
  readonly channel!: Channel;

  @Field(() => [String], { nullable: true, description: "50 at most, of 64 characters each." })
  @ArrayMaxSize(50)
  @Line(64)
  readonly tags?: string[] | null;

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly contactId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly assetId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly orderId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Alone it brings its order; with orderId it must be of that order.",
  })
  readonly orderLineId?: string | null;

  @Field(() => ID, { nullable: true, description: "The line's unless given." })
  readonly productId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly workOrderId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "One that covers the case; the most specific one that does, with something left, unless given.",
  })
  readonly entitlementId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The entitlement's, else the customer's that is in force and ends first, unless given.",
  })
  readonly contractId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly parentId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly assigneeId?: string | null;

  @Field(() => String, { nullable: true })
  readonly team?: string | null;

  @Field(() => String, { nullable: true })
  readonly queue?: string | null;

  @Field(() => String, { nullable: true })
  readonly branch?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The type's unless given." })
  readonly confidential?: boolean | null;

  @Field(() => [CasePersonInput], { nullable: true })
  @ArrayMaxSize(50)
  readonly associatedPeople?: CasePersonInput[] | null;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(50)
  readonly collaboratorIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Fresh uploads: the case's first evidence." })
  @ArrayMaxSize(50)
  @ArrayUnique()
  readonly uploadIds?: string[] | null;
}

@InputType({ description: "What is left out stays as it is; null clears it." })
export class UpdateCaseInput implements UpdateCase {
  @Field(() => String, { nullable: true })
  @Line(255)
  readonly externalId?: string | null;

  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @Words(255)
  @NotNull()
  readonly title?: string | null;

  @Field(() => String, { nullable: true })
  @MaxLength(100_000)
  readonly description?: string | null;

  @Field(() => String, { nullable: true })
  @NotNull()
  readonly type?: string | null;

  @Field(() => String, { nullable: true })
  @NotNull()
  readonly reason?: string | null;

  @Field(() => String, { nullable: true })
  readonly category?: string | null;

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly contactId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly assetId?: string | null;

  @Field(() => ID, { nullable: true, description: "Another order leaves the former one's line behind." })
  readonly orderId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Alone it brings its order; with orderId it must be of that order.",
  })
  readonly orderLineId?: string | null;

  @Field(() => ID, { nullable: true, description: "Where a line is given that has one, the line's unless given too." })
  readonly productId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly workOrderId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Unless given it stays, but for another customer, or an asset or product that it is not for.",
  })
  readonly entitlementId?: string | null;

  @Field(() => ID, { nullable: true, description: "Comes with another customer or entitlement, unless given." })
  readonly contractId?: string | null;

  @Field(() => String, { nullable: true })
  readonly branch?: string | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly confidential?: boolean | null;
}

@InputType()
export class ResolveCaseInput implements ResolveCase {
  @Field(() => String, { description: "A resolution path, by key." })
  readonly path!: string;

  @Field(() => String, { description: "What was done; at most 10,000 characters." })
  @Words(10_000)
  readonly notes!: string;

  @Field(() => Boolean, { defaultValue: false, description: "Cancels what is open instead of refusing." })
  readonly cancelOpenActivities!: boolean;

  @Field(() => DurationScalar, {
    nullable: true,
    description:
      "To charge an entitlement in hours; the activities' time, as far as it was not charged before, unless given.",
  })
  readonly billableTime?: string | null;

  @Field(() => String, { nullable: true, description: "A status of RESOLVED; its default unless named." })
  readonly status?: string | null;
}

export enum CaseOrderField {
  OPENED_AT = "OPENED_AT",
  UPDATED_AT = "UPDATED_AT",
  DUE_AT = "DUE_AT",
  FIRST_RESPONSE_DUE_AT = "FIRST_RESPONSE_DUE_AT",
  PRIORITY = "PRIORITY",
  STATUS = "STATUS",
  NUMBER = "NUMBER",
  TITLE = "TITLE",
  RESOLVED_AT = "RESOLVED_AT",
  CLOSED_AT = "CLOSED_AT",
}
registerEnumType(CaseOrderField, { name: "CaseOrderField", description: "STATUS: by the statuses' positions." });

@InputType()
export class CaseOrder {
  @Field(() => CaseOrderField)
  readonly field!: CaseOrderField;
  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  readonly direction!: OrderDirection;
}

@ArgsType()
export class CaseListArgs extends PageArgs {
  @Field(() => CaseFilter, { nullable: true })
  readonly filter?: CaseFilter | null;
  @Field(() => [CaseOrder], { nullable: true })
  readonly orderBy?: CaseOrder[] | null;
}
