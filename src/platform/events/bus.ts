import { setTimeout as pause } from "node:timers/promises";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "../log";

/** Wake-ups between servers. It may lose, repeat or reorder them: the truth is in the database, and is polled. */
export interface Bus {
  /** Tells the other servers that the log of this epoch has grown to `head`. */
  publish(epoch: string, head: number): void;
  close(): Promise<void>;
}

/** Between two tries to join, in ms. */
const AGAIN_MS = 2000;

/** Joins the NATS servers as soon, and as often, as they can be reached; the server works without them meanwhile. */
export function openBus(url: string, log: Logger, onWake: (epoch: string, head: number) => void): Bus {
  let connection: NatsConnection | null = null;
  let up = false;
  const closing = new AbortController();

  const join = async (): Promise<void> => {
    for (let told = false; !closing.signal.aborted; told = true) {
      try {
        const made = await connect({ ...address(url), name: "casegraph", timeout: AGAIN_MS, maxReconnectAttempts: -1 });
        connection = made;
        return closing.signal.aborted ? made.close() : listen(made);
      } catch (error) {
        if (!told) log.warn({ err: error }, "NATS cannot be reached; wake-ups go through the database until it can");
        await pause(AGAIN_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  };
  const listen = async (made: NatsConnection): Promise<void> => {
    up = true;
    log.info({ server: made.getServer() }, "NATS carries the wake-ups");
    made.subscribe("casegraph.log.*", {
      callback: (error, message) => {
        if (!error) onWake(message.subject.slice("casegraph.log.".length), Number(message.string()));
      },
    });
    for await (const { type } of made.status()) {
      if (type !== "disconnect" && type !== "reconnect") continue;
      up = type === "reconnect";
      log.info(`NATS: ${type}`);
    }
  };
  const joined = join();

  return {
    publish(epoch, head) {
      // Without a broker it is dropped, not kept until there is one: by then the others have long polled.
      if (up && connection && !connection.isClosed()) connection.publish(`casegraph.log.${epoch}`, String(head));
    },
    async close() {
      closing.abort();
      await connection?.close();
      await joined;
    },
  };
}

/** NATS takes the credentials beside the addresses. */
function address(url: string): { servers: string[]; user: string | undefined; pass: string | undefined } {
  const urls = url.split(",").map((part) => new URL(part.trim()));
  const { username, password } = urls[0]!;
  return {
    servers: urls.map((u) => u.host),
    user: username ? decodeURIComponent(username) : undefined,
    pass: password ? decodeURIComponent(password) : undefined,
  };
}
