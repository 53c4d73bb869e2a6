import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "../log";

/** Wake-ups between servers. It may lose, repeat or reorder them: the truth is in the database, and is polled. */
export interface Bus {
  /** Tells the other servers that the log of this epoch has grown to `head`. */
  publish(epoch: string, head: number): void;
  close(): Promise<void>;
}

/** Joins the NATS servers as soon, and as often, as they can be reached; the server works without them meanwhile. */
export function openBus(url: string, log: Logger, onWake: (epoch: string, head: number) => void): Bus {
  let connection: NatsConnection | null = null;
  let closed = false;
  const { servers, user, pass } = address(url);
  const joined = connect({ servers, user, pass, name: "casegraph", waitOnFirstConnect: true, maxReconnectAttempts: -1 })
    .then(async (made) => {
      if (closed) return made.close();
      connection = made;
      log.info({ server: made.getServer() }, "NATS carries the wake-ups");
      made.subscribe("casegraph.log.*", {
        callback: (error, message) => {
          if (!error) onWake(message.subject.slice("casegraph.log.".length), Number(message.string()));
        },
      });
    })
    .catch((error: unknown) => log.warn({ err: error }, "NATS is not used"));

  return {
    publish(epoch, head) {
      // Without a connection it is dropped rather than queued: by the time it arrived the others would have polled.
      if (connection && !connection.isClosed()) connection.publish(`casegraph.log.${epoch}`, String(head));
    },
    async close() {
      closed = true;
      if (connection) {
        await connection.close();
        await joined;
      }
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
