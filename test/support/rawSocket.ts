import { once } from "node:events";
import WebSocket from "ws";
import { type PlainServer, TOKEN } from "./plainServer";

export const wsUrl = (server: PlainServer) => server.url.replace("http", "ws");

/** The code and reason with which the other side closes. */
export async function closeOf(ws: WebSocket): Promise<[number, string]> {
  const [code, reason] = (await once(ws, "close")) as [number, Buffer];
  return [code, String(reason)];
}

/** A socket without a client around it, for what a good client would never say. */
export async function rawSocket(server: PlainServer, options: WebSocket.ClientOptions = {}) {
  const ws = new WebSocket(wsUrl(server), "graphql-transport-ws", options);
  const heard: string[] = [];
  let wake = () => {};
  ws.on("message", (data) => {
    heard.push(String(data));
    wake();
  });
  await once(ws, "open");
  const say = (message: unknown) => ws.send(typeof message === "string" ? message : JSON.stringify(message));
  const hear = async (): Promise<unknown> => {
    while (heard.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return JSON.parse(heard.shift()!);
  };
  const greet = async (token = TOKEN) => {
    say({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    expect(await hear()).toEqual({ type: "connection_ack" });
  };
  return { ws, say, hear, greet, heard };
}
