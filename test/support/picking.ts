import { createCase } from "../../src/cases/commands/createCase";
import { createQueue } from "../../src/queues/commands/createQueue";
import { openDesk } from "./desk";
import { openTestHouse, type TestServer } from "./house";

const PRIORITIES = ["URGENT", "HIGH", "NORMAL", "LOW"] as const;

/** A queue of so many cases on one database, several servers on it, and clients who are signed in to one each. */
async function raceTrack(wish: { readonly items: number; readonly clients: number; readonly servers: number }) {
  const desk = await openDesk();
  const others: TestServer[] = [];
  const close = async () => {
    for (const server of others) await server.close();
    await desk.close();
  };
  try {
    while (others.length < wish.servers - 1)
      others.push(await openTestHouse({ serve: true, databaseUrl: desk.databaseUrl }));
    const servers: TestServer[] = [desk, ...others];
    await createQueue(desk.ctx(), { key: "hot", name: "Hot" });
    const clients: { id: string; ask: TestServer["ask"] }[] = [];
    for (let i = 0; i < wish.clients; i++) {
      const { id, token } = await desk.person(`Picker${i}`, ["support"]);
      const server = servers[i % servers.length]!;
      clients.push({ id, ask: (query, variables) => server.ask(query, variables, token) });
    }
    let made = 0;
    const make = async () => {
      while (made < wish.items) {
        const n = made++;
        await createCase(desk.ctx(), { title: `Case ${n}`, queue: "hot", priority: PRIORITIES[(n * 7) % 4] as never });
      }
    };
    await Promise.all(Array.from({ length: 6 }, make));
    const items = await desk.rows<{ id: string }>(
      "SELECT id FROM queue_item ORDER BY urgency, coalesce(due_at, 'infinity'), entered_at, id",
    );
    return { desk, clients, items: items.map(({ id }) => id), close };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface Race {
  /** What was not as it must be. */
  readonly breaches: string[];
  readonly winners: number;
  readonly refused: number;
}

/**
 * Every client asks for every item at once. `byHand` is the control: the holder is read, and then written, as a program does
 * it that trusts what it read.
 */
export async function raceForItems(wish: {
  readonly items: number;
  readonly clients: number;
  readonly servers: number;
  readonly byHand?: boolean;
}): Promise<Race> {
  const { desk, clients, items, close } = await raceTrack(wish);
  const breaches: string[] = [];
  let refused = 0;
  let winners = 0;
  try {
    const byHand = async (client: { id: string }, id: string): Promise<boolean> => {
      const [row] = await desk.rows("SELECT worked_by_id FROM queue_item WHERE id = $1", id);
      if (row!.worked_by_id !== null) return false;
      await desk.rows(
        "UPDATE queue_item SET worked_by_id = $2, worked_since = casegraph_now() WHERE id = $1",
        id,
        client.id,
      );
      return true;
    };
    for (const id of items) {
      const outcomes = await Promise.all(
        clients.map(async (client) => {
          if (wish.byHand) return byHand(client, id);
          const { data, errors } = await client.ask(
            "mutation ($id: ID!) { pickQueueItem(itemId: $id) { item { workedBy { id } } } }",
            { id },
          );
          if (data?.pickQueueItem) return data.pickQueueItem.item.workedBy.id === client.id;
          const code = errors?.[0]?.extensions.code;
          if (code !== "ALREADY_PICKED") breaches.push(`${id}: ${code} ${errors?.[0]?.message}`);
          return false;
        }),
      );
      const won = outcomes.filter(Boolean).length;
      if (won !== 1) breaches.push(`${id} has ${won} winners`);
      winners += won;
      refused += outcomes.length - won;
    }
  } finally {
    await close();
  }
  return { breaches, winners, refused };
}

/** Clients take the next item until none is left; each hand-out is compared with what was still to be had before it began. */
export async function raceForNext(wish: {
  readonly items: number;
  readonly clients: number;
  readonly servers: number;
}): Promise<{ readonly breaches: string[]; readonly mostPressingLeft: number; readonly handed: number }> {
  const { clients, items, close } = await raceTrack(wish);
  const breaches: string[] = [];
  const place = new Map(items.map((id, n) => [id, n]));
  const left = new Set(items);
  let mostPressingLeft = 0;
  let handed = 0;
  try {
    await Promise.all(
      clients.map(async (client) => {
        for (;;) {
          const { data, errors } = await client.ask('mutation { pickNext(queue: "hot") { item { id } } }');
          if (errors) {
            breaches.push(`${errors[0]!.extensions.code} ${errors[0]!.message}`);
            return;
          }
          const id = data.pickNext.item?.id as string | undefined;
          if (id === undefined) return;
          if (!left.delete(id)) breaches.push(`${id} was handed out twice`);
          handed++;
          // Those that others are just being told of count too: that only makes this stricter.
          const before = [...left].filter((one) => place.get(one)! < place.get(id)!).length;
          mostPressingLeft = Math.max(mostPressingLeft, before);
        }
      }),
    );
  } finally {
    await close();
  }
  if (left.size > 0) breaches.push(`${left.size} items were never handed out`);
  if (mostPressingLeft > wish.clients - 1) breaches.push(`${mostPressingLeft} more pressing ones were passed over`);
  return { breaches, mostPressingLeft, handed };
}
