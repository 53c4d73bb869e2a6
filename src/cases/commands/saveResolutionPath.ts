import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { permitSettings, type SaveLabel, saveLabel } from "../settings.steps";

/** Adds a way in which cases end, or changes the one with this key. By SETTINGS_MANAGE. */
export function saveResolutionPath(ctx: Ctx, input: SaveLabel) {
  return transact(ctx, async (work) => {
    permitSettings(work);
    return { path: await saveLabel(work, "resolution_path", 22, input) };
  });
}
