import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between a client and a server, and does to their talk what a bad network does. */
export interface Relay {
  readonly url: string;
  /** Requests so far whose body contains the word that the relay was opened with. */
  readonly seen: number;
  close(): Promise<void>;
}

/** What becomes of a request: passed on, lost before the server has it, or done with its answer lost. */
export type Fate = "pass" | "lose" | "lose answer";

/** Opens a relay to `target`; `fate` decides over every request whose body contains `word`, counted from 1. */
export async function openRelay(target: string, word: string, fate: (count: number) => Fate): Promise<Relay> {
  let seen = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const what = body.includes(word) ? fate(++seen) : "pass";
    if (what === "lose") return request.socket.destroy();
    const { method, headers, url } = request;
    const onward = forward(new URL(url!, target), { method, headers, agent: false }, (answer) => {
      if (what === "lose answer") return answer.resume().on("end", () => request.socket.destroy());
      response.writeHead(answer.statusCode!, answer.headers);
      return answer.pipe(response);
    });
    return onward.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get seen() {
      return seen;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
