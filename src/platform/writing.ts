import type { EntityMetadata } from "typeorm";
import { ident, join, type Sql, sql, Sql as SqlText } from "./sql";

interface Target {
  readonly column: string;
  readonly json: boolean;
}

const targets = new WeakMap<EntityMetadata, Map<string, Target>>();

/** Columns by property name; a relation's property is the column of the key that it owns. */
function targetsOf(entity: EntityMetadata): Map<string, Target> {
  let known = targets.get(entity);
  if (known) return known;
  known = new Map();
  for (const column of entity.columns) {
    const property = column.relationMetadata?.propertyName ?? column.propertyName;
    known.set(property, { column: column.databaseName, json: column.type === "json" || column.type === "jsonb" });
    // A key column that the entity also declares by itself keeps its own name too.
    if (property !== column.propertyName) known.set(column.propertyName, known.get(property)!);
  }
  targets.set(entity, known);
  return known;
}

function pairs(entity: EntityMetadata, values: Record<string, unknown>): { column: Sql; value: Sql }[] {
  const known = targetsOf(entity);
  const found: { column: Sql; value: Sql }[] = [];
  for (const [property, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const target = known.get(property);
    if (!target) throw new Error(`${entity.name} has no column for ${property}`);
    const given =
      value instanceof SqlText ? value : sql`${target.json && value !== null ? JSON.stringify(value) : value}`;
    found.push({ column: ident(target.column), value: given });
  }
  return found;
}

/** INSERT of one row by property names; undefined is left to its default. */
export function insertRow(entity: EntityMetadata, values: Record<string, unknown>): Sql {
  const row = pairs(entity, values);
  const columns = row.map((p) => p.column);
  const given = row.map((p) => p.value);
  return sql`INSERT INTO ${ident(entity.tableName)} (${join(columns, ", ")}) VALUES (${join(given, ", ")})`;
}

/** The guarded UPDATE: a row only where the version is still the one that was read. */
export function updateRow(
  entity: EntityMetadata,
  row: { readonly id: string; readonly version: number },
  values: Record<string, unknown>,
  now: Date,
): Sql {
  const set = pairs(entity, values).map((p) => sql`${p.column} = ${p.value}`);
  const touched = targetsOf(entity).get("updatedAt");
  if (touched && values.updatedAt === undefined) set.push(sql`${ident(touched.column)} = ${now}`);
  set.push(sql`version = version + 1`);
  return sql`UPDATE ${ident(entity.tableName)} SET ${join(set, ", ")}
    WHERE id = ${row.id} AND version = ${row.version} RETURNING version`;
}
