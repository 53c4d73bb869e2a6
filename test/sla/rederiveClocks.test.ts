import { Client } from "pg";
import { saveBusinessCalendar } from "../../src/calendars/commands/saveBusinessCalendar";
import { saveHolidaySchedule } from "../../src/calendars/commands/saveHolidaySchedule";
import { Priority } from "../../src/cases/settings.entity";
import { createCase } from "../../src/cases/commands/createCase";
import { holdCase } from "../../src/cases/commands/holdCase";
import { resolveCase } from "../../src/cases/commands/resolveCase";
import { resumeCase } from "../../src/cases/commands/resumeCase";
import { setCasePriority } from "../../src/cases/commands/setCasePriority";
import { transact } from "../../src/platform/transact";
import { saveSlaPolicy } from "../../src/sla/commands/saveSlaPolicy";
import { SlaChangeScope } from "../../src/sla/slaPolicy.entity";
import { rederiveClocks } from "../../src/sla/timers/rederiveClocks";
import { importCases } from "../../src/transfer/commands/importCases";
import { openTestHouse, type TestHouse } from "../support/house";

/*
 * Changed policies and calendars on their way through open clocks. The clock stands at a Monday morning.
 */

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
  house.clock.set("2027-03-01T10:00:00.000Z");
  await saveHolidaySchedule(house.ctx(), { key: "off", name: "Off", holidays: [] });
  await calendar("17:00");
  await policy("PT8H");
  await house.rows(
    "UPDATE case_type SET sla_policy_id = (SELECT id FROM sla_policy WHERE key = 'own') WHERE key = 'other'",
  );
});
afterEach(() => house.close());

const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] as const;
const calendar = (closes: string) =>
  saveBusinessCalendar(house.ctx(), {
    key: "day",
    name: "Day",
    timeZone: "UTC",
    hours: WEEK.map((weekday) => ({ weekday, opens: "09:00", closes })),
    holidaySchedule: "off",
  });
const policy = (resolution: string, applyTo = SlaChangeScope.OPEN_CLOCKS) =>
  saveSlaPolicy(house.ctx(), {
    key: "own",
    name: "Own",
    calendar: "day",
    targets: [
      { priority: "NORMAL", firstResponse: "PT1H", resolution },
      { priority: "HIGH", resolution: "PT4H" },
    ],
    applyTo,
  });
const open = async () => (await createCase(house.ctx(), { title: "A squeak" })).case;

/** A case as its row says it, its due time to the minute. */
const see = async (id: string) =>
  (
    await house.rows(
      `SELECT c.sla_standing AS standing, to_char(c.due_at AT TIME ZONE 'UTC', 'Dy HH24:MI') AS due, c.version,
        k.policy_revision AS revision, k.calendar_revision AS calendar
       FROM service_case c JOIN sla_clock k ON k.case_id = c.id AND k.kind = 'RESOLUTION' WHERE c.id = $1`,
      id,
    )
  )[0];

const jobs = () =>
  house.rows(
    `SELECT total, done, changed, finished_at IS NOT NULL AS finished FROM sla_rederivation ORDER BY requested_at, id`,
  );

/** Once the newest change has gone through all that it concerns. */
async function followed(): Promise<void> {
  for (;;) if ((await jobs()).every((job) => job.finished)) return;
}

test("open clocks follow a changed policy: told on the timeline, without a new version of the case", async () => {
  const [a, b, done] = [await open(), await open(), await open()];
  await resolveCase(house.ctx(), { id: done, input: { path: "repaired", notes: "" } });
  expect(await see(a)).toMatchObject({ due: "Tue 10:00", revision: 1, version: 1 });
  await policy("PT16H");
  await followed();
  for (const id of [a, b])
    expect(await see(id)).toEqual({ standing: "RUNNING", due: "Wed 10:00", version: 1, revision: 2, calendar: 1 });
  expect(await see(done)).toMatchObject({ standing: "MET", revision: 1 });
  // Two clocks each; the first responses follow without being due at another time.
  expect(await jobs()).toEqual([{ total: 4, done: 4, changed: 2, finished: true }]);
  const told = await house.rows(
    "SELECT kind, sla_kind, changes FROM event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1",
    a,
  );
  expect(told).toMatchObject([
    {
      kind: "SLA_CHANGED",
      sla_kind: "RESOLUTION",
      changes: [
        {
          field: "dueAt",
          from: expect.stringMatching("2027-03-02T10:00"),
          to: expect.stringMatching("2027-03-03T10:00"),
        },
        { field: "target", from: "PT8H", to: "PT16H" },
      ],
    },
  ]);
  const [timer] = await house.rows(
    `SELECT to_char(t.due AT TIME ZONE 'UTC', 'Dy HH24:MI') AS due FROM timer t JOIN sla_clock k ON k.id = t.subject_id
     WHERE k.case_id = $1 AND k.kind = 'RESOLUTION'`,
    a,
  );
  // Three quarters of sixteen hours.
  expect(timer).toEqual({ due: "Tue 14:00" });
});

test("or new cases only: standing ones keep their revision through all that happens to them, until one is applied to them", async () => {
  const id = await open();
  await policy("PT16H", SlaChangeScope.NEW_CASES);
  expect(await jobs()).toEqual([]);
  expect(await see(await open())).toMatchObject({ due: "Wed 10:00", revision: 2 });
  await holdCase(house.ctx(), { id, reason: "A part" });
  await resumeCase(house.ctx(), { id });
  await setCasePriority(house.ctx(), { id, priority: Priority.HIGH });
  expect(await see(id)).toMatchObject({ due: "Mon 14:00", revision: 1 });
  await setCasePriority(house.ctx(), { id, priority: Priority.NORMAL });
  await calendar("13:00");
  await followed();
  // Three hours today, four on each day after.
  expect(await see(id)).toMatchObject({ due: "Wed 10:00", revision: 1, calendar: 2 });
  await policy("PT16H");
  await followed();
  expect(await see(id)).toMatchObject({ revision: 2, due: "Fri 10:00" });
});

test("they follow a calendar's days off, and a case that somebody holds comes later", async () => {
  const [id, held] = [await open(), await open()];
  const other = new Client({ connectionString: house.databaseUrl });
  await other.connect();
  await other.query("BEGIN");
  await other.query("SELECT FROM service_case WHERE id = $1 FOR UPDATE", [held]);
  await saveHolidaySchedule(house.ctx(), {
    key: "off",
    name: "Off",
    holidays: [{ date: "2027-03-02", name: "Off", yearly: false }],
  });
  for (;;) if ((await see(id))!.due === "Wed 10:00") break;
  expect(await see(held)).toMatchObject({ due: "Tue 10:00", calendar: 1 });
  expect((await jobs())[0]).toMatchObject({ total: 4, done: 2, finished: false });
  await other.query("COMMIT");
  await other.end();
  await followed();
  expect(await see(held)).toMatchObject({ due: "Wed 10:00", calendar: 2 });
  expect((await jobs())[0]).toMatchObject({ total: 4, done: 4, changed: 2, finished: true });
});

test("what is saved as it was changes nothing", async () => {
  await open();
  await calendar("17:00");
  await policy("PT8H");
  expect(await jobs()).toEqual([]);
  expect(await house.rows("SELECT revision FROM business_calendar WHERE key = 'day'")).toEqual([{ revision: 1 }]);
});

test("a server that is started again goes on where another stood", async () => {
  const first = await openTestHouse({ timers: false });
  const own = house;
  house = first;
  try {
    first.clock.set("2027-03-01T10:00:00.000Z");
    await saveHolidaySchedule(first.ctx(), { key: "off", name: "Off", holidays: [] });
    await calendar("17:00");
    await policy("PT8H");
    await first.rows(
      "UPDATE case_type SET sla_policy_id = (SELECT id FROM sla_policy WHERE key = 'own') WHERE key = 'other'",
    );
    const rows = Array.from({ length: 260 }, (_, i) => ({ externalId: `X-${i}`, title: `Squeak ${i}` }));
    await importCases(first.ctx(), rows);
    await policy("PT16H");
    const [timer] = await first.rows("SELECT * FROM timer WHERE kind = 'sla.rederive'");
    const { kind, subject_id: subjectId, due, generation, data } = timer!;
    await transact(first.ctx(), async (work) => {
      await rederiveClocks(work, { kind, subjectId, due, generation, data });
      return {};
    });
    const [half] = await jobs();
    expect(half).toMatchObject({ total: 520, finished: false });
    expect(half!.done).toBeGreaterThan(0);
    expect(half!.done).toBeLessThan(520);
    const second = await openTestHouse({ databaseUrl: first.databaseUrl });
    try {
      second.clock.set("2027-03-01T10:00:05.000Z");
      await followed();
    } finally {
      await second.close();
    }
    expect(await jobs()).toEqual([{ total: 520, done: 520, changed: 260, finished: true }]);
    expect(await first.rows("SELECT DISTINCT policy_revision FROM sla_clock")).toEqual([{ policy_revision: 2 }]);
  } finally {
    house = own;
    await first.close();
  }
});
