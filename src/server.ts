import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { GraphQLSchema } from "graphql";
import { evidenceRoutes } from "./evidence/evidence.routes";
import { viewerOf, watch } from "./platform/access/credentials";
import { Admission } from "./platform/admission";
import type { Limits } from "./platform/admission/limits";
import { SettingsError, urlOf } from "./platform/config";
import { Execution } from "./platform/execution";
import type { House } from "./platform/house";
import { Apollo } from "./platform/http/apollo";
import { Listener } from "./platform/http/listener";
import type { Engine } from "./platform/read/engine";
import type { Credentials } from "./platform/socket/connection";
import { SocketServer } from "./platform/socket/socketServer";

export interface ServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly limits?: Partial<Limits>;
  /** Who is behind a token; the house's own credentials unless told. */
  readonly credentials?: Credentials;
}

export interface OpenServer {
  /** `http://host:port`, with the port that was really taken. */
  readonly url: string;
  /** Listens no more, finishes what runs, tells sockets to come again (1012). Takes 8 s at most. */
  stop(): Promise<void>;
}

/** What runs may take so long to finish once the server stops. */
const FINISH_MS = 5_000;
const GOODBYE_MS = 2_000;

/** What answers HTTP requests and upgrades, ready to be put behind a port. */
export async function createHttp(parts: {
  readonly house: House;
  readonly engine: Engine;
  readonly schema: GraphQLSchema;
  readonly limits?: Partial<Limits>;
  readonly credentials?: Credentials;
}) {
  const { house, engine, schema } = parts;
  const credentials = parts.credentials ?? {
    viewerOf: (bearer: string) => viewerOf(house, bearer),
    watch: (bearer: string, onChange: Parameters<Credentials["watch"]>[1]) => watch(house, bearer, onChange),
  };
  const execution = new Execution(house, engine, new Admission(schema, engine, parts.limits));
  const apollo = new Apollo(execution, schema);
  await apollo.start();
  const listener = new Listener(execution, apollo, (bearer) => credentials.viewerOf(bearer), evidenceRoutes(house));
  const sockets = new SocketServer(execution, credentials);
  return { execution, apollo, listener, sockets, handle: listener.handle as RequestListener };
}

/** Opens the one port: HTTP and WebSocket on /graphql. Throws a SettingsError where it cannot be had. */
export async function openServer(
  house: House,
  engine: Engine,
  schema: GraphQLSchema,
  options: ServerOptions,
): Promise<OpenServer> {
  const { limits, credentials, host, port } = options;
  const { execution, apollo, listener, sockets, handle } = await createHttp({
    house,
    engine,
    schema,
    ...(limits && { limits }),
    ...(credentials && { credentials }),
  });
  // Uploads may take their time: whoever reads a body says how long it may take.
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 30_000, requestTimeout: 0 }, handle);
  server.on("upgrade", sockets.upgrade);
  await listen(server, host, port).catch(async (error: unknown) => {
    sockets.beginStop();
    await apollo.stop();
    throw error;
  });
  const url = urlOf(host, (server.address() as AddressInfo).port);
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    listener.closing = true;
    sockets.beginStop();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await within(FINISH_MS, execution.idle());
    await sockets.stop(GOODBYE_MS);
    server.closeIdleConnections();
    await within(GOODBYE_MS / 2, closed);
    server.closeAllConnections();
    await apollo.stop();
  };
  return { url, stop: () => (stopping ??= stop()) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why: Readonly<Record<string, string>> = {
        EADDRINUSE: `PORT: ${port} on ${host} is in use by another program`,
        EACCES: `PORT: ${port} on ${host} may not be used by this account`,
        EADDRNOTAVAIL: `HOST: ${host} is no address of this machine`,
        ENOTFOUND: `HOST: ${host} is no address of this machine`,
      };
      const words = why[error.code ?? ""];
      reject(words ? new SettingsError(words) : error);
    });
    server.listen(port, host, () => resolve());
  });
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    }),
  ]);
  clearTimeout(timer);
}
