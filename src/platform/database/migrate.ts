import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import type { DataSource, MigrationInterface } from "typeorm";
import { SettingsError } from "../config";
import type { Logger } from "../log";

type MigrationClass = new () => MigrationInterface;

/** The same place seen from src/ and from the build: migrations are built beside src. */
const FOLDER = join(__dirname, "../../../migrations");
const LOCK = 0x6d_69_67_72;

/** The migrations in the order of their names: every file of the folder, so that adding one is adding a file. */
export function migrationClasses(): MigrationClass[] {
  const ours = extname(__filename);
  return readdirSync(FOLDER)
    .filter((name) => /^\d{14}-[a-z0-9-]+\.[jt]s$/.test(name) && extname(name) === ours)
    .sort()
    .map((name) => {
      const found = Object.values(require(join(FOLDER, name)) as Record<string, unknown>);
      if (found.length !== 1) throw new Error(`migrations/${name} must export one class`);
      return found[0] as MigrationClass;
    });
}

/** Brings the database up to this version. Of several servers that start at once, one does it and the others wait. */
export async function migrate(dataSource: DataSource, log: Logger): Promise<void> {
  const lock = dataSource.createQueryRunner();
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await refuseNewer(dataSource);
    const done = await dataSource.runMigrations({ transaction: "each" });
    for (const { name } of done) log.info({ migration: name }, "migrated");
  } finally {
    await lock.query("SELECT pg_advisory_unlock($1)", [LOCK]).catch(() => {});
    await lock.release();
  }
}

/** A database that a newer Casegraph has migrated would be read and written wrongly by this one. */
async function refuseNewer(dataSource: DataSource): Promise<void> {
  const [{ there }] = await dataSource.query("SELECT to_regclass('migration') IS NOT NULL AS there");
  if (!there) return;
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const rows: { name: string }[] = await dataSource.query("SELECT name FROM migration ORDER BY id");
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown) {
    throw new SettingsError(
      `the database was migrated by a newer version of Casegraph (${unknown.name}); start that version, or restore a backup`,
    );
  }
}
