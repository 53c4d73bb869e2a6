import { resolve } from "node:path";

/** A setting, or what it leads to, is wrong: one line that names it. The process ends with exit code 78. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
  }
}

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment says, checked. */
export interface Settings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Null: the embedded PostgreSQL in `dataFolder`. */
  readonly databaseUrl: string | null;
  readonly replicaUrls: readonly string[];
  /** False behind a pooler that hands a connection to another client between statements. */
  readonly prepare: boolean;
  /** How long, in ms, a statement that reads may run. */
  readonly readTimeout: number;
  /** Absolute. */
  readonly dataFolder: string;
  readonly adminEmail: string;
  /** Null: generated and printed once. */
  readonly adminPassword: string | null;
  /** Null: the one kept in the data folder. An open house always has it. */
  readonly secret: string | null;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly natsUrl: string | null;
  readonly storageUrl: string;
  /** Bytes of the largest upload. */
  readonly uploadLimit: number;
  /** How long an EventCursor is good. */
  readonly eventRetentionDays: number;
  readonly logLevel: LogLevel;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Variable {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
}

/** Every variable of the server, as `--help` lists them. */
export const VARIABLES: readonly Variable[] = [
  { name: "PORT", default: "4000", meaning: "port it listens on (0: any free one)" },
  { name: "HOST", default: "127.0.0.1", meaning: "address it listens on" },
  { name: "DATABASE_URL", default: "none: embedded", meaning: "an external PostgreSQL 15 or newer" },
  { name: "DATABASE_REPLICA_URLS", default: "none", meaning: "read replicas of it, separated by commas" },
  {
    name: "DATABASE_PREPARE",
    default: "on",
    meaning: "off: reads use no prepared statements, for poolers that cannot hold them",
  },
  { name: "READ_TIMEOUT_MS", default: "10000", meaning: "how long one statement of a read may run, in ms" },
  { name: "CASEGRAPH_DATA", default: "./data", meaning: "folder of the embedded database and of local files" },
  { name: "CASEGRAPH_ADMIN_EMAIL", default: "admin@localhost", meaning: "the first boot's administrator" },
  { name: "CASEGRAPH_ADMIN_PASSWORD", default: "generated, printed once", meaning: "the first boot's password" },
  {
    name: "CASEGRAPH_SECRET",
    default: "generated into the data folder",
    meaning: "signs file links and cursors, encrypts secrets at rest; required with DATABASE_URL",
  },
  { name: "CASEGRAPH_PUBLIC_URL", default: "from HOST and PORT", meaning: "address in the links it hands out" },
  { name: "CASEGRAPH_DEMO", default: "off", meaning: "1 seeds a small demo desk on an empty database" },
  { name: "NATS_URL", default: "none", meaning: "carries events between several servers" },
  {
    name: "STORAGE_URL",
    default: "files in the data folder",
    meaning: "s3://… keeps evidence in S3-compatible storage",
  },
  { name: "AWS_ACCESS_KEY_ID", default: "none", meaning: "key of the s3:// storage, where its URL has none" },
  { name: "AWS_SECRET_ACCESS_KEY", default: "none", meaning: "the secret that goes with it" },
  { name: "UPLOAD_LIMIT_MIB", default: "2048", meaning: "largest upload, in MiB" },
  {
    name: "EVENT_RETENTION_DAYS",
    default: "90",
    meaning: "how long a cursor of the event log is good to listen on from",
  },
  { name: "LOG_LEVEL", default: "info", meaning: "fatal, error, warn, info, debug, trace or silent" },
];

/** The variables with meaning and default, one a line. */
export function describeSettings(): string {
  const width = Math.max(...VARIABLES.map((v) => v.name.length));
  return VARIABLES.map((v) => `  ${v.name.padEnd(width)}  ${v.meaning} [${v.default}]`).join("\n");
}

const wrong = (name: string, why: string): SettingsError => new SettingsError(`${name}: ${why}`);

/** What the value looks like in a message: never more than a line of it. */
const shown = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);

/** Unset and empty are the same; spaces around a value are a slip. */
function given(env: Environment, name: string): string | null {
  const value = env[name]?.trim();
  return value ? value : null;
}

/** URLs may carry a password, so messages never repeat them. */
function url(name: string, value: string, ...schemes: string[]): string {
  const scheme = /^([a-z0-9+]+):/i.exec(value)?.[1]?.toLowerCase();
  if (!scheme || !schemes.includes(scheme) || !URL.canParse(value)) {
    throw wrong(name, `must be a URL that starts with ${schemes.map((s) => `${s}:`).join(" or ")}`);
  }
  return value;
}

function list(env: Environment, name: string, ...schemes: string[]): string[] {
  const parts = (given(env, name) ?? "").split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => url(name, part, ...schemes));
}

function port(env: Environment): number {
  const value = given(env, "PORT") ?? "4000";
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value) || number > 65535) throw wrong("PORT", `${shown(value)} is no port from 0 to 65535`);
  return number;
}

function host(env: Environment): string {
  const value = given(env, "HOST") ?? "127.0.0.1";
  const bare = value.replace(/^\[(.*)\]$/, "$1");
  if (!/^[0-9a-z._:%-]+$/i.test(bare)) throw wrong("HOST", `${shown(value)} is no host name or address`);
  return bare;
}

function oneOf<T extends string>(env: Environment, name: string, values: readonly T[], otherwise: T): T {
  const value = (given(env, name) ?? otherwise).toLowerCase();
  const found = values.find((v) => v === value);
  if (!found) throw wrong(name, `${shown(value)} is none of ${values.join(", ")}`);
  return found;
}

function adminEmail(env: Environment): string {
  const value = given(env, "CASEGRAPH_ADMIN_EMAIL") ?? "admin@localhost";
  if (!/^[^\s@]+@[^\s@]+$/.test(value) || value.length > 254) {
    throw wrong("CASEGRAPH_ADMIN_EMAIL", `${shown(value)} is no email address`);
  }
  return value;
}

function adminPassword(env: Environment): string | null {
  const value = env.CASEGRAPH_ADMIN_PASSWORD || null;
  if (value && [...value].length < 8) throw wrong("CASEGRAPH_ADMIN_PASSWORD", "must have at least 8 characters");
  return value;
}

function secret(env: Environment, external: boolean): string | null {
  const value = given(env, "CASEGRAPH_SECRET");
  if (!value && external) {
    throw wrong("CASEGRAPH_SECRET", "is required with DATABASE_URL, the same for every server of that database");
  }
  if (value && value.length < 32) throw wrong("CASEGRAPH_SECRET", "must have at least 32 characters");
  return value;
}

function publicUrl(env: Environment, listenHost: string, listenPort: number): string {
  const value = given(env, "CASEGRAPH_PUBLIC_URL");
  if (value) return url("CASEGRAPH_PUBLIC_URL", value, "http", "https").replace(/\/+$/, "");
  return urlOf(listenHost, listenPort);
}

function storageUrl(env: Environment, dataFolder: string): string {
  const told = given(env, "STORAGE_URL");
  if (!told) return `file:${dataFolder}/files`;
  const storage = new URL(url("STORAGE_URL", told, "file", "s3"));
  if (storage.protocol !== "s3:" || storage.username) return told;
  storage.username = encodeURIComponent(given(env, "AWS_ACCESS_KEY_ID") ?? "");
  storage.password = encodeURIComponent(given(env, "AWS_SECRET_ACCESS_KEY") ?? "");
  return storage.href;
}

const SWITCH = ["0", "1", "off", "on", "false", "true"] as const;

const isOn = (env: Environment, name: string, otherwise: "on" | "off"): boolean =>
  ["1", "on", "true"].includes(oneOf(env, name, SWITCH, otherwise));

/** A whole number between two. */
function whole(env: Environment, name: string, otherwise: string, least: number, most: number): number {
  const value = given(env, name) ?? otherwise;
  const number = Number(value);
  if (!/^\d+$/.test(value) || value.length > String(most).length || number < least || number > most)
    throw wrong(name, `${shown(value)} is no number from ${least} to ${most}`);
  return number;
}

/** `http://host:port` as a person on this machine would type it. */
export function urlOf(listenHost: string, listenPort: number): string {
  const anywhere = listenHost === "0.0.0.0" || listenHost === "::";
  const name = anywhere ? "localhost" : listenHost.includes(":") ? `[${listenHost}]` : listenHost;
  return `http://${name}:${listenPort}`;
}

/** Reads and checks every setting; throws a SettingsError that names the first wrong one. */
export function readSettings(env: Environment = process.env): Settings {
  const [databaseUrl = null, ...more] = list(env, "DATABASE_URL", "postgres", "postgresql");
  if (more.length > 0) throw wrong("DATABASE_URL", "must be one URL; replicas go into DATABASE_REPLICA_URLS");
  const replicaUrls = list(env, "DATABASE_REPLICA_URLS", "postgres", "postgresql");
  if (replicaUrls.length > 0 && !databaseUrl) throw wrong("DATABASE_REPLICA_URLS", "has no use without DATABASE_URL");
  const dataFolder = resolve(given(env, "CASEGRAPH_DATA") ?? "data");
  const listenPort = port(env);
  const listenHost = host(env);
  const nats = list(env, "NATS_URL", "nats", "tls", "ws", "wss");
  return {
    host: listenHost,
    port: listenPort,
    databaseUrl,
    replicaUrls,
    prepare: isOn(env, "DATABASE_PREPARE", "on"),
    readTimeout: whole(env, "READ_TIMEOUT_MS", "10000", 10, 3_600_000),
    dataFolder,
    adminEmail: adminEmail(env),
    adminPassword: adminPassword(env),
    secret: secret(env, databaseUrl !== null),
    publicUrl: publicUrl(env, listenHost, listenPort),
    demo: isOn(env, "CASEGRAPH_DEMO", "off"),
    natsUrl: nats.length > 0 ? nats.join(",") : null,
    storageUrl: storageUrl(env, dataFolder),
    // One request brings one object, and no S3 takes more than 5 GiB at once.
    uploadLimit: whole(env, "UPLOAD_LIMIT_MIB", "2048", 1, 5120) * 1024 * 1024,
    eventRetentionDays: whole(env, "EVENT_RETENTION_DAYS", "90", 1, 3650),
    logLevel: oneOf(env, "LOG_LEVEL", LOG_LEVELS, "info"),
  };
}

/** Where a command reaches a server, where its arguments do not say: CASEGRAPH_URL and CASEGRAPH_TOKEN. */
export function readClientSettings(env: Environment = process.env): { url: string | null; token: string | null } {
  const address = given(env, "CASEGRAPH_URL");
  return {
    url: address ? url("CASEGRAPH_URL", address, "http", "https") : null,
    token: given(env, "CASEGRAPH_TOKEN"),
  };
}
