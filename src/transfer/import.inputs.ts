import { Field, InputType, Int, ObjectType } from "type-graphql";
import { Channel } from "../cases/case.entity";
import { Priority } from "../cases/settings.entity";
import { EmailAddressScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import type { CaseRow } from "./caseRow.rules";
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

@ObjectType()
export class ImportPayload {
  @Field(() => ImportRun)
  readonly run!: ImportRun;
}
