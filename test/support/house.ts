import { randomBytes } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import { type Client as SocketClient, type ClientOptions, createClient } from "graphql-ws";
import { Client } from "pg";
import WebSocket from "ws";
import { openHouse } from "../../src/main";
import type { Viewer } from "../../src/platform/access/viewer";
import { viewerOf } from "../../src/platform/access/credentials";
import type { Limits } from "../../src/platform/admission/limits";
import type { Settings } from "../../src/platform/config";
import type { RunningFeed } from "../../src/platform/events/feedOf";
import type { House } from "../../src/platform/house";
import { openLog } from "../../src/platform/log";
import type { CompiledEngine } from "../../src/platform/read/engineOf";
import type { RunningTimers } from "../../src/platform/timers";
import type { Ctx } from "../../src/platform/work";
import { makeSchema } from "../../src/schema";
import { openServer } from "../../src/server";
import { type Clock, clockOf } from "./clock";
import { TEMPLATE } from "./globalSetup";
import { ADMIN, settingsOfTests } from "./settings";

export { ADMIN } from "./settings";

/** An answer to a GraphQL request. */
export interface Reply<T = any> {
  readonly data?: T | null;
  readonly errors?: readonly {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, any> & { code: string };
  }[];
}

/** A whole house of one test: a database of its own, and what runs on it. */
export interface TestHouse {
  readonly house: House & { readonly feed: RunningFeed };
  readonly engine: CompiledEngine;
  readonly schema: GraphQLSchema;
  readonly timers: RunningTimers | null;
  /** Of the database. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** What a command is given: by the viewer, or (null) by the system. */
  ctx(viewer?: Viewer | null): Ctx;
  /** Rows of a statement, past every wall. */
  rows<T = Record<string, any>>(text: string, ...values: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** A house that listens. */
export interface TestServer extends TestHouse {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** POSTs an operation to /graphql. */
  ask<T = any>(query: string, variables?: Record<string, unknown>, token?: string | null): Promise<Reply<T>>;
  /** An access token of this person; the administrator's unless told. */
  signIn(email?: string, password?: string): Promise<string>;
  /** The viewer behind a token, for commands called directly. */
  viewer(token: string): Promise<Viewer>;
  /** A plain graphql-ws client; closed with the house. */
  socket(token: string | null, options?: Partial<ClientOptions>): SocketClient;
}

export interface TestHouseOptions {
  readonly settings?: Partial<Settings>;
  /** False: timers fire only where the test lets them. */
  readonly timers?: boolean;
  readonly limits?: Partial<Limits>;
  /** An existing database, as a second server has it; it is not dropped at the end. */
  readonly databaseUrl?: string;
}

let schema: Promise<GraphQLSchema> | undefined;

async function onCluster(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.CASEGRAPH_TEST_CLUSTER! });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A fresh database as the first boot leaves it. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `house_${randomBytes(6).toString("hex")}`;
  await onCluster(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = new URL(process.env.CASEGRAPH_TEST_CLUSTER!);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

export function openTestHouse(options: TestHouseOptions & { readonly serve: true }): Promise<TestServer>;
export function openTestHouse(options?: TestHouseOptions): Promise<TestHouse>;
/** Opens a house for a test, with `serve` as a server on a free port. Close it in afterEach or afterAll. */
export async function openTestHouse(
  options: TestHouseOptions & { readonly serve?: boolean } = {},
): Promise<TestHouse | TestServer> {
  schema ??= makeSchema();
  const database = options.databaseUrl ? { url: options.databaseUrl, drop: async () => {} } : await freshDatabase();
  const settings = settingsOfTests(options.settings);
  let clock: Clock | undefined;
  const open = await openHouse({
    settings,
    databaseUrl: database.url,
    log: openLog(settings.logLevel),
    schema: await schema,
    timers: options.timers ?? true,
    poolSize: 8,
    onDatabase: (pool) => {
      clock = clockOf(pool, () => open?.timers?.wake());
    },
  });
  const { house } = open;
  const test: TestHouse = {
    ...open,
    databaseUrl: database.url,
    clock: clock!,
    ctx: (viewer = null) => ({ house, viewer, requestId: "test", ip: null, userAgent: null, idempotency: null }),
    rows: async (text, ...values) => (await house.pool.query(text, values)).rows,
    close: async () => {
      await open.close();
      await database.drop();
    },
  };
  return options.serve ? served(test, options) : test;
}

async function served(test: TestHouse, options: TestHouseOptions): Promise<TestServer> {
  const { house, engine, schema: types } = test;
  const limits = options.limits && { limits: options.limits };
  const server = await openServer(house, engine, types, { host: "127.0.0.1", port: 0, ...limits });
  const sockets: SocketClient[] = [];

  const ask: TestServer["ask"] = async (query, variables, token) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, ...(variables && { variables }) }),
    });
    return (await response.json()) as Reply;
  };
  const signIn: TestServer["signIn"] = async (email = ADMIN.email, password = ADMIN.password) => {
    const query = "mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }";
    const { data, errors } = await ask(query, { input: { email, password } });
    if (!data?.signIn) throw new Error(`${email} could not sign in: ${JSON.stringify(errors)}`);
    return data.signIn.session.accessToken as string;
  };
  return {
    ...test,
    url: server.url,
    ask,
    signIn,
    viewer: async (token) => {
      const viewer = await viewerOf(house, token);
      if (!viewer) throw new Error("this token lets nobody in");
      return viewer;
    },
    socket: (token, more = {}) => {
      const client = createClient({
        url: `${server.url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
        ...more,
      });
      sockets.push(client);
      return client;
    },
    close: async () => {
      await Promise.all(sockets.map((client) => client.dispose()));
      await server.stop();
      await test.close();
    },
  };
}
