import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What the bus does to a message: nothing, or something worse. */
export type Mischief = (payload: string) => readonly string[];

/** As much of a NATS server as wake-ups need, which loses, repeats and changes messages as it is told. */
export interface TinyNats {
  readonly url: string;
  readonly port: number;
  /** What was published, as `subject payload`. */
  readonly published: string[];
  mischief: Mischief;
  close(): Promise<void>;
}

export async function tinyNats(port = 0): Promise<TinyNats> {
  const subscribers = new Map<Socket, { subject: RegExp; sid: string }[]>();
  const published: string[] = [];
  const server = createServer((socket) => {
    subscribers.set(socket, []);
    socket.on("error", () => {});
    socket.on("close", () => subscribers.delete(socket));
    let buffered = "";
    socket.on("data", (chunk) => {
      buffered += chunk.toString("latin1");
      for (let end = buffered.indexOf("\r\n"); end >= 0; end = buffered.indexOf("\r\n")) {
        const [verb, ...words] = buffered.slice(0, end).split(" ");
        let used = end + 2;
        if (verb === "PING") socket.write("PONG\r\n");
        if (verb === "SUB") {
          const subject = new RegExp(`^${words[0]!.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`);
          subscribers.get(socket)!.push({ subject, sid: words.at(-1)! });
        }
        if (verb === "PUB") {
          const length = Number(words.at(-1));
          if (buffered.length < used + length + 2) return;
          const payload = buffered.slice(used, used + length);
          used += length + 2;
          published.push(`${words[0]} ${payload}`);
          for (const sent of nats.mischief(payload)) deliver(words[0]!, sent);
        }
        buffered = buffered.slice(used);
      }
    });
    socket.write(
      `INFO ${JSON.stringify({ server_id: "tiny", version: "2.10.0", proto: 1, max_payload: 65536, headers: false })}\r\n`,
    );
  });
  const deliver = (subject: string, payload: string) => {
    for (const [socket, all] of subscribers) {
      for (const { subject: wanted, sid } of all) {
        if (wanted.test(subject)) socket.write(`MSG ${subject} ${sid} ${payload.length}\r\n${payload}\r\n`);
      }
    }
  };
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const at = (server.address() as AddressInfo).port;
  const nats: TinyNats = {
    url: `nats://127.0.0.1:${at}`,
    port: at,
    published,
    mischief: (payload) => [payload],
    async close() {
      for (const socket of subscribers.keys()) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return nats;
}
