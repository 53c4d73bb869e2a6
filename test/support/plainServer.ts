import { type Client, createClient } from "graphql-ws";
import WebSocket from "ws";
import { Permission, permissionClass } from "../../src/platform/access/permissions";
import type { Viewer } from "../../src/platform/access/viewer";
import type { Limits } from "../../src/platform/admission/limits";
import { newId } from "../../src/platform/ids";
import type { Credentials } from "../../src/platform/socket/connection";
import { transact } from "../../src/platform/transact";
import { type OpenServer, openServer } from "../../src/server";
import { PlainEngine, plainSchema } from "./plainEngine";
import { openPlatform, type PlatformHouse } from "./platformHouse";

/** Tokens in a table: what the rooms keep in the database, for tests that want the server alone. */
export class TokenTable implements Credentials {
  private readonly viewers = new Map<string, Viewer>();
  private readonly watchers = new Map<string, Set<(viewer: Viewer | null) => void>>();

  give(token: string, ...permissions: Permission[]): Viewer {
    const viewer: Viewer = {
      personId: this.viewers.get(token)?.personId ?? newId(2),
      permissions: new Set(permissions),
      permissionClass: permissionClass(permissions),
      customerId: null,
      timeZone: "UTC",
      sessionId: `session of ${token}`,
      apiTokenId: null,
      expiresAt: null,
    };
    this.viewers.set(token, viewer);
    for (const tell of this.watchers.get(token) ?? []) tell(viewer);
    return viewer;
  }

  end(token: string): void {
    this.viewers.delete(token);
    for (const tell of this.watchers.get(token) ?? []) tell(null);
  }

  viewerOf(token: string): Promise<Viewer | null> {
    return Promise.resolve(this.viewers.get(token) ?? null);
  }

  watch(token: string, onChange: (viewer: Viewer | null) => void): () => void {
    const watchers = this.watchers.get(token) ?? new Set();
    this.watchers.set(token, watchers.add(onChange));
    return () => watchers.delete(onChange);
  }
}

/** The real server and the real log, with the plain engine behind them. */
export interface PlainServer {
  readonly url: string;
  readonly house: PlatformHouse["house"];
  readonly engine: PlainEngine;
  readonly tokens: TokenTable;
  /** POSTs a GraphQL request as JSON; `token` unless it is null. */
  post(body: unknown, headers?: Record<string, string>, token?: string | null): Promise<Response>;
  /** A plain graphql-ws client. */
  client(token?: string, options?: Partial<Parameters<typeof createClient>[0]>): Client;
  /** Writes an event into the log; resolves once it has its place there. */
  note(text: string, data?: Record<string, unknown>): Promise<void>;
  stop: OpenServer["stop"];
  close(): Promise<void>;
}

export const TOKEN = "staff";

/** Opens the server on a free port and a database of its own. */
export async function openPlainServer(limits: Partial<Limits> = {}): Promise<PlainServer> {
  const platform = await openPlatform();
  const house = {
    ...platform.house,
    settings: { publicUrl: "https://desk.example" } as PlatformHouse["house"]["settings"],
  };
  const schema = plainSchema();
  const engine = new PlainEngine(schema, (pos) => house.feed.cursorOf(pos));
  const tokens = new TokenTable();
  tokens.give(TOKEN, Permission.SERVICE_READ);
  const server = await openServer(house, engine, schema, { host: "127.0.0.1", port: 0, limits, credentials: tokens });
  const clients: Client[] = [];
  return {
    url: `${server.url}/graphql`,
    house,
    engine,
    tokens,
    post: (body, headers = {}, token = TOKEN) =>
      fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    client: (token = TOKEN, options = {}) => {
      const client = createClient({
        url: `${server.url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
        ...options,
      });
      clients.push(client);
      return client;
    },
    note: async (text, data = {}) => {
      const { cursor } = await transact(platform.ctx(), async (work) => {
        work.record({ kind: "NOTE", type: "noted", subjectId: newId(23), data: { text, ...data } });
        return {};
      });
      await cursor();
    },
    stop: server.stop,
    close: async () => {
      for (const client of clients) await client.dispose();
      engine.release();
      await server.stop();
      await platform.drop();
    },
  };
}

/** What a subscription delivers, one after the other, for tests that await each. */
export function listen(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const got: unknown[] = [];
  let wake: () => void = () => {};
  let end: { error: unknown } | { error: null } | null = null;
  const stop = client.subscribe(
    { query, variables },
    {
      next: (value) => {
        got.push(value);
        wake();
      },
      error: (error) => {
        end = { error };
        wake();
      },
      complete: () => {
        end ??= { error: null };
        wake();
      },
    },
  );
  const until = async (done: () => boolean) => {
    while (!done()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    got,
    stop,
    /** The next value, or the error that ended the stream. */
    async next(): Promise<unknown> {
      await until(() => got.length > 0 || end !== null);
      if (got.length > 0) return got.shift();
      throw end!.error ?? new Error("the stream is over");
    },
    async ended(): Promise<unknown> {
      await until(() => end !== null);
      return end!.error;
    },
  };
}
