import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { duties } from "./duties";
import { type DemoDesk, seedDemo } from "./demo/seedDemo";
import { nounMap } from "./entities";
import { follows } from "./follows";
import { seedAdministrator } from "./people/commands/seedAdministrator";
import { closeCredentials } from "./platform/access/credentials";
import { type Settings, urlOf } from "./platform/config";
import { startEmbedded } from "./platform/database/embedded";
import { migrate } from "./platform/database/migrate";
import { openDatabase } from "./platform/database/open";
import { openReplicas } from "./platform/database/replicas";
import { feedOf, type RunningFeed } from "./platform/events/feedOf";
import type { House } from "./platform/house";
import { type Logger, openLog } from "./platform/log";
import { openMetrics, watchPlans, watchPool } from "./platform/metrics";
import { learnCommonWords } from "./platform/read/commonWords";
import { CompiledEngine } from "./platform/read/engineOf";
import { Conditions } from "./platform/read/conditions";
import { Model } from "./platform/read/model";
import { keptSecret } from "./platform/secret";
import { openStorage } from "./platform/storage/openStorage";
import { type RunningTimers, startTimers } from "./platform/timers";
import { makeSchema } from "./schema";
import { openServer } from "./server";

/** What is open, newest first, closed in that order: also when opening the next thing fails. */
class Opened {
  private readonly closers: (() => Promise<void> | void)[] = [];
  private closing: Promise<void> | null = null;

  add(close: () => Promise<void> | void): void {
    this.closers.unshift(close);
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    let failure: unknown;
    for (const close of this.closers) {
      try {
        await close();
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure) throw failure;
  }
}

export interface OpenHouse {
  readonly house: House & { readonly feed: RunningFeed };
  readonly engine: CompiledEngine;
  readonly schema: GraphQLSchema;
  /** Null where the clock's duties are left alone. */
  readonly timers: RunningTimers | null;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly settings: Settings & { readonly secret: string };
  readonly databaseUrl: string;
  readonly log: Logger;
  /** Made when it is not given. */
  readonly schema?: GraphQLSchema;
  /** False: the clock's duties are left to others. */
  readonly timers?: boolean;
  /** True: the metrics of the whole process are among the house's. */
  readonly ofProcess?: boolean;
  readonly poolSize?: number;
  /** Called when the database is open, before anything is read. */
  readonly onDatabase?: (pool: House["pool"]) => void;
}

/** Everything but the port: database, migrations, log, engine and timers. */
export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const { settings, log, databaseUrl } = options;
  const opened = new Opened();
  try {
    const schema = options.schema ?? (await makeSchema());
    const nouns = nounMap();
    const entities = [...nouns.keys()];
    const database = await openDatabase({
      url: databaseUrl,
      entities,
      log,
      ...(options.poolSize && { poolSize: options.poolSize }),
    });
    opened.add(() => database.close());
    const { dataSource, pool } = database;
    options.onDatabase?.(pool);
    await migrate(dataSource, log);

    const metrics = openMetrics({ ofProcess: options.ofProcess ?? false });
    watchPool(metrics, pool);
    const feed = await feedOf({ pool, log, metrics, natsUrl: settings.natsUrl });
    opened.add(() => feed.stop());
    const storage = await openStorage(settings.storageUrl);
    opened.add(() => storage.close());
    const model = new Model(schema, dataSource, nouns);
    const conditions = new Conditions(model);
    const house = { settings, log, dataSource, pool, nouns, feed, storage, metrics, conditions, follows };
    opened.add(() => closeCredentials(house));

    const replica = openReplicas(settings.replicaUrls, log);
    if (replica) opened.add(() => replica.end());
    const engine = new CompiledEngine({
      schema,
      model,
      primary: pool,
      ...(replica && { replica }),
      secret: settings.secret,
      prepare: settings.prepare,
      timeoutMs: settings.readTimeout,
    });
    watchPlans(metrics, engine);
    opened.add(await learnCommonWords(pool, log));
    const timers = options.timers === false ? null : startTimers(house, duties);
    if (timers) opened.add(() => timers.stop());
    return { house, engine, schema, timers, close: () => opened.close() };
  } catch (error) {
    await opened.close().catch(() => {});
    throw error;
  }
}

export interface RunningServer {
  /** `http://host:port`. */
  readonly url: string;
  /** Resolves when the embedded database is gone for good. */
  readonly lost: Promise<void>;
  /** Takes no new work, finishes what runs, closes the database. */
  stop(): Promise<void>;
}

/** How to sign in to the demo desk, a line a role; the password is told this once. */
function tellDemo(log: Logger, { password, people }: DemoDesk): void {
  log.info(`demo desk: everybody signs in with the password ${password}`);
  for (const role of new Set(people.map((one) => one.role))) {
    const names = people.filter((one) => one.role === role).map((one) => one.email);
    log.info(`demo desk: ${role}: ${names.join(", ")}`);
  }
}

/** Starts a whole server by its settings and says where it is; throws a SettingsError where it cannot be. */
export async function startServer(given: Settings): Promise<RunningServer> {
  const log = openLog(given.logLevel);
  const opened = new Opened();
  let isLost = (): void => {};
  const lost = new Promise<void>((resolve) => {
    isLost = resolve;
  });
  try {
    let databaseUrl = given.databaseUrl;
    if (!databaseUrl) {
      const embedded = await startEmbedded({
        folder: given.dataFolder,
        log,
        onLost: (error) => {
          log.fatal({ err: error }, "the embedded PostgreSQL is gone");
          isLost();
        },
      });
      opened.add(() => embedded.stop());
      databaseUrl = embedded.url;
    }
    const settings = { ...given, secret: given.secret ?? keptSecret(given.dataFolder) };
    const open = await openHouse({ settings, databaseUrl, log, ofProcess: true });
    opened.add(() => open.close());
    // At any log level, since the password is told once; and before anything else can go wrong.
    const always = log.child({}, { level: "info" });
    const first = await seedAdministrator(open.house);
    if (first) {
      const password = first.password ? `the password ${first.password}` : "the password of CASEGRAPH_ADMIN_PASSWORD";
      always.info(`first start: sign in as ${first.email} with ${password}`);
      if (settings.demo) tellDemo(always, await seedDemo(open.house));
    }
    const server = await openServer(open.house, open.engine, open.schema, settings);
    opened.add(() => server.stop());
    // Links to a port that was any free one can only be made now that it is known.
    if (settings.port === 0 && settings.publicUrl === urlOf(settings.host, 0))
      Object.assign(settings, { publicUrl: server.url });
    always.info(`Casegraph is ready: ${server.url}/graphql`);
    return {
      url: server.url,
      lost,
      stop: async () => {
        log.info("stopping");
        await opened.close();
        log.info("stopped");
      },
    };
  } catch (error) {
    await opened.close().catch(() => {});
    throw error;
  }
}
