import { setTimeout as wait } from "node:timers/promises";
import type { Viewer } from "../access/viewer";
import type { LogEvent } from "../events/feed";
import { textOf } from "../http/answers";
import type { Answer, SubscriptionPlan } from "../read/engine";
import { isOutage } from "../tell";

/** An event as its subscribers get it. */
export interface Payload {
  readonly pos: number;
  readonly bytes: Buffer;
}

/** Events that are read in one statement. */
export const BATCH = 50;

/** How long a database that is away is waited for, before the socket is given up and the client comes again. */
const PATIENCE_MS = [100, 200, 400, 800, 1_600, 3_200];

async function patiently(read: () => Promise<(Answer | null)[]>): Promise<(Answer | null)[]> {
  for (const pause of PATIENCE_MS) {
    try {
      return await read();
    } catch (error) {
      if (!isOutage(error)) throw error;
      await wait(pause);
    }
  }
  return read();
}

/** What of these events concerns the viewer, read and written out once, in order. */
export async function payloadsOf(
  plan: SubscriptionPlan,
  events: readonly LogEvent[],
  viewer: Viewer,
): Promise<Payload[]> {
  const { stream, args } = plan;
  const wanted = events.filter((event) => stream.wants(event, viewer, args));
  if (wanted.length === 0) return [];
  const values = wanted.map((event) => stream.value(event, viewer, args));
  const answers = await patiently(() => plan.read(values, viewer));
  const payloads: Payload[] = [];
  wanted.forEach((event, i) => {
    const answer = answers[i];
    if (answer) payloads.push({ pos: event.pos, bytes: Buffer.from(textOf(answer)) });
  });
  return payloads;
}
