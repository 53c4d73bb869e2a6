import { EventEmitter } from "node:events";
import { pino } from "pino";
import { type Bus, openBus } from "../../src/platform/events/bus";
import { newId } from "../../src/platform/ids";
import { transact } from "../../src/platform/transact";
import { openPlatform, type PlatformHouse } from "../support/platformHouse";
import { type TinyNats, tinyNats } from "../support/tinyNats";

const log = pino({ level: "silent" });

describe("the bus between servers", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close();
  });

  const bus = (url: string) => {
    const woken = new EventEmitter();
    const made: Bus = openBus(url, log, (epoch, head) => woken.emit("wake", epoch, head));
    open.push(made);
    return { made, woken };
  };
  /** Publishes until it arrives: before a server has joined, a wake-up is lost, which is allowed. */
  const carries = async (from: Bus, to: EventEmitter, head: number) => {
    let arrived = false;
    to.on("wake", (epoch: string, told: number) => {
      arrived ||= epoch === "abc" && told === head;
    });
    while (!arrived) {
      from.publish("abc", head);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const nats = async (port?: number): Promise<TinyNats> => {
    const made = await tinyNats(port);
    open.push(made);
    return made;
  };

  it("carries wake-ups, also when the broker comes later and goes away meanwhile", async () => {
    const first = await tinyNats();
    await first.close();
    const [here, there] = [bus(first.url), bus(first.url)];
    const second = await tinyNats(first.port);
    await carries(here.made, there.woken, 41);
    await second.close();
    here.made.publish("abc", 42);
    await nats(first.port);
    await carries(there.made, here.woken, 43);
  }, 20_000);

  it("can be closed while there is no broker", async () => {
    const gone = await tinyNats();
    await gone.close();
    const alone = bus(gone.url);
    alone.made.publish("abc", 1);
    await alone.made.close();
  });

  it("does no harm when it loses, repeats, reorders or lies", async () => {
    const broker = await nats();
    const one: PlatformHouse = await openPlatform({ natsUrl: broker.url });
    const other = await openPlatform({ url: one.url, natsUrl: broker.url });
    open.push({ close: () => one.drop() }, other);
    let before = "0";
    broker.mischief = (payload) => {
      const turn = Number(payload) % 4;
      const sent =
        turn === 0 ? [] : turn === 1 ? [payload, payload] : turn === 2 ? [before, payload, "NaN", "-1"] : ["1e300", ""];
      before = payload;
      return sent;
    };
    const reader = await other.house.feed.read(null);
    const seen: unknown[] = [];
    for (let n = 1; n <= 200; n++) {
      await transact(one.ctx(), async (work) => {
        work.record({ kind: "K", type: "T", subjectId: newId(23), data: { n } });
        return {};
      });
    }
    while (seen.length < 200) seen.push(...(await reader.next(50)).map((event) => event.data.n));
    expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  it("tells the log's epoch and head", async () => {
    const broker = await nats();
    const one = await openPlatform({ natsUrl: broker.url });
    open.push({ close: () => one.drop() });
    const [epoch] = (await one.house.feed.head()).split(".");
    while (broker.published.length === 0) {
      const { cursor } = await transact(one.ctx(), async (work) => {
        work.record({ kind: "K", type: "T", subjectId: newId(23) });
        return {};
      });
      await cursor();
    }
    expect(broker.published[0]).toMatch(new RegExp(`^casegraph\\.log\\.${epoch} [0-9]+$`));
  });
});
