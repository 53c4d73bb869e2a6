import { newId } from "../../src/platform/ids";
import { sql } from "../../src/platform/sql";
import { type Duties, type RunningTimers, startTimers } from "../../src/platform/timers";
import { transact } from "../../src/platform/transact";
import type { Work } from "../../src/platform/work";
import { openPlatform, type PlatformHouse } from "../support/platformHouse";

/** A promise and its key. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("timers", () => {
  let platform: PlatformHouse;
  const running: RunningTimers[] = [];

  beforeEach(async () => {
    platform = await openPlatform();
    await platform.house.pool.query("DELETE FROM timer");
    await platform.house.pool.query("CREATE TABLE fired (subject_id uuid, generation int, note text)");
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((timers) => timers.stop()));
    await platform.drop();
  });

  const start = (duties: Duties, on = platform) => {
    const timers = startTimers(on.house, duties);
    running.push(timers);
    return timers;
  };
  const set = (subjectId: string, inMs: number | null, kind = "ring", data: Record<string, unknown> = {}) =>
    transact(platform.ctx(), async (work) => {
      await work.timer(kind, subjectId, inMs === null ? null : new Date(work.now.getTime() + inMs), data);
      return {};
    });
  const note = (work: Work, subjectId: string, generation: number, text = "") =>
    work.query(sql`INSERT INTO fired VALUES (${subjectId}, ${generation}, ${text})`);
  const rows = async (text: string, ...values: unknown[]) => (await platform.house.pool.query(text, values)).rows;

  it("do their duty at an instant that is never before they are due", async () => {
    const subject = newId(23);
    await set(subject, 5000);
    // As where the claim comes a moment after the instant that its transaction goes by.
    await rows("UPDATE timer SET ready_at = casegraph_now()");
    const seen = gate();
    let early = true;
    start({
      ring: async (work, { due }) => {
        early = work.now < due;
        work.afterCommit(() => seen.open());
      },
    });
    await seen.opened;
    expect(early).toBe(false);
  });

  it("fire once each, in due order, as the system, whichever of two servers is up", async () => {
    const other = await openPlatform({ url: platform.url });
    const subjects = Array.from({ length: 60 }, () => newId(23));
    for (const [i, subject] of subjects.entries()) await set(subject, i - 100, "ring", { i });
    const all = gate();
    let left = subjects.length;
    const duties: Duties = {
      ring: async (work, { subjectId, generation, data, due }) => {
        expect([work.actorId, due.getTime() <= work.now.getTime()]).toEqual([null, true]);
        await note(work, subjectId, generation, String(data.i));
        work.record({ kind: "RANG", type: "RANG", subjectId });
        work.afterCommit(() => --left === 0 && all.open());
      },
    };
    start(duties);
    const theirs = start(duties, other);
    await all.opened;
    await theirs.stop();
    expect((await rows("SELECT subject_id FROM fired ORDER BY note::int")).map((row) => row.subject_id)).toEqual(
      subjects,
    );
    expect(await rows("SELECT count(*)::int AS n FROM event WHERE type = 'RANG'")).toEqual([{ n: 60 }]);
    expect(await rows("SELECT 1 FROM timer")).toEqual([]);
    await other.close();
  });

  it("wake the runner for a nearer time", async () => {
    const rang = gate();
    start({ ring: async (work) => work.afterCommit(rang.open) });
    await set(newId(23), 3_600_000);
    await set(newId(23), 30);
    await rang.opened;
    expect(await rows("SELECT count(*)::int AS n FROM timer")).toEqual([{ n: 1 }]);
  });

  it("never fire a time that was changed or taken away", async () => {
    const [changed, gone, last] = [newId(23), newId(23), newId(23)];
    await set(changed, 60_000);
    await set(gone, 60_000);
    await set(changed, 40);
    await set(gone, null);
    await set(last, 60);
    const rang = gate();
    start({
      ring: async (work, { subjectId, generation }) => {
        await note(work, subjectId, generation);
        if (subjectId === last) work.afterCommit(rang.open);
      },
    });
    await rang.opened;
    expect(await rows("SELECT subject_id, generation FROM fired ORDER BY 1, 2")).toEqual(
      [
        { subject_id: changed, generation: 2 },
        { subject_id: last, generation: 1 },
      ].sort((a, b) => (a.subject_id < b.subject_id ? -1 : 1)),
    );
  });

  it("undo a duty whose time was changed while it ran", async () => {
    const subject = newId(23);
    await set(subject, -1);
    const [begun, moved, rang] = [gate(), gate(), gate()];
    start({
      ring: async (work, { subjectId, generation }) => {
        await note(work, subjectId, generation);
        if (generation === 1) {
          begun.open();
          await moved.opened;
        } else work.afterCommit(rang.open);
      },
    });
    await begun.opened;
    await set(subject, 5);
    moved.open();
    await rang.opened;
    expect(await rows("SELECT generation FROM fired")).toEqual([{ generation: 2 }]);
  });

  it("do not wait for a command that waits for them", async () => {
    const [subject] = await rows("CREATE TABLE subject AS SELECT casegraph_new_id(23) AS id").then(() =>
      rows("SELECT id FROM subject"),
    );
    await set(subject.id, 3_600_000);
    const [locked, claimed, rang] = [gate(), gate(), gate()];
    const command = transact(platform.ctx(), async (work) => {
      await work.query(sql`SELECT FROM subject WHERE id = ${subject.id} FOR UPDATE`);
      locked.open();
      await claimed.opened;
      // The duty holds its timer and wants the subject; the command holds the subject and wants the timer.
      await work.timer("ring", subject.id, work.now);
      return {};
    });
    await locked.opened;
    await platform.house.pool.query("UPDATE timer SET ready_at = casegraph_now()");
    start({
      ring: async (work, { subjectId, generation }) => {
        claimed.open();
        await work.query(sql`SELECT FROM subject WHERE id = ${subjectId} FOR UPDATE`);
        await note(work, subjectId, generation);
        work.afterCommit(rang.open);
      },
    });
    await command;
    await rang.opened;
    expect(await rows("SELECT generation FROM fired")).toEqual([{ generation: 2 }]);
    const { rows: deadlocks } = await platform.house.pool.query(
      "SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(deadlocks).toEqual([{ n: 0 }]);
  });

  it("let a failing duty wait longer each time, and fire the others meanwhile", async () => {
    const [bad, good] = [newId(23), newId(23)];
    await set(bad, -50);
    await set(good, -40);
    const [rang, recovered] = [gate(), gate()];
    let fails = true;
    const timers = start({
      ring: async (work, { subjectId, generation }) => {
        await note(work, subjectId, generation);
        if (subjectId === bad && fails) throw new Error("not today");
        work.afterCommit(subjectId === bad ? recovered.open : rang.open);
      },
    });
    await rang.opened;
    await timers.stop();
    expect(await rows("SELECT subject_id FROM fired")).toEqual([{ subject_id: good }]);
    expect(
      await rows(
        "SELECT subject_id, attempts > 0 AS tried, due < casegraph_now() AS due, ready_at > due + interval '1 second' AS waits FROM timer",
      ),
    ).toEqual([{ subject_id: bad, tried: true, due: true, waits: true }]);
    fails = false;
    await platform.house.pool.query("UPDATE timer SET ready_at = casegraph_now()");
    start({
      ring: async (work, { subjectId, generation }) => {
        await note(work, subjectId, generation);
        work.afterCommit(recovered.open);
      },
    });
    await recovered.opened;
    expect(await rows("SELECT subject_id, generation FROM fired WHERE subject_id = $1", bad)).toEqual([
      { subject_id: bad, generation: 1 },
    ]);
  });

  it("set themselves anew", async () => {
    const subject = newId(23);
    await set(subject, -1, "ring", { left: 3 });
    const over = gate();
    start({
      ring: async (work, { kind, subjectId, generation, data }) => {
        const left = Number(data.left) - 1;
        await note(work, subjectId, generation, String(left));
        if (left > 0) await work.timer(kind, subjectId, work.now, { left });
        else work.afterCommit(over.open);
      },
    });
    await over.opened;
    expect(await rows("SELECT generation, note FROM fired ORDER BY generation")).toEqual([
      { generation: 1, note: "2" },
      { generation: 2, note: "1" },
      { generation: 3, note: "0" },
    ]);
    expect(await rows("SELECT 1 FROM timer")).toEqual([]);
  });

  it("leave alone what they do not know", async () => {
    const [unknown, known] = [newId(23), newId(23)];
    await set(unknown, -60_000, "tomorrow's kind");
    const rang = gate();
    await set(known, -1);
    start({ ring: async (work) => work.afterCommit(rang.open) });
    await rang.opened;
    expect(await rows("SELECT subject_id, attempts FROM timer")).toEqual([{ subject_id: unknown, attempts: 0 }]);
  });

  it("go on when the database drops every connection", async () => {
    const rang = gate();
    start({ ring: async (work) => work.afterCommit(rang.open) });
    await platform.house.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await set(newId(23), 1);
    await rang.opened;
    expect(await rows("SELECT 1 FROM timer")).toEqual([]);
  });
});
