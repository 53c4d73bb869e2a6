import { randomBytes } from "node:crypto";
import { Client, type Pool } from "pg";
import { pino } from "pino";
import { Registry } from "prom-client";
import { DataSource } from "typeorm";
import { Platform20261101000000 } from "../../migrations/20261101000000-platform";
import { SnakeNamingStrategy } from "../../src/platform/database/naming";
import { feedOf, type RunningFeed } from "../../src/platform/events/feedOf";
import type { House } from "../../src/platform/house";
import type { EntityClass } from "../../src/platform/read/scope";
import type { Ctx } from "../../src/platform/work";

/** The platform alone, without any room: a database of its own, the log, and what a command needs. */
export interface PlatformHouse {
  readonly house: House & { readonly feed: RunningFeed };
  readonly url: string;
  /** What the system does, or one request under a key. */
  ctx(idempotency?: Ctx["idempotency"]): Ctx;
  /** Ends the server; the database stays. */
  close(): Promise<void>;
  /** Ends the server and takes the database away. */
  drop(): Promise<void>;
}

const cluster = () => process.env.CASEGRAPH_TEST_CLUSTER!;

async function onCluster(statement: string): Promise<void> {
  const client = new Client({ connectionString: cluster() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A new database with the platform's tables. */
export async function platformDatabase(): Promise<string> {
  const name = `platform_${randomBytes(6).toString("hex")}`;
  await onCluster(`CREATE DATABASE ${name}`);
  const url = new URL(cluster());
  url.pathname = `/${name}`;
  const migrating = new DataSource({ type: "postgres", url: url.href, migrations: [Platform20261101000000] });
  await migrating.initialize();
  await migrating.runMigrations();
  await migrating.destroy();
  return url.href;
}

/** Takes a database away again. */
export const dropDatabase = (url: string): Promise<void> =>
  onCluster(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);

/** One server on a database of the platform: several may be opened on one. */
export async function openPlatform(
  options: { url?: string; entities?: EntityClass[]; natsUrl?: string; ringSize?: number; connections?: number } = {},
): Promise<PlatformHouse> {
  const url = options.url ?? (await platformDatabase());
  const dataSource = new DataSource({
    type: "postgres",
    url,
    entities: (options.entities ?? []) as (abstract new () => object)[] as (new () => object)[],
    namingStrategy: new SnakeNamingStrategy(),
    extra: { max: options.connections ?? 10 },
  });
  await dataSource.initialize();
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  pool.on("error", () => {});
  const log = pino({ level: process.env.LOG_LEVEL ?? "silent" });
  const metrics = new Registry();
  const feed = await feedOf({
    pool,
    log,
    metrics,
    natsUrl: options.natsUrl ?? null,
    ...(options.ringSize && { ringSize: options.ringSize }),
  });
  const house: PlatformHouse["house"] = {
    settings: {} as House["settings"],
    log,
    dataSource,
    pool,
    nouns: new Map(),
    feed,
    storage: {} as House["storage"],
    metrics,
    conditions: {} as House["conditions"],
    follows: [],
  };
  const close = async () => {
    await feed.stop();
    await dataSource.destroy();
  };
  return {
    house,
    url,
    ctx: (idempotency = null) => ({ house, viewer: null, requestId: "test", ip: null, userAgent: null, idempotency }),
    close,
    drop: async () => {
      await close();
      await dropDatabase(url);
    },
  };
}
