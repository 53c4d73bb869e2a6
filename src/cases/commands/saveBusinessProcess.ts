import { conflict, invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { REQUIRABLE } from "../process.rules";
import { permitSettings } from "../settings.steps";

export interface SaveStage {
  readonly key: string;
  readonly name: string;
  readonly requiredFields?: readonly string[] | null;
}

export interface SaveBusinessProcess {
  readonly key: string;
  readonly name: string;
  /** In their order; they replace those that are there, matched by key. */
  readonly stages: readonly SaveStage[];
  /** When new: true. */
  readonly active?: boolean | null;
}

/** Adds a process, or changes the one with this key. A stage that a case stands in is not taken away. By SETTINGS_MANAGE. */
export function saveBusinessProcess(ctx: Ctx, input: SaveBusinessProcess) {
  return transact(ctx, async (work) => {
    permitSettings(work);
    mustMakeSense(input.stages);
    const saved = await work.one<{ id: string }>(sql`
      INSERT INTO business_process AS p (id, key, name, active, created_at, updated_at)
      VALUES (${newId(37)}, ${input.key}, ${input.name}, coalesce(${input.active ?? null}::boolean, true), ${work.now}, ${work.now})
      ON CONFLICT (key) DO UPDATE SET name = excluded.name, active = coalesce(${input.active ?? null}::boolean, p.active),
        updated_at = excluded.updated_at
      RETURNING id`);
    await saveStages(work, saved!.id, input);
    return { process: saved!.id };
  });
}

function mustMakeSense(stages: readonly SaveStage[]): void {
  const keys = new Set<string>();
  const violations = stages.flatMap((stage, i) => {
    const twice = keys.has(stage.key);
    keys.add(stage.key);
    return [
      ...(twice ? [{ path: `input.stages.${i}.key`, rule: "unique", message: `\`${stage.key}\` is there twice` }] : []),
      ...(stage.requiredFields ?? []).flatMap((field, n) =>
        REQUIRABLE.includes(field)
          ? []
          : [
              {
                path: `input.stages.${i}.requiredFields.${n}`,
                rule: "field",
                message: `\`${field}\` is no field that a stage can require; these are: ${REQUIRABLE.join(", ")}`,
              },
            ],
      ),
    ];
  });
  if (violations.length > 0) throw invalid(...violations);
}

async function saveStages(work: Work, processId: string, input: SaveBusinessProcess): Promise<void> {
  // FOR UPDATE waits for cases that are just entering a stage, so that one that is in use is seen to be.
  const standing = await work.query<{ id: string; key: string; used: boolean }>(
    sql`SELECT id, key FROM process_stage WHERE process_id = ${processId} ORDER BY id FOR UPDATE`,
  );
  const kept = new Set(input.stages.map((stage) => stage.key));
  const gone = standing.filter((stage) => !kept.has(stage.key));
  if (gone.length > 0) {
    const ids = gone.map((stage) => stage.id);
    const used = await work.one<{ key: string }>(sql`SELECT s.key FROM process_stage s WHERE s.id = ANY (${ids}::uuid[])
      AND EXISTS (SELECT FROM service_case c WHERE c.stage_id = s.id) ORDER BY s.position LIMIT 1`);
    if (used) throw conflict(`Cases stand in the stage \`${used.key}\`: it cannot be taken away.`);
    await work.query(sql`DELETE FROM process_stage WHERE id = ANY (${ids}::uuid[])`);
  }
  for (const [i, stage] of input.stages.entries())
    await work.query(sql`INSERT INTO process_stage AS s (process_id, key, name, position, required_fields)
      VALUES (${processId}, ${stage.key}, ${stage.name}, ${i + 1}, ${[...new Set(stage.requiredFields ?? [])]}::text[])
      ON CONFLICT (process_id, key) DO UPDATE SET name = excluded.name, position = excluded.position,
        required_fields = ${stage.requiredFields === undefined ? sql`s.required_fields` : sql`excluded.required_fields`}`);
}
