import { conflict, invalid } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { MOVE_STATUS } from "../status.steps";
import type { CaseState } from "../settings.entity";
import { permitSettings, type SaveLabel, saveStatusRow } from "../settings.steps";

export interface SaveCaseStatus extends SaveLabel {
  readonly state: CaseState;
  /** When new: grey. */
  readonly color?: string | null;
  /** True takes that place from the one before. */
  readonly isDefault?: boolean | null;
  /** By key; none, and null: whatever the state's own rules allow. */
  readonly allowedNext?: readonly string[] | null;
}

interface Standing {
  readonly id: string;
  readonly state: CaseState;
  readonly is_default: boolean;
  readonly position: number;
}

/** Adds a status, or changes the one with this key. Every state keeps exactly one default. By SETTINGS_MANAGE. */
export function saveCaseStatus(ctx: Ctx, input: SaveCaseStatus) {
  return transact(ctx, async (work) => {
    permitSettings(work);
    // All of them: who becomes a state's default takes that place from another. FOR UPDATE waits for cases that are just
    // getting a status, so that what is in use is seen to be.
    const all = await work.query<Standing & { key: string }>(
      sql`SELECT id, key, state, is_default, position FROM case_status ORDER BY id FOR UPDATE`,
    );
    const standing = all.find((status) => status.key === input.key);
    if (standing) await mayChange(work, standing, input);
    const next = input.allowedNext?.map((key) => all.find((status) => status.key === key)?.id ?? null);
    const missing = (input.allowedNext ?? []).flatMap((key, i) =>
      next![i] === null && key !== input.key
        ? [{ path: `input.allowedNext.${i}`, rule: "exists", message: `no status has the key \`${key}\`` }]
        : [],
    );
    if (missing.length > 0) throw invalid(...missing);
    if (input.isDefault && input.active === false)
      throw invalid({ path: "input.active", rule: "default", message: "a default is active" });
    if (input.isDefault)
      await work.query(
        sql`UPDATE case_status SET is_default = false WHERE state = ${input.state} AND is_default AND key <> ${input.key}`,
      );
    const saved = await saveStatusRow(work, input, input.allowedNext === undefined ? undefined : (next ?? []));
    if (standing && saved.position !== standing.position) await work.timer(MOVE_STATUS, saved.id, work.now);
    return { status: saved.id };
  });
}

async function mayChange(work: Work, standing: Standing, input: SaveCaseStatus): Promise<void> {
  const moved = input.state !== standing.state;
  if (standing.is_default && (moved || input.isDefault === false || input.active === false))
    throw conflict(
      `\`${input.key}\` is the default of ${standing.state}: make another its default before this one is ${moved ? "moved" : "taken out"}.`,
    );
  if (!moved) return;
  const used = await work.one(sql`SELECT 1 FROM service_case WHERE status_id = ${standing.id} LIMIT 1`);
  if (used) throw conflict(`Cases have the status \`${input.key}\`: its state stays ${standing.state}.`);
}
