import { cancelActivity } from "../../src/activities/commands/cancelActivity";
import { completeActivity } from "../../src/activities/commands/completeActivity";
import { createTask } from "../../src/activities/commands/createTask";
import { deleteActivity } from "../../src/activities/commands/deleteActivity";
import { assignCase } from "../../src/cases/commands/assignCase";
import { cancelCase } from "../../src/cases/commands/cancelCase";
import { createCase } from "../../src/cases/commands/createCase";
import { handBackCase } from "../../src/cases/commands/handBackCase";
import { mergeCases } from "../../src/cases/commands/mergeCases";
import { reactivateCase } from "../../src/cases/commands/reactivateCase";
import { resolveCase } from "../../src/cases/commands/resolveCase";
import { setCasePriority } from "../../src/cases/commands/setCasePriority";
import { Priority } from "../../src/cases/settings.entity";
import { Refusal } from "../../src/platform/errors";
import type { Ctx } from "../../src/platform/work";
import { addToQueue } from "../../src/queues/commands/addToQueue";
import { createQueue } from "../../src/queues/commands/createQueue";
import { moveQueueItem } from "../../src/queues/commands/moveQueueItem";
import { pickNext } from "../../src/queues/commands/pickNext";
import { pickQueueItem } from "../../src/queues/commands/pickQueueItem";
import { releaseQueueItem } from "../../src/queues/commands/releaseQueueItem";
import { removeFromQueue } from "../../src/queues/commands/removeFromQueue";
import { updateCase } from "../../src/cases/commands/updateCase";
import { createRoutingRule } from "../../src/routing/commands/createRoutingRule";
import { type Desk, openDesk } from "./desk";
import type { Reply } from "./house";
import { Random } from "./random";

const QUEUES = ["one", "two", "three"] as const;
type Key = (typeof QUEUES)[number];

interface Line {
  readonly subject: { readonly id: string };
  readonly workedBy: { readonly id: string } | null;
}
interface Told {
  readonly cursor: string;
  readonly item: ({ readonly id: string } & Line) | null;
  readonly removedItemId: string | null;
}

/** A queue as somebody has it on a screen: its items when it was opened, and what the stream told since. */
class Board {
  private readonly items = new Map<string, Line>();
  private readonly seen = new Set<string>();
  private waiting: { cursor: string; then: () => void } | null = null;

  put(id: string, line: Line): void {
    this.items.set(id, line);
  }

  take({ cursor, item, removedItemId }: Told): void {
    if (item) this.put(item.id, item);
    if (removedItemId) this.items.delete(removedItemId);
    this.seen.add(cursor);
    if (this.waiting && this.seen.has(this.waiting.cursor)) this.waiting.then();
  }

  /** Resolves once this event was told. */
  reached(cursor: string): Promise<void> {
    return new Promise((then) => {
      this.waiting = { cursor, then };
      if (this.seen.has(cursor)) then();
    });
  }

  get lines(): string[] {
    return [...this.items]
      .map(([id, { subject, workedBy }]) => `${id} ${subject.id} ${workedBy?.id ?? "nobody"}`)
      .sort();
  }
}

interface QueuePage {
  readonly itemCount: number;
  readonly items: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly nodes: readonly ({ readonly id: string } & Line)[];
  };
}

/** There is nothing that the chosen thing could be done to. */
class Nothing extends Error {}

const LINES = "nodes { id subject { ... on Case { id } ... on Activity { id } } workedBy { id } }";

async function itemsOf(desk: Desk, key: Key): Promise<({ id: string } & Line)[]> {
  const items: ({ id: string } & Line)[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: Reply = await desk.ask(
      `query ($key: String!, $after: String) { queue(key: $key) { itemCount unpickedCount
        items(first: 200, after: $after) { totalCount pageInfo { hasNextPage endCursor } ${LINES} } } }`,
      { key, after },
      desk.admin.token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const { items: page, itemCount } = data.queue as QueuePage;
    items.push(...page.nodes);
    if (itemCount !== page.totalCount) throw new Error(`${itemCount} items are counted, and ${page.totalCount} listed`);
    if (!page.pageInfo.hasNextPage) return items;
    after = page.pageInfo.endCursor;
  }
}

/**
 * Does so many things at random to what is in three queues, by several people at once, and compares boards that are kept by
 * the stream alone with the queues whenever nothing is under way. Answers what differed, and how often each thing was done.
 */
export async function boardsAtRandom(wish: {
  readonly operations: number;
  readonly seed: number;
  readonly batch?: number;
}) {
  const desk = await openDesk();
  const breaches: string[] = [];
  const done: Record<string, number> = {};
  try {
    const random = new Random(wish.seed);
    const system = desk.ctx();
    const people: { id: string; ctx: Ctx }[] = [];
    for (const name of ["Ann", "Bob", "Cem"]) {
      const { id, token } = await desk.person(name, ["support_lead"]);
      people.push({ id, ctx: desk.ctx(await desk.viewer(token)) });
    }
    for (const key of QUEUES) await createQueue(system, { key, name: key });
    const rule = { condition: { reason: { eq: "damage" } }, queue: "two", team: "warehouse" };
    await createRoutingRule(system, { name: "Damage", ...rule });
    await desk.rows("UPDATE routing_rule SET position = 0 WHERE name = 'Damage'");
    const boards = new Map<Key, Board>();
    for (const key of QUEUES) {
      const { currentCursor } = await desk.admin.sdk.CurrentCursor();
      const board = new Board();
      for (const item of await itemsOf(desk, key)) board.put(item.id, item);
      boards.set(key, board);
      desk.admin.socket.subscribe<{ queueChanged: Told }>(
        {
          query: `subscription ($queue: String!, $after: EventCursor) { queueChanged(queue: $queue, after: $after) {
            cursor item { ${LINES.slice("nodes { ".length)} removedItemId } }`,
          variables: { queue: key, after: currentCursor },
        },
        {
          next: ({ data, errors }) => (data ? board.take(data.queueChanged) : breaches.push(JSON.stringify(errors))),
          error: (error) => breaches.push(`the stream of ${key} ended: ${JSON.stringify(error)}`),
          complete: () => {},
        },
      );
    }
    const marker = (await createCase(system, { title: "Marker", queue: "three" })).case;
    const quiet = async () => {
      // The marker goes through all queues: once a board was told that it came and went, nothing is on its way.
      const moved: string[] = [];
      for (const queue of QUEUES)
        moved.push((await (await addToQueue(system, { subjectId: marker, queue })).cursor())!);
      const last = [moved[1]!, moved[2]!, moved[2]!];
      await Promise.all(QUEUES.map((key, i) => boards.get(key)!.reached(last[i]!)));
      for (const { id } of await astray()) breaches.push(`${id} does not stand as its subject does`);
      for (const key of QUEUES) {
        const shown = boards.get(key)!.lines;
        const held = (await itemsOf(desk, key))
          .map(({ id, subject, workedBy }) => `${id} ${subject.id} ${workedBy?.id ?? "nobody"}`)
          .sort();
        const differ = [...shown.filter((one) => !held.includes(one)), ...held.filter((one) => !shown.includes(one))];
        for (const one of differ) {
          const told = await desk.rows(
            "SELECT kind, data ->> 'queue' AS queue, data ->> 'fromQueue' AS from FROM event WHERE data ->> 'itemId' = $1 ORDER BY seq",
            one.split(" ")[0],
          );
          const where = held.includes(one) ? "not on the board" : "still on the board";
          breaches.push(`${key}: ${one} is ${where}: ${JSON.stringify(told)}`);
        }
      }
    };
    /** Items that are not held by who owns their subject, or whose subject is finished. */
    const astray = () =>
      desk.rows<{ id: string }>(`SELECT i.id FROM queue_item i LEFT JOIN service_case c ON c.id = i.case_id
        LEFT JOIN activity a ON a.id = i.activity_id
        WHERE i.worked_by_id IS DISTINCT FROM coalesce(c.assignee_id, a.assignee_id)
          OR c.state IN ('RESOLVED', 'CLOSED', 'CANCELED') OR a.state <> 'OPEN'
          OR i.urgency <> casegraph_urgency(coalesce(c.priority, a.priority))
          OR i.due_at IS DISTINCT FROM coalesce(c.due_at, a.due_at)`);
    const some = async (text: string) => {
      const [row] = await desk.rows<{ id: string }>(`${text} ORDER BY random() LIMIT 1`);
      if (!row) throw new Nothing();
      return row.id;
    };
    const aCase = () =>
      some(`SELECT id FROM service_case WHERE id <> '${marker}' AND state IN ('NEW', 'OPEN', 'ON_HOLD')`);
    const anItem = () => some(`SELECT id FROM queue_item WHERE case_id IS DISTINCT FROM '${marker}'`);
    const aTask = () => some("SELECT id FROM activity WHERE state = 'OPEN'");
    const verbs: Readonly<Record<string, (ctx: Ctx, key: Key, person: string) => Promise<unknown>>> = {
      create: (ctx, queue) => createCase(ctx, { title: "x", queue }),
      createRouted: (ctx) => createCase(ctx, { title: "x", reason: "damage" }),
      createOwned: (ctx, queue, assigneeId) => createCase(ctx, { title: "x", queue, assigneeId }),
      add: async (ctx, queue) => addToQueue(ctx, { subjectId: await aCase(), queue }),
      addTask: async (ctx, queue) => createTask(ctx, { subject: "x", queue, caseId: await aCase() }),
      move: async (ctx, queue) => moveQueueItem(ctx, { itemId: await anItem(), queue }),
      remove: async (ctx) => removeFromQueue(ctx, await anItem()),
      pick: async (ctx) => pickQueueItem(ctx, await anItem()),
      pickNext: (ctx, queue) => pickNext(ctx, queue),
      release: async (ctx) => releaseQueueItem(ctx, await anItem()),
      assign: async (ctx, _queue, personId) => assignCase(ctx, { id: await aCase(), personId }),
      unassign: async (ctx) => assignCase(ctx, { id: await aCase() }),
      handBack: async (ctx) => handBackCase(ctx, { id: await aCase(), reason: "x" }),
      prioritize: async (ctx) => setCasePriority(ctx, { id: await aCase(), priority: Priority.URGENT }),
      reroute: async (ctx) => updateCase(ctx, { id: await aCase(), input: { reason: "damage" } }),
      resolve: async (ctx) =>
        resolveCase(ctx, { id: await aCase(), input: { path: "advised", notes: "x", cancelOpenActivities: true } }),
      cancel: async (ctx) => cancelCase(ctx, { id: await aCase(), reason: "x" }),
      merge: async (ctx) => mergeCases(ctx, { sourceId: await aCase(), targetId: await aCase() }),
      reactivate: async (ctx) =>
        reactivateCase(ctx, { id: await some("SELECT id FROM service_case WHERE state = 'CANCELED'"), reason: "x" }),
      complete: async (ctx) => completeActivity(ctx, { id: await aTask() }),
      cancelTask: async (ctx) => cancelActivity(ctx, { id: await aTask() }),
      deleteTask: async (ctx) => deleteActivity(ctx, await aTask()),
    };
    const one = async () => {
      const name = random.pick([...Object.keys(verbs), "create", "create", "addTask", "pick", "pickNext", "release"]);
      const [actor, other] = [random.pick(people), random.pick(people)];
      const ctx = { ...actor.ctx, requestId: name };
      try {
        await verbs[name]!(ctx, random.pick([...QUEUES]), other.id);
        done[name] = (done[name] ?? 0) + 1;
      } catch (error) {
        // What is no more, or was nothing to begin with, is refused: that is no change of any board.
        if (!(error instanceof Refusal) && !(error instanceof Nothing)) breaches.push(`${name}: ${String(error)}`);
      }
    };
    const batch = wish.batch ?? 50;
    for (let left = wish.operations; left > 0; left -= batch) {
      let mine = Math.min(batch, left);
      await Promise.all(
        people.map(async () => {
          while (mine-- > 0) await one();
        }),
      );
      await quiet();
      if (breaches.length > 0) break;
    }
  } finally {
    await desk.close();
  }
  return { breaches, done };
}
