import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { policyByKey } from "../../sla/slaPolicy.queries";
import { settingByKey } from "../case.queries";
import type { Priority } from "../settings.entity";
import { permitSettings, type SaveLabel, saveLabel } from "../settings.steps";

/** When new: priority NORMAL, no process, no policy of its own, every switch off. */
export interface SaveCaseType extends SaveLabel {
  /** By key; null: none. */
  readonly process?: string | null;
  readonly defaultPriority?: Priority | null;
  /** By key; null: the default policy. */
  readonly slaPolicy?: string | null;
  readonly requiresEntitlement?: boolean | null;
  readonly confidential?: boolean | null;
  readonly putsAssetInRepair?: boolean | null;
  readonly resolveInLastStageOnly?: boolean | null;
}

/** Adds a type, or changes the one with this key; cases that are there stay in their process and under their policy. By SETTINGS_MANAGE. */
export function saveCaseType(ctx: Ctx, input: SaveCaseType) {
  return transact(ctx, async (work) => {
    permitSettings(work);
    const { process, policy } = await mustExist(work, {
      process: input.process != null && settingByKey("input.process", "business_process", "process", input.process),
      policy: input.slaPolicy != null && policyByKey("input.slaPolicy", input.slaPolicy),
    });
    const type = await saveLabel(work, "case_type", 19, input);
    await work.query(sql`UPDATE case_type SET
      process_id = CASE WHEN ${input.process !== undefined}::boolean THEN ${process}::uuid ELSE process_id END,
      sla_policy_id = CASE WHEN ${input.slaPolicy !== undefined}::boolean THEN ${policy}::uuid ELSE sla_policy_id END,
      default_priority = coalesce(${input.defaultPriority ?? null}::priority, default_priority),
      requires_entitlement = coalesce(${input.requiresEntitlement ?? null}::boolean, requires_entitlement),
      confidential = coalesce(${input.confidential ?? null}::boolean, confidential),
      puts_asset_in_repair = coalesce(${input.putsAssetInRepair ?? null}::boolean, puts_asset_in_repair),
      resolve_in_last_stage_only = coalesce(${input.resolveInLastStageOnly ?? null}::boolean, resolve_in_last_stage_only)
      WHERE id = ${type}`);
    return { type };
  });
}
