import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded";
import { migrate } from "../../src/platform/database/migrate";
import { openDatabase } from "../../src/platform/database/open";
import { type Logger, openLog } from "../../src/platform/log";
import { POSTGRAPHILE_FUNCTIONS } from "./operations";
import { seed, type Sizes } from "./seed";

export interface Desk {
  readonly database: Embedded;
  readonly folder: string;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** Of what the rows and tables are made, so that a desk made of something else is made anew. */
function fingerprint(sizes: Sizes): string {
  const hash = createHash("sha256").update(JSON.stringify(sizes));
  const migrations = join(__dirname, "../../migrations");
  for (const path of [
    join(__dirname, "seed.ts"),
    ...readdirSync(migrations)
      .sort()
      .map((name) => join(migrations, name)),
  ])
    hash.update(readFileSync(path));
  return hash.update(POSTGRAPHILE_FUNCTIONS).digest("hex").slice(0, 16);
}

function poolOf(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 4 });
  // A connection that is ended here may hear of the database's end first.
  pool.on("error", () => {});
  return pool;
}

/** An embedded database with the rows, kept in the temporary folder for the next run. */
export async function openDesk(sizes: Sizes, tell: (line: string) => void): Promise<Desk> {
  const folder = join(tmpdir(), `casegraph-bench-read-${sizes.cases}`);
  const made = fingerprint(sizes);
  const log = openLog("warn");
  const start = () => startEmbedded({ folder, log, durable: false, connections: 200 });
  let database = await start();
  let pool = poolOf(database.url);
  if ((await madeOf(pool)) !== made) {
    tell(`making a desk of ${sizes.cases} cases in ${folder}`);
    await pool.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
    database = await start();
    pool = poolOf(database.url);
    try {
      await make(database.url, sizes, log, tell);
      await pool.query(POSTGRAPHILE_FUNCTIONS);
      await pool.query(`COMMENT ON TABLE bench.anchor IS '${made}'`);
    } catch (error) {
      await pool.end();
      await database.stop();
      throw error;
    }
  }
  return {
    database,
    folder,
    pool,
    close: async () => {
      await pool.end();
      await database.stop();
    },
  };
}

async function make(url: string, sizes: Sizes, log: Logger, tell: (line: string) => void): Promise<void> {
  const { dataSource, pool, close } = await openDatabase({ url, entities: [], log });
  try {
    await migrate(dataSource, log);
    await seed(pool, sizes, tell);
  } finally {
    await close();
  }
}

async function madeOf(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query("SELECT obj_description(to_regclass('bench.anchor')) AS made");
  return rows[0].made;
}
