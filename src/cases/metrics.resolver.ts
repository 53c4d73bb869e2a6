import { Args, ArgsType, Field, Float, Int, ObjectType, Query, Resolver } from "type-graphql";
import { Computed, compiled, Rows } from "../platform/read/declare";
import { TimeZoneScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";
import { Case } from "./case.entity";
import { CaseFilter } from "./caseFilter.inputs";
import { CaseGrouping, CaseInstant, caseMetrics } from "./metrics.queries";

@ObjectType({ description: "Figures of a group of cases; times are by the wall clock." })
export class CaseMetric {
  @Field(() => String, {
    nullable: true,
    description: "The group's key or id, or the first day of its span; null: none, such as unassigned.",
  })
  @Computed((group) => sql`${group}.key`)
  readonly key!: string | null;

  @Field(() => String)
  @Computed((group) => sql`${group}.label`)
  readonly label!: string;

  @Field(() => Int)
  @Computed((group) => sql`${group}.count`)
  readonly count!: number;

  @Field(() => Int, { description: "NEW, OPEN or ON_HOLD." })
  @Computed((group) => sql`${group}.open_count`)
  readonly openCount!: number;

  @Field(() => Int, { description: "With the resolution clock BREACHED or MET_LATE." })
  @Computed((group) => sql`${group}.breached_count`)
  readonly breachedCount!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Of those with the resolution clock MET, MET_LATE or BREACHED the share that is MET, 0 to 1; null: none.",
  })
  @Computed((group) => sql`${group}.met_rate`)
  readonly slaMetRate!: number | null;

  @Field(() => Float, { nullable: true, description: "From opening to the first public answer of staff." })
  @Computed((group) => sql`${group}.response`)
  readonly meanFirstResponseHours!: number | null;

  @Field(() => Float, { nullable: true, description: "From opening to resolution, of those resolved." })
  @Computed((group) => sql`${group}.resolution`)
  readonly meanResolutionHours!: number | null;

  @Field(() => Float, { nullable: true })
  @Computed((group) => sql`${group}.median`)
  readonly medianResolutionHours!: number | null;

  @Field(() => Float, { nullable: true, description: "1 to 5, of those rated." })
  @Computed((group) => sql`${group}.satisfaction`)
  readonly meanSatisfaction!: number | null;
}

@ArgsType()
class CaseMetricArgs {
  @Field(() => CaseGrouping)
  readonly groupBy!: CaseGrouping;

  @Field(() => CaseFilter, { nullable: true })
  readonly filter?: CaseFilter | null;

  @Field(() => CaseInstant, { defaultValue: CaseInstant.OPENED })
  readonly over!: CaseInstant;

  @Field(() => TimeZoneScalar, { nullable: true })
  readonly timeZone?: string | null;

  @Field(() => Int, { defaultValue: 50, description: "1 to 500." })
  readonly first!: number;
}

@Resolver()
export class CaseMetricsResolver {
  @Query(() => [CaseMetric], {
    description:
      "The largest groups, or the latest days, weeks or months (of `over`, in `timeZone`, by default the viewer's). Of cases that the viewer sees; nothing for customers.",
  })
  @Rows(caseMetrics, () => Case)
  caseMetrics(@Args(() => CaseMetricArgs) _args: CaseMetricArgs): CaseMetric[] {
    return compiled();
  }
}
