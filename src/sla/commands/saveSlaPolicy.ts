import { calendarByKey } from "../../calendars/calendar.queries";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { followRevision } from "../rederivation.steps";
import { SlaChangeScope } from "../slaPolicy.entity";
import { wrongTargets, type WrittenTarget } from "../targets";

type Given<T> = { readonly [K in keyof T]?: T[K] | null };

/** What is left out of a policy that is there stays as it is; targets and calendar are always given whole. */
export interface SaveSlaPolicy {
  readonly key: string;
  readonly name: string;
  readonly isDefault?: boolean | null;
  readonly active?: boolean | null;
  readonly targets: readonly (Pick<WrittenTarget, "priority"> & Given<Omit<WrittenTarget, "priority">>)[];
  /** By key. */
  readonly calendar: string;
  readonly warnAfter?: number | null;
  readonly pauseOnHold?: boolean | null;
  readonly onReactivation?: string | null;
  /** Whether standing clocks follow; OPEN_CLOCKS unless told. */
  readonly applyTo?: SlaChangeScope;
}

/** From what presses to what can wait. */
const PRIORITIES = ["URGENT", "HIGH", "NORMAL", "LOW"];

conflictOn("sla_policy_default", "Somebody else made another policy the default.");

interface Saved {
  readonly id: string;
  readonly revision: number;
}

interface Row {
  readonly id: string;
  readonly is_default: boolean;
}

/**
 * Adds a policy, or changes the one with this key; open clocks follow in the background, unless it is for new cases only. By
 * SLA_MANAGE. A default takes that place from the one before; CONFLICT
 * where the default would be deactivated, or there would be none.
 */
export function saveSlaPolicy(ctx: Ctx, input: SaveSlaPolicy) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SLA_MANAGE);
    const targets = input.targets.map(
      ({ priority, firstResponse, firstResponseDays, resolution, resolutionDays }): WrittenTarget => ({
        priority,
        firstResponse: firstResponse ?? null,
        firstResponseDays: firstResponseDays ?? null,
        resolution: resolution ?? null,
        resolutionDays: resolutionDays ?? null,
      }),
    );
    const wrong = wrongTargets(targets, "input.targets");
    if (wrong.length > 0) throw invalid(...wrong);
    targets.sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
    const calendar = await calendarByKey(work, input.calendar, "input.calendar");
    const row = await work.one<Row>(
      sql`SELECT id, is_default FROM sla_policy WHERE key = ${input.key} FOR NO KEY UPDATE`,
    );
    await takeDefault(work, input, row);
    const { id, revision } = await write(work, input, calendar, JSON.stringify(targets));
    const follows = (input.applyTo ?? SlaChangeScope.OPEN_CLOCKS) === SlaChangeScope.OPEN_CLOCKS;
    if (row && follows && (await leftBehind(work, id, revision))) await followRevision(work, id, revision);
    return { policy: id };
  });
}

/** Whether clocks run under an earlier revision: also those that a change before this one was not applied to. */
const leftBehind = async (work: Work, id: string, revision: number): Promise<boolean> =>
  (await work.one(sql`
    SELECT 1 FROM sla_clock WHERE policy_id = ${id} AND policy_revision < ${revision}
      AND met_at IS NULL AND canceled_at IS NULL LIMIT 1`)) !== undefined;

/** There is exactly one default, and it is active. */
async function takeDefault(work: Work, input: SaveSlaPolicy, row: Row | undefined): Promise<void> {
  const isDefault = input.isDefault ?? row?.is_default ?? false;
  if (row?.is_default && !isDefault) throw conflict("Make another policy the default instead.");
  if (isDefault && input.active === false) throw conflict("The default policy cannot be deactivated.");
  if (!isDefault || row?.is_default) return;
  await work.query(sql`UPDATE sla_policy SET is_default = false, updated_at = ${work.now} WHERE is_default`);
}

async function write(work: Work, input: SaveSlaPolicy, calendar: string, targets: string): Promise<Saved> {
  const { warnAfter = null, pauseOnHold = null, onReactivation = null } = input;
  // A default that is made so comes back into use, unless told otherwise, which is refused above.
  const active = input.active ?? (input.isDefault ? true : null);
  const saved = await work.one<Saved>(sql`
    INSERT INTO sla_policy AS p (id, key, name, is_default, active, targets, calendar_id, warn_after, pause_on_hold,
      on_reactivation, created_at, updated_at)
    VALUES (${newId(31)}, ${input.key}, ${input.name}, ${input.isDefault ?? false}, ${active ?? true},
      ${targets}::jsonb, ${calendar}::uuid, coalesce(${warnAfter}::float8, 0.75), coalesce(${pauseOnHold}::boolean, true),
      coalesce(${onReactivation}::text, 'CONTINUE'), ${work.now}, ${work.now})
    ON CONFLICT (key) DO UPDATE SET name = excluded.name,
      is_default = coalesce(${input.isDefault ?? null}::boolean, p.is_default),
      active = coalesce(${active}::boolean, p.active),
      targets = excluded.targets, calendar_id = excluded.calendar_id,
      warn_after = coalesce(${warnAfter}::float8, p.warn_after),
      pause_on_hold = coalesce(${pauseOnHold}::boolean, p.pause_on_hold),
      on_reactivation = coalesce(${onReactivation}::text, p.on_reactivation),
      -- What no clock is derived from makes no new revision.
      revision = p.revision + (p.targets <> excluded.targets OR p.calendar_id <> excluded.calendar_id
        OR p.warn_after <> coalesce(${warnAfter}::float8, p.warn_after)
        OR p.pause_on_hold <> coalesce(${pauseOnHold}::boolean, p.pause_on_hold)
        OR p.on_reactivation <> coalesce(${onReactivation}::text, p.on_reactivation))::int,
      updated_at = excluded.updated_at
    RETURNING id, revision`);
  const { id } = saved!;
  await work.query(sql`
    INSERT INTO sla_policy_revision
    SELECT id, revision, targets, calendar_id, warn_after, pause_on_hold, on_reactivation, ${work.now}
    FROM sla_policy WHERE id = ${id}
    ON CONFLICT (policy_id, revision) DO NOTHING`);
  return saved!;
}
