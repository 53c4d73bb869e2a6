import { boardsAtRandom } from "../../test/support/board";
import globalSetup from "../../test/support/globalSetup";
import globalTeardown from "../../test/support/globalTeardown";
import { raceForItems, raceForNext } from "../../test/support/picking";
import { turnsAtOnce } from "../../test/support/turns";

/*
 * Queues and turns under load, each with what it must come to:
 *   npm run proof:queues [picks|turns|board …]
 * picks: 12 clients, 1,000 items, three servers; one winner each, the next item in order of urgency, and a control that
 * reads before it writes. turns: 5 people, 5,000 cases, 16 clients, in turn and by load. board: 10,000 random operations.
 */
const wanted = process.argv.slice(2);
const scale = Number(process.env.SCALE ?? 1);
const of = (whole: number) => Math.max(10, Math.round(whole * scale));

let red = 0;
function say(what: string, breaches: readonly string[]): void {
  if (breaches.length > 0) red++;
  console.log(`${breaches.length === 0 ? "as it must be" : "BROKEN"}: ${what}`);
  for (const breach of breaches.slice(0, 20)) console.log(`  ${breach}`);
}

async function picks(): Promise<void> {
  const wish = { items: of(1000), clients: 12, servers: 3 };
  const race = await raceForItems(wish);
  say(`${race.winners} items picked once each, ${race.refused} refused with ALREADY_PICKED`, race.breaches);
  const alone = await raceForNext({ ...wish, clients: 1 });
  say(`one client got ${alone.handed} in exact order, ${alone.mostPressingLeft} passed over`, [
    ...alone.breaches,
    ...(alone.mostPressingLeft > 0 ? ["not in order"] : []),
  ]);
  const many = await raceForNext(wish);
  say(`12 clients got ${many.handed}, at most ${many.mostPressingLeft} more pressing ones left`, many.breaches);
  const control = await raceForItems({ ...wish, items: of(100), servers: 1, byHand: true });
  say(
    `the control that reads and then writes has ${control.winners} winners for ${of(100)} items`,
    control.breaches.length > 0 ? [] : ["the control went through: the race proves nothing"],
  );
}

async function turns(): Promise<void> {
  const round = await turnsAtOnce({ strategy: "ROUND_ROBIN", people: 5, cases: of(5000), clients: 16, capacity: null });
  say(`in turn: ${round.held.join(", ")} cases (${round.perSecond.toFixed(0)}/s)`, [
    ...(Math.max(...round.held) - Math.min(...round.held) > 1 ? ["they differ by more than one"] : []),
  ]);
  const capacity = of(200);
  const load = await turnsAtOnce({ strategy: "LEAST_LOADED", people: 5, cases: capacity * 6, clients: 16, capacity });
  say(`by load: ${load.held.join(", ")} of ${capacity} each, at most ${load.most} at any commit looked at`, [
    ...(load.most > capacity ? ["somebody had more than fits"] : []),
    ...(load.held.some((n) => n !== capacity) ? ["not all that fits was given"] : []),
  ]);
}

async function board(): Promise<void> {
  const { breaches, done } = await boardsAtRandom({ operations: of(10_000), seed: 2026, batch: 100 });
  const all = Object.values(done).reduce((sum, n) => sum + n, 0);
  say(
    `${all} operations of ${Object.keys(done).length} kinds; boards equal the queues at every quiet moment`,
    breaches,
  );
}

async function main(): Promise<void> {
  await globalSetup();
  try {
    for (const [name, prove] of Object.entries({ picks, turns, board }))
      if (wanted.length === 0 || wanted.includes(name)) await prove();
  } finally {
    await globalTeardown();
  }
  process.exitCode = red === 0 ? 0 : 1;
}

void main();
