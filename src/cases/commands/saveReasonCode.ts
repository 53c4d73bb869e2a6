import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { permitSettings, type SaveLabel, saveLabel } from "../settings.steps";

/** Adds a reason, or changes the one with this key. By SETTINGS_MANAGE. */
export function saveReasonCode(ctx: Ctx, input: SaveLabel) {
  return transact(ctx, async (work) => {
    permitSettings(work);
    return { reason: await saveLabel(work, "reason_code", 21, input) };
  });
}
