import type { House } from "../house";

const WAIT_MS = 2_000;

const within = <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), WAIT_MS);
    timer.unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Databases that were seen to be migrated: they stay so while a server runs, which migrates before it listens. */
const migrated = new WeakSet<House["dataSource"]>();

async function isMigrated({ dataSource }: House): Promise<boolean> {
  if (!migrated.has(dataSource) && !(await dataSource.showMigrations())) migrated.add(dataSource);
  return migrated.has(dataSource);
}

/** Whether this server can do its work: each condition by name. */
export async function readiness(house: House): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
  const holds = (check: Promise<boolean>): Promise<boolean> => within(check).catch(() => false);
  const [database, migrations] = await Promise.all([
    holds(house.pool.query("SELECT 1").then(() => true)),
    holds(isMigrated(house)),
  ]);
  const checks = { database, migrations, events: house.feed.running };
  return { ready: Object.values(checks).every(Boolean), checks };
}
