import { Field, InputType, Int, ObjectType } from "type-graphql";
import { AssetStatus } from "../assets/asset.entity";
import { Channel } from "../cases/case.entity";
import { Priority } from "../cases/settings.entity";
import { CustomerKind } from "../people/customer.entity";
import { EmailAddressScalar } from "../platform/scalars/text";
import { JsonObjectScalar } from "../platform/scalars/json";
import { DateScalar, DateTimeScalar, TimeZoneScalar } from "../platform/scalars/time";
import type { CaseRow } from "./caseRow.rules";
import type { PersonRow } from "./personRow.rules";
import type { AssetRow } from "./commands/importAssets";
import type { CommentRow } from "./commands/importComments";
import type { CustomerRow } from "./commands/importCustomers";
import { ImportRun } from "./importRun.entity";

/** Rules beyond the types are checked row by row (caseRow.rules.ts), so that one bad row does not refuse its batch. */
@InputType({
  description:
    "History may be given: an import keeps the instants it is told, sends no notification and re-derives the clocks. What is left out stays as it is; null clears it. An instant that the told status does not have, such as closedAt of an open case, is not kept.",
})
export class ImportCaseInput implements CaseRow {
  @Field(() => String, { description: "1 to 255 characters." })
  readonly externalId!: string;
  @Field(() => String, { description: "1 to 255 characters." })
  readonly title!: string;
  @Field(() => String, { nullable: true })
  readonly description?: string | null;
  @Field(() => String, { nullable: true })
  readonly type?: string | null;
  @Field(() => String, { nullable: true })
  readonly reason?: string | null;
  @Field(() => String, { nullable: true })
  readonly category?: string | null;
  @Field(() => String, {
    nullable: true,
    description: "By key; when new what the instants mean, else the default of NEW.",
  })
  readonly status?: string | null;
  @Field(() => Priority, { nullable: true })
  readonly priority?: Priority | null;
  @Field(() => Channel, { nullable: true, description: "IMPORT unless given." })
  readonly channel?: Channel | null;
  @Field(() => [String], { nullable: true })
  readonly tags?: string[] | null;
  @Field(() => String, { nullable: true })
  readonly customerExternalId?: string | null;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly contactEmail?: string | null;
  @Field(() => String, { nullable: true })
  readonly assetTag?: string | null;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly assigneeEmail?: string | null;
  @Field(() => String, { nullable: true })
  readonly team?: string | null;
  @Field(() => String, { nullable: true, description: "Of an unfinished case; null takes it off." })
  readonly queue?: string | null;
  @Field(() => String, { nullable: true })
  readonly branch?: string | null;
  @Field(() => String, { nullable: true })
  readonly orderNumber?: string | null;
  @Field(() => String, { nullable: true })
  readonly productSku?: string | null;
  @Field(() => String, { nullable: true })
  readonly workOrderNumber?: string | null;
  @Field(() => String, { nullable: true })
  readonly parentExternalId?: string | null;
  @Field(() => Boolean, { nullable: true })
  readonly confidential?: boolean | null;
  @Field(() => String, { nullable: true })
  readonly holdReason?: string | null;
  @Field(() => String, { nullable: true })
  readonly cancelReason?: string | null;
  @Field(() => Int, { nullable: true })
  readonly escalationLevel?: number | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly openedAt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly firstRespondedAt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly resolvedAt?: Date | null;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly resolvedByEmail?: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly closedAt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly canceledAt?: Date | null;
  @Field(() => String, { nullable: true, description: "`other` unless given." })
  readonly resolutionPath?: string | null;
  @Field(() => String, { nullable: true })
  readonly resolutionNotes?: string | null;
  @Field(() => Int, { nullable: true, description: "1 to 5." })
  readonly satisfaction?: number | null;
  @Field(() => Int, { nullable: true })
  readonly reopenCount?: number | null;
}

@InputType({
  description:
    "A comment on a case that is there, as it was said then; the author is left out where nobody here said it.",
})
export class ImportCommentInput implements CommentRow {
  @Field(() => String)
  readonly externalId!: string;
  @Field(() => String, { description: "The case's externalId, or its id." })
  readonly caseExternalId!: string;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly authorEmail?: string | null;
  @Field(() => String, { description: "At most 100,000 characters." })
  readonly body!: string;
  @Field(() => Boolean)
  readonly internal!: boolean;
  @Field(() => DateTimeScalar)
  readonly createdAt!: Date;
}

@InputType({
  description:
    "What is left out stays as it is; null clears it. `fields` merges by key; null takes a value away. Found by externalId, else by our own id.",
})
export class ImportAssetInput implements AssetRow {
  @Field(() => String)
  readonly externalId!: string;
  @Field(() => String)
  readonly tag!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, { nullable: true })
  readonly serialNumber?: string | null;
  @Field(() => String, { description: "By key." })
  readonly type!: string;
  @Field(() => AssetStatus, { nullable: true, description: "When new: IN_SERVICE." })
  readonly status?: AssetStatus | null;
  @Field(() => String, { nullable: true })
  readonly customerExternalId?: string | null;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly holderEmail?: string | null;
  @Field(() => String, { nullable: true })
  readonly productSku?: string | null;
  @Field(() => String, { nullable: true, description: "Of an asset that is there, or of an earlier row." })
  readonly parentTag?: string | null;
  @Field(() => String, { nullable: true })
  readonly location?: string | null;
  @Field(() => DateScalar, { nullable: true })
  readonly purchasedOn?: string | null;
  @Field(() => DateScalar, { nullable: true })
  readonly warrantyUntil?: string | null;
  @Field(() => JsonObjectScalar, { nullable: true })
  readonly fields?: Record<string, unknown> | null;
  @Field(() => String, { nullable: true })
  readonly notes?: string | null;
}

@InputType({
  description:
    "What is left out stays as it is, null clears it, a list replaces the whole list. Roles, and the e-mail address and activity of who has a role, are taken by ACCESS_MANAGE only. Found by externalId, else by our own id.",
})
export class ImportPersonInput implements PersonRow {
  @Field(() => String)
  readonly externalId!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly email?: string | null;
  @Field(() => String, { nullable: true })
  readonly phone?: string | null;
  @Field(() => String, { nullable: true })
  readonly title?: string | null;
  @Field(() => TimeZoneScalar, { nullable: true, description: "When new: the branch's, else UTC." })
  readonly timeZone?: string | null;
  @Field(() => String, { nullable: true })
  readonly locale?: string | null;
  @Field(() => [String], { nullable: true, description: "By key." })
  readonly roles?: string[] | null;
  @Field(() => String, { nullable: true })
  readonly customerExternalId?: string | null;
  @Field(() => String, { nullable: true, description: "By key." })
  readonly branch?: string | null;
  @Field(() => [String], { nullable: true, description: "By key." })
  readonly teams?: string[] | null;
  @Field(() => [String], { nullable: true, description: "By name." })
  readonly skills?: string[] | null;
  @Field(() => Int, { nullable: true })
  readonly capacity?: number | null;
  @Field(() => Boolean, { nullable: true, description: "When new: true. False hands the open work back." })
  readonly active?: boolean | null;
}

@InputType({
  description: "What is left out stays as it is; null clears it. Found by externalId, else by our own id.",
})
export class ImportCustomerInput implements CustomerRow {
  @Field(() => String)
  readonly externalId!: string;
  @Field(() => CustomerKind, { nullable: true, description: "When new: ORGANIZATION." })
  readonly kind?: CustomerKind | null;
  @Field(() => String)
  readonly name!: string;
  @Field(() => EmailAddressScalar, { nullable: true })
  readonly email?: string | null;
  @Field(() => String, { nullable: true })
  readonly phone?: string | null;
  @Field(() => String, { nullable: true })
  readonly address?: string | null;
  @Field(() => TimeZoneScalar, { nullable: true })
  readonly timeZone?: string | null;
  @Field(() => String, { nullable: true, description: "By key." })
  readonly branch?: string | null;
  @Field(() => [String], { nullable: true })
  readonly tags?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: "When new: true." })
  readonly active?: boolean | null;
}

@ObjectType()
export class ImportPayload {
  @Field(() => ImportRun)
  readonly run!: ImportRun;
}
