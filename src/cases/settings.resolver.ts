import { Arg, Ctx as Context, Mutation, Query, Resolver } from "type-graphql";
import { compiled, List } from "../platform/read/declare";
import type { EntityClass } from "../platform/read/scope";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { saveBusinessProcess } from "./commands/saveBusinessProcess";
import { saveCaseCategory } from "./commands/saveCaseCategory";
import { saveCaseStatus } from "./commands/saveCaseStatus";
import { saveCaseType } from "./commands/saveCaseType";
import { saveReasonCode } from "./commands/saveReasonCode";
import { saveResolutionPath } from "./commands/saveResolutionPath";
import { BusinessProcess } from "./process.entity";
import {
  BusinessProcessInput,
  BusinessProcessPayload,
  CaseCategoryInput,
  CaseCategoryPayload,
  CaseStatusInput,
  CaseStatusPayload,
  CaseTypeInput,
  CaseTypePayload,
  LabelInput,
  ReasonCodePayload,
  ResolutionPathPayload,
} from "./settings.inputs";
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

  @Query(() => [BusinessProcess])
  @List({
    of: () => BusinessProcess,
    where: (process, _row, _scope, args) => sql`(${process}.active OR ${args.includeInactive!.sql})`,
    order: (process) => sql`${process}.name, ${process}.key`,
  })
  businessProcesses(@inactive() _includeInactive: boolean): BusinessProcess[] {
    return compiled();
  }

  @Mutation(() => CaseStatusPayload, { description: "Adds a status, or changes the one with this key." })
  saveCaseStatus(@Arg("input", () => CaseStatusInput) input: CaseStatusInput, @Context() ctx: Ctx) {
    return saveCaseStatus(ctx, input);
  }

  @Mutation(() => CaseTypePayload, { description: "Adds a type, or changes the one with this key." })
  saveCaseType(@Arg("input", () => CaseTypeInput) input: CaseTypeInput, @Context() ctx: Ctx) {
    return saveCaseType(ctx, input);
  }

  @Mutation(() => CaseCategoryPayload, { description: "Adds a category, or changes the one with this key." })
  saveCaseCategory(@Arg("input", () => CaseCategoryInput) input: CaseCategoryInput, @Context() ctx: Ctx) {
    return saveCaseCategory(ctx, input);
  }

  @Mutation(() => ReasonCodePayload, { description: "Adds a reason, or changes the one with this key." })
  saveReasonCode(@Arg("input", () => LabelInput) input: LabelInput, @Context() ctx: Ctx) {
    return saveReasonCode(ctx, input);
  }

  @Mutation(() => ResolutionPathPayload, { description: "Adds a resolution path, or changes the one with this key." })
  saveResolutionPath(@Arg("input", () => LabelInput) input: LabelInput, @Context() ctx: Ctx) {
    return saveResolutionPath(ctx, input);
  }

  @Mutation(() => BusinessProcessPayload, { description: "Adds a process, or changes the one with this key." })
  saveBusinessProcess(@Arg("input", () => BusinessProcessInput) input: BusinessProcessInput, @Context() ctx: Ctx) {
    return saveBusinessProcess(ctx, input);
  }
}
