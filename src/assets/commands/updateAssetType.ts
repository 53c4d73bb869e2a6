import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { ErrorCode, invalid, notFound, Refusal, type Violation } from "../../platform/errors";
import { sql, TRUE } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import type { FieldDefinition } from "../asset.entity";
import { definitions, type FieldDefinitionGiven, stricter, valueViolations } from "../fields.rules";

/** What is left out stays, null clears; `fields` replaces the whole list. */
export interface UpdateAssetType {
  readonly name?: string;
  readonly description?: string | null;
  readonly fields?: readonly FieldDefinitionGiven[] | null;
  readonly active?: boolean;
}

interface Standing {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly active: boolean;
  readonly fields: readonly FieldDefinition[];
}

/**
 * Changes a kind of asset. Refused where standing assets would break the new fields, naming them: values that a stricter
 * field does not take, and values of a field that is no more, for nothing is thrown away on the quiet. What is only more
 * generous (an optional field, an option, a label) looks at no asset. By SETTINGS_MANAGE.
 */
export function updateAssetType(ctx: Ctx, { key, input }: { key: string; input: UpdateAssetType }) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SETTINGS_MANAGE);
    // Whoever writes an asset of this type holds a key share on it: they are waited for, and wait until this is done.
    const type = await work.one<Standing>(
      sql`SELECT id, name, description, active, fields FROM asset_type WHERE key = ${key} FOR UPDATE`,
    );
    if (!type) throw notFound("The asset type");
    const { fields, violations } =
      input.fields === undefined
        ? { fields: type.fields, violations: [] }
        : definitions(input.fields ?? [], "input.fields");
    if (violations.length > 0) throw invalid(...violations);
    if (input.fields !== undefined) await keepAssets(work, type, fields);
    const description = input.description === undefined ? type.description : input.description;
    await work.query(sql`UPDATE asset_type SET name = ${input.name ?? type.name}, description = ${description},
      active = ${input.active ?? type.active}, fields = ${JSON.stringify(fields)}, updated_at = ${work.now}
      WHERE id = ${type.id}`);
    return { assetType: type.id };
  });
}

/** Assets that one statement looks at, and violations that one refusal names. */
const BATCH = 2000;
const MOST_NAMED = 100;

async function keepAssets(work: Work, type: Standing, now: readonly FieldDefinition[]): Promise<void> {
  const { fields, gone } = stricter(type.fields, now);
  if (fields.length + gone.length === 0) return;
  const keys = [...fields.map((field) => field.key), ...gone];
  const holding = fields.length > 0 ? TRUE : sql`a.fields ?| ${gone}::text[]`;
  const broken: Violation[] = [];
  let last = { tag: "", id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const assets = await work.query<{ id: string; tag: string; values: Record<string, unknown> }>(sql`
      SELECT a.id, a.tag, (SELECT coalesce(jsonb_object_agg(said.key, said.value), '{}') FROM jsonb_each(a.fields) said
        WHERE said.key = ANY (${keys}::text[])) AS values
      FROM asset a WHERE a.type_id = ${type.id} AND (a.tag, a.id) > (${last.tag}, ${last.id}::uuid) AND ${holding}
      ORDER BY a.tag, a.id LIMIT ${BATCH}`);
    for (const { tag, values } of assets) {
      for (const { path, rule, message } of valueViolations(fields, values, "input.fields")) {
        broken.push({ path, rule, message: `asset ${tag}: ${message}` });
        if (broken.length === MOST_NAMED) throw breaks(broken, true);
      }
    }
    const end = assets.at(-1);
    if (!end || assets.length < BATCH) break;
    last = end;
  }
  if (broken.length > 0) throw breaks(broken, false);
}

function breaks(violations: readonly Violation[], andMore: boolean): Refusal {
  const many = `${andMore ? "at least " : ""}${violations.length}`;
  return new Refusal(
    ErrorCode.BAD_USER_INPUT,
    `Standing assets would break the new fields: ${many} ${violations.length === 1 ? "value" : "values"}; violations names them.`,
    { violations },
  );
}
