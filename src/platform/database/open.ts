import { setTimeout as wait } from "node:timers/promises";
import { Client, type Pool } from "pg";
import { DataSource } from "typeorm";
import { SettingsError } from "../config";
import type { Logger } from "../log";
import type { EntityClass } from "../read/scope";
import { migrationClasses } from "./migrate";
import { SnakeNamingStrategy } from "./naming";
import { PLANNING } from "./planning";

/** The database as the house uses it: TypeORM's metadata and migrations, and the one pool behind them. */
export interface Database {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntityClass[];
  readonly log: Logger;
  /** Connections at most. */
  readonly poolSize?: number;
  /** How long, in ms, a database that does not answer yet is waited for. */
  readonly patience?: number;
}

const OLDEST = 15;

/** Connects to a PostgreSQL that is there and new enough, or throws a SettingsError. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, log, poolSize = 20, patience = 8_000 } = options;
  await reach(url, log, patience);
  const dataSource = new DataSource({
    type: "postgres",
    url,
    applicationName: "casegraph",
    entities: options.entities as never,
    migrations: migrationClasses(),
    migrationsTableName: "migration",
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    logging: false,
    installExtensions: false,
    poolSize,
    connectTimeoutMS: 10_000,
    poolErrorHandler: (error: Error) => log.warn({ err: error }, "a database connection was lost"),
    extra: {
      keepAlive: true,
      idleTimeoutMillis: 60_000,
      options: PLANNING,
    },
  });
  await dataSource.initialize();
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  return { dataSource, pool, close: () => dataSource.destroy() };
}

/** Where a URL leads to, without its password. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? hostname}${port ? `:${port}` : ""}${pathname}`;
}

const NOT_YET = new Set(["ECONNREFUSED", "ENOENT", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "57P03", "EHOSTUNREACH"]);

async function reach(url: string, log: Logger, patience: number): Promise<void> {
  const end = performance.now() + patience;
  for (let told = false; ; told = true) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: Math.max(1_000, patience) });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query("SHOW server_version_num");
      const version = Math.floor(Number(rows[0].server_version_num) / 10_000);
      if (version < OLDEST) {
        throw new SettingsError(`DATABASE_URL: ${placeOf(url)} is PostgreSQL ${version}; ${OLDEST} or newer is needed`);
      }
      return;
    } catch (error) {
      if (error instanceof SettingsError) throw error;
      const { code = "", message } = error as { code?: string; message: string };
      if (!NOT_YET.has(code) || performance.now() > end) {
        throw new SettingsError(`DATABASE_URL: ${placeOf(url)} cannot be reached: ${message || code}`);
      }
      if (!told) log.info(`waiting for the database at ${placeOf(url)}`);
    } finally {
      await client.end().catch(() => {});
    }
    await wait(250);
  }
}
