import { resolve } from "node:path";
import {
  describeSettings,
  readClientSettings,
  readSettings,
  SettingsError,
  VARIABLES,
} from "../../src/platform/config";

test("defaults", () => {
  expect(readSettings({})).toEqual({
    host: "127.0.0.1",
    port: 4000,
    databaseUrl: null,
    replicaUrls: [],
    prepare: true,
    readTimeout: 10_000,
    dataFolder: resolve("data"),
    adminEmail: "admin@localhost",
    adminPassword: null,
    secret: null,
    publicUrl: "http://127.0.0.1:4000",
    demo: false,
    natsUrl: null,
    storageUrl: `file:${resolve("data")}/files`,
    uploadLimit: 2048 * 1024 * 1024,
    eventRetentionDays: 90,
    logLevel: "info",
  });
});

test("what is given is taken, without the spaces around it", () => {
  const secret = "0123456789abcdef0123456789abcdef";
  expect(
    readSettings({
      PORT: " 8080 ",
      HOST: "::",
      DATABASE_URL: "postgres://me:pw@db/desk",
      DATABASE_REPLICA_URLS: "postgres://r1/desk, postgres://r2/desk,",
      DATABASE_PREPARE: "off",
      READ_TIMEOUT_MS: "2500",
      CASEGRAPH_DATA: "/var/lib/casegraph",
      CASEGRAPH_ADMIN_EMAIL: "ada@example.com",
      CASEGRAPH_ADMIN_PASSWORD: "correct horse battery",
      CASEGRAPH_SECRET: secret,
      CASEGRAPH_PUBLIC_URL: "https://desk.example.com/",
      CASEGRAPH_DEMO: "1",
      NATS_URL: "nats://a:4222,nats://b:4222",
      STORAGE_URL: "s3://bucket/evidence",
      AWS_ACCESS_KEY_ID: "AKIA/1",
      AWS_SECRET_ACCESS_KEY: "se+cret/x",
      UPLOAD_LIMIT_MIB: "512",
      EVENT_RETENTION_DAYS: "365",
      LOG_LEVEL: "DEBUG",
    }),
  ).toEqual({
    host: "::",
    port: 8080,
    databaseUrl: "postgres://me:pw@db/desk",
    replicaUrls: ["postgres://r1/desk", "postgres://r2/desk"],
    prepare: false,
    readTimeout: 2500,
    dataFolder: "/var/lib/casegraph",
    adminEmail: "ada@example.com",
    adminPassword: "correct horse battery",
    secret,
    publicUrl: "https://desk.example.com",
    demo: true,
    natsUrl: "nats://a:4222,nats://b:4222",
    storageUrl: "s3://AKIA%2F1:se%2Bcret%2Fx@bucket/evidence",
    uploadLimit: 512 * 1024 * 1024,
    eventRetentionDays: 365,
    logLevel: "debug",
  });
});

test("empty is unset", () => {
  expect(readSettings(Object.fromEntries(VARIABLES.map(({ name }) => [name, ""])))).toEqual(readSettings({}));
});

test.each([
  [{ PORT: "http" }, 'PORT: "http" is no port from 0 to 65535'],
  [{ PORT: "65536" }, 'PORT: "65536" is no port from 0 to 65535'],
  [{ PORT: "-1" }, 'PORT: "-1" is no port from 0 to 65535'],
  [{ PORT: "80.5" }, 'PORT: "80.5" is no port from 0 to 65535'],
  [{ HOST: "my host" }, 'HOST: "my host" is no host name or address'],
  [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL: must be a URL that starts with postgres: or postgresql:"],
  [{ DATABASE_URL: "db.example.com" }, "DATABASE_URL: must be a URL that starts with postgres: or postgresql:"],
  [
    { DATABASE_URL: "postgres://a/x,postgres://b/x" },
    "DATABASE_URL: must be one URL; replicas go into DATABASE_REPLICA_URLS",
  ],
  [
    { DATABASE_URL: "postgres://a/x" },
    "CASEGRAPH_SECRET: is required with DATABASE_URL, the same for every server of that database",
  ],
  [{ DATABASE_REPLICA_URLS: "postgres://a/x" }, "DATABASE_REPLICA_URLS: has no use without DATABASE_URL"],
  [
    { DATABASE_URL: "postgres://a/x", DATABASE_REPLICA_URLS: "postgres://a/x,b" },
    "DATABASE_REPLICA_URLS: must be a URL that starts with postgres: or postgresql:",
  ],
  [{ CASEGRAPH_ADMIN_EMAIL: "ada" }, 'CASEGRAPH_ADMIN_EMAIL: "ada" is no email address'],
  [{ CASEGRAPH_ADMIN_PASSWORD: "short" }, "CASEGRAPH_ADMIN_PASSWORD: must have at least 8 characters"],
  [{ CASEGRAPH_SECRET: "short" }, "CASEGRAPH_SECRET: must have at least 32 characters"],
  [
    { CASEGRAPH_PUBLIC_URL: "desk.example.com" },
    "CASEGRAPH_PUBLIC_URL: must be a URL that starts with http: or https:",
  ],
  [{ CASEGRAPH_DEMO: "maybe" }, 'CASEGRAPH_DEMO: "maybe" is none of 0, 1, off, on, false, true'],
  [{ NATS_URL: "http://x" }, "NATS_URL: must be a URL that starts with nats: or tls: or ws: or wss:"],
  [{ STORAGE_URL: "ftp://x" }, "STORAGE_URL: must be a URL that starts with file: or s3:"],
  [{ DATABASE_PREPARE: "maybe" }, 'DATABASE_PREPARE: "maybe" is none of 0, 1, off, on, false, true'],
  [{ READ_TIMEOUT_MS: "5" }, 'READ_TIMEOUT_MS: "5" is no number from 10 to 3600000'],
  [{ EVENT_RETENTION_DAYS: "0" }, 'EVENT_RETENTION_DAYS: "0" is no number from 1 to 3650'],
  [{ UPLOAD_LIMIT_MIB: "6000" }, 'UPLOAD_LIMIT_MIB: "6000" is no number from 1 to 5120'],
  [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL: "loud" is none of fatal, error, warn, info, debug, trace, silent'],
])("%j", (env, message) => {
  expect(() => readSettings(env)).toThrow(new SettingsError(message));
});

test("a password in a URL is never repeated", () => {
  expect(() => readSettings({ DATABASE_URL: "mysql://me:topsecret@x/y" })).toThrow(/^(?!.*topsecret)/);
});

test("every variable is described with its default, one a line", () => {
  const lines = describeSettings().split("\n");
  expect(lines.map((line) => line.trim().split(" ")[0])).toEqual(VARIABLES.map(({ name }) => name));
  expect(lines[0]).toBe("  PORT                      port it listens on (0: any free one) [4000]");
});

test("a command's server and token", () => {
  expect(readClientSettings({})).toEqual({ url: null, token: null });
  expect(readClientSettings({ CASEGRAPH_URL: "http://x:1", CASEGRAPH_TOKEN: "t" })).toEqual({
    url: "http://x:1",
    token: "t",
  });
  expect(() => readClientSettings({ CASEGRAPH_URL: "x" })).toThrow(
    new SettingsError("CASEGRAPH_URL: must be a URL that starts with http: or https:"),
  );
});
