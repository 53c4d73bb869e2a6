import { Arg, Query, Resolver } from "type-graphql";
import { compiled, List } from "../platform/read/declare";
import type { EntityClass } from "../platform/read/scope";
import { sql } from "../platform/sql";
import { CaseCategory, CaseStatus, CaseType, ReasonCode, ResolutionPath } from "./settings.entity";

/** A setting in its order; what is out of use only when asked for. */
const InOrder = (of: () => EntityClass) =>
  List({
    of,
    where: (setting, _row, _scope, args) => sql`(${setting}.active OR ${args.includeInactive!.sql})`,
    order: (setting) => sql`${setting}.position, ${setting}.key`,
  });

const inactive = () => Arg("includeInactive", () => Boolean, { defaultValue: false });

@Resolver()
export class CaseSettingsResolver {
  @Query(() => [CaseStatus])
  @InOrder(() => CaseStatus)
  caseStatuses(@inactive() _includeInactive: boolean): CaseStatus[] {
    return compiled();
  }

  @Query(() => [CaseType])
  @InOrder(() => CaseType)
  caseTypes(@inactive() _includeInactive: boolean): CaseType[] {
    return compiled();
  }

  @Query(() => [CaseCategory])
  @InOrder(() => CaseCategory)
  caseCategories(@inactive() _includeInactive: boolean): CaseCategory[] {
    return compiled();
  }

  @Query(() => [ReasonCode])
  @InOrder(() => ReasonCode)
  reasonCodes(@inactive() _includeInactive: boolean): ReasonCode[] {
    return compiled();
  }

  @Query(() => [ResolutionPath])
  @InOrder(() => ResolutionPath)
  resolutionPaths(@inactive() _includeInactive: boolean): ResolutionPath[] {
    return compiled();
  }
}
