import { ArrayMaxSize, Max, Min } from "class-validator";
import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { Priority } from "../cases/settings.entity";
import { DurationScalar } from "../platform/scalars/time";
import { Key, Line } from "../platform/validate";
import type { SaveSlaPolicy } from "./commands/saveSlaPolicy";
import { SlaOnReactivation, SlaPolicy } from "./slaPolicy.entity";

@InputType({ description: "For each clock working time or business days: at most one of the two." })
export class SlaTargetInput {
  @Field(() => Priority)
  readonly priority!: Priority;

  @Field(() => DurationScalar, { nullable: true })
  readonly firstResponse?: string | null;

  @Field(() => Int, { nullable: true })
  readonly firstResponseDays?: number | null;

  @Field(() => DurationScalar, { nullable: true })
  readonly resolution?: string | null;

  @Field(() => Int, { nullable: true })
  readonly resolutionDays?: number | null;
}

@InputType({ description: "When new: warnAfter 0.75, pauseOnHold true, onReactivation CONTINUE." })
export class SlaPolicyInput implements SaveSlaPolicy {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => Boolean, { nullable: true })
  readonly isDefault?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  readonly active?: boolean | null;

  @Field(() => [SlaTargetInput])
  @ArrayMaxSize(20)
  readonly targets!: SlaTargetInput[];

  @Field(() => String, { description: "By key." })
  readonly calendar!: string;

  @Field(() => Float, { nullable: true })
  @Min(0)
  @Max(1)
  readonly warnAfter?: number | null;

  @Field(() => Boolean, { nullable: true })
  readonly pauseOnHold?: boolean | null;

  @Field(() => SlaOnReactivation, { nullable: true })
  readonly onReactivation?: SlaOnReactivation | null;
}

@ObjectType({ description: "The policy as it is now." })
export class SlaPolicyPayload {
  @Field(() => SlaPolicy)
  readonly policy!: SlaPolicy;
}
