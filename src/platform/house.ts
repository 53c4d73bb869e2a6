import type { DataSource } from "typeorm";
import type { Logger } from "pino";
import type { Pool } from "pg";
import type { Settings } from "./config";
import type { Feed } from "./events/feed";
import type { Conditions } from "./read/conditions";
import type { EntityClass, Noun } from "./read/scope";
import type { Storage } from "./storage/storage";
import type { Follow } from "./work";

/** Everything that is open while a server (or a test's whole house) runs. Wired in main.ts; passed, never global. */
export interface House {
  readonly settings: Settings & { readonly secret: string };
  readonly log: Logger;
  readonly dataSource: DataSource;
  /** The primary's pool: TypeORM's own, so that there is one. */
  readonly pool: Pool;
  readonly nouns: ReadonlyMap<EntityClass, Noun>;
  /** The event log as this server follows it. */
  readonly feed: Feed;
  /** Where uploaded bytes are kept. */
  readonly storage: Storage;
  /** Compiles filters that are kept, such as rules' conditions. */
  readonly conditions: Conditions;
  /** What follows from every transaction's events, before it commits. */
  readonly follows: readonly Follow[];
  /** Metrics of this server. */
  readonly metrics: import("prom-client").Registry;
}
