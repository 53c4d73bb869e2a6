import { Permission } from "../platform/access/permissions";
import { permit } from "../platform/access/viewer";
import { conflict } from "../platform/errors";
import { newId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** What every setting has; what is left out of one that is there stays as it is. */
export interface SaveLabel {
  readonly key: string;
  readonly name: string;
  /** When new: behind all others. */
  readonly position?: number | null;
  /** When new: true. */
  readonly active?: boolean | null;
}

/** What new cases and imports fall back on: it stays in use. */
const FALLBACK = "other";

export const permitSettings = (work: Work): void => {
  if (work.ctx.viewer) permit(work.ctx.viewer, Permission.SETTINGS_MANAGE);
};

/** Adds a setting to its table, or changes the one with this key; answers its id. */
export async function saveLabel(work: Work, table: string, type: number, input: SaveLabel): Promise<string> {
  if (input.key === FALLBACK && input.active === false)
    throw conflict(`\`${FALLBACK}\` is what stands where nothing is named: it stays active.`);
  const { position = null, active = null } = input;
  const row = await work.one<{ id: string }>(sql`
    INSERT INTO ${raw(table)} AS s (id, key, name, position, active)
    VALUES (${newId(type)}, ${input.key}, ${input.name},
      coalesce(${position}::int, (SELECT coalesce(max(position), 0) + 1 FROM ${raw(table)})), coalesce(${active}::boolean, true))
    ON CONFLICT (key) DO UPDATE SET name = excluded.name, position = coalesce(${position}::int, s.position),
      active = coalesce(${active}::boolean, s.active)
    RETURNING id`);
  return row!.id;
}

export interface SavedStatus {
  readonly id: string;
  readonly position: number;
}

/** The row of a status; `next` are ids, null among them for the status itself, and undefined leaves them as they are. */
export async function saveStatusRow(
  work: Work,
  input: SaveLabel & { readonly state: string; readonly color?: string | null; readonly isDefault?: boolean | null },
  next: readonly (string | null)[] | undefined,
): Promise<SavedStatus> {
  const { position = null, active = null, color = null, isDefault = null } = input;
  const id = newId(18);
  const saved = await work.one<SavedStatus>(sql`
    INSERT INTO case_status AS s (id, key, name, state, color, position, is_default, active)
    VALUES (${id}, ${input.key}, ${input.name}, ${input.state}, coalesce(${color}::text, '#6b7280'),
      coalesce(${position}::int, (SELECT coalesce(max(position), 0) + 1 FROM case_status)),
      coalesce(${isDefault}::boolean, false), coalesce(${active}::boolean, true))
    ON CONFLICT (key) DO UPDATE SET name = excluded.name, state = excluded.state,
      color = coalesce(${color}::text, s.color), position = coalesce(${position}::int, s.position),
      is_default = coalesce(${isDefault}::boolean, s.is_default), active = coalesce(${active}::boolean, s.active)
    RETURNING id, position`);
  if (next)
    await work.query(sql`UPDATE case_status SET allowed_next = ${next.map((one) => one ?? saved!.id)}::uuid[]
      WHERE id = ${saved!.id}`);
  return saved!;
}
