import { Client } from "pg";
import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";
import { Random } from "../support/random";

let desk: Desk;
let lead: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  lead = await desk.person("Lena", ["support_lead"]);
});
afterAll(() => desk.close());

let count = 0;
const newTech = (more: Record<string, unknown> = {}) => desk.person(`Tech${++count}`, ["service"], more);
const at = (time: string) => `2026-11-09T${time}:00Z`;
const book = (assigneeId: string | null, from: string, until: string, more: Record<string, unknown> = {}) =>
  lead.sdk.ScheduleAppointment({
    input: { subject: `${from} to ${until}`, assigneeId, startsAt: at(from), endsAt: at(until), ...more },
  });
const booked = async (...given: Parameters<typeof book>) => (await book(...given)).scheduleAppointment.activity.id;

test("an appointment is booked with all that is known of it", async () => {
  const tech = await newTech();
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
  const { createCase } = await lead.sdk.CreateCase({ input: { title: "x", customerId: createCustomer.customer.id } });
  const { data } = await desk.ask(
    'mutation { upsertWorkOrder(input: { number: "W-1" }) { workOrder { id } } }',
    {},
    desk.admin.token,
  );
  const { scheduleAppointment } = await book(tech.id, "09:00", "10:30", {
    caseId: createCase.case.id,
    purpose: "INSTALLATION",
    location: "Hall 3",
    contactId: lead.id,
    workOrderId: data.upsertWorkOrder.workOrder.id,
  });
  expect(scheduleAppointment.warnings).toEqual([]);
  expect(scheduleAppointment.activity).toMatchObject({
    __typename: "Appointment",
    startsAt: "2026-11-09T09:00:00.000Z",
    endsAt: "2026-11-09T10:30:00.000Z",
    purpose: "INSTALLATION",
    location: "Hall 3",
    contact: { name: "Lena" },
    workOrder: { number: "W-1" },
    customer: { id: createCustomer.customer.id },
    timeSpent: "PT1H30M",
    rescheduleCount: 0,
  });
  const { id } = scheduleAppointment.activity;
  const { completeActivity } = await lead.sdk.CompleteActivity({ id, timeSpent: "PT45M" });
  expect(completeActivity.activity.timeSpent).toBe("PT45M");
});

test("times that are none are refused by field and rule", async () => {
  const wrong = async (from: string, until: string) =>
    (await refusal(lead.sdk.ScheduleAppointment({ input: { subject: "x", startsAt: from, endsAt: until } })))
      .violations;
  expect(await wrong(at("10:00"), at("10:00"))).toMatchObject([{ path: "input.endsAt", rule: "order" }]);
  expect(await wrong(at("10:00"), "2027-01-01T00:00:00Z")).toMatchObject([{ path: "input.endsAt", rule: "range" }]);
});

describe("one person in one place at a time", () => {
  test("an overlap is refused by name, a touch is not, and what is canceled or done frees its time", async () => {
    const tech = await newTech();
    const first = await booked(tech.id, "09:00", "10:00");
    for (const [from, until] of [
      ["09:30", "10:30"],
      ["08:00", "09:01"],
      ["09:15", "09:20"],
      ["08:00", "11:00"],
    ] as const)
      expect(await refusal(book(tech.id, from, until))).toEqual({ code: "SCHEDULE_CONFLICT", activityIds: [first] });
    await book(tech.id, "08:00", "09:00");
    await book(tech.id, "10:00", "11:00");
    await book(null, "09:00", "10:00");
    await lead.sdk.CancelActivity({ id: first });
    const second = await booked(tech.id, "09:30", "10:00");
    expect(await refusal(lead.sdk.ReopenActivity({ id: first }))).toEqual({
      code: "SCHEDULE_CONFLICT",
      activityIds: [second],
    });
    await lead.sdk.CompleteActivity({ id: second });
    await lead.sdk.ReopenActivity({ id: first });
    expect(await refusal(lead.sdk.ReopenActivity({ id: second }))).toMatchObject({ code: "SCHEDULE_CONFLICT" });
  });

  test("what may overlap is booked over it with a warning, and is in nobody else's way but by the same leave", async () => {
    const tech = await newTech();
    const first = await booked(tech.id, "09:00", "10:00");
    const over = await book(tech.id, "09:30", "11:00", { allowOverlap: true });
    expect(over.scheduleAppointment.warnings).toEqual([
      {
        code: "OVERLAP",
        message: "Overlaps the assignee's appointment from 2026-11-09T09:00:00.000Z to 2026-11-09T10:00:00.000Z.",
      },
    ]);
    // It takes its time like any other, even where no other one is there any more.
    await lead.sdk.CancelActivity({ id: first });
    expect(await refusal(book(tech.id, "10:30", "11:30"))).toEqual({
      code: "SCHEDULE_CONFLICT",
      activityIds: [over.scheduleAppointment.activity.id],
    });
  });

  test("nor may anybody be assigned to, or moved into, two at once", async () => {
    const [one, two] = [await newTech(), await newTech()];
    const [first, second] = [await booked(one.id, "09:00", "10:00"), await booked(two.id, "09:00", "10:00")];
    expect(await refusal(lead.sdk.AssignActivity({ id: second, personId: one.id }))).toEqual({
      code: "SCHEDULE_CONFLICT",
      activityIds: [first],
    });
    const later = await booked(one.id, "12:00", "13:00");
    expect(
      await refusal(lead.sdk.RescheduleAppointment({ id: later, startsAt: at("09:59"), endsAt: at("10:30") })),
    ).toEqual({ code: "SCHEDULE_CONFLICT", activityIds: [first] });
    // Over its own former time it may be moved.
    await lead.sdk.RescheduleAppointment({ id: later, startsAt: at("12:30"), endsAt: at("13:30") });
  });

  test("nor pick one out of a queue that is at the time of another", async () => {
    const tech = await newTech();
    const must = async (query: string, variables: Record<string, unknown>, token: string) => {
      const { data, errors } = await desk.ask(query, variables, token);
      return errors ? errors[0]!.extensions : data;
    };
    await must(
      "mutation ($input: QueueInput!) { createQueue(input: $input) { queue { key } } }",
      { input: { key: "visits", name: "Visits" } },
      desk.admin.token,
    );
    const queued = async (id: string) =>
      (
        await must(
          'mutation ($id: ID!) { addToQueue(subjectId: $id, queue: "visits") { item { id } } }',
          { id },
          desk.admin.token,
        )
      ).addToQueue.item.id;
    const own = await booked(tech.id, "09:00", "10:00", { allowOverlap: true });
    const [same, later] = [await booked(null, "09:30", "10:30"), await booked(null, "10:00", "11:00")];
    const pick = async (itemId: string) =>
      must("mutation ($itemId: ID!) { pickQueueItem(itemId: $itemId) { item { id } } }", { itemId }, tech.token);
    expect(await pick(await queued(same))).toEqual({ code: "SCHEDULE_CONFLICT", activityIds: [own] });
    const item = await queued(later);
    expect(await pick(item)).toEqual({ pickQueueItem: { item: { id: item } } });
  });

  test("who does not see the other appointment is told no more than that there is one", async () => {
    const tech = await newTech();
    const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", confidential: true } });
    await desk.admin.sdk.ScheduleAppointment({
      input: {
        subject: "x",
        caseId: createCase.case.id,
        assigneeId: tech.id,
        startsAt: at("09:00"),
        endsAt: at("10:00"),
      },
    });
    const support = await desk.person("Sue", ["support"]);
    expect(
      await refusal(
        support.sdk.ScheduleAppointment({
          input: { subject: "y", assigneeId: tech.id, startsAt: at("09:00"), endsAt: at("10:00") },
        }),
      ),
    ).toEqual({ code: "SCHEDULE_CONFLICT", activityIds: [] });
  });
});

test("moving counts, and keeps when, and why, on the timeline", async () => {
  const { createCase } = await lead.sdk.CreateCase({ input: { title: "x" } });
  const caseId = createCase.case.id;
  const tech = await newTech();
  const id = await booked(tech.id, "09:00", "10:00", { caseId, subject: "Visit" });
  await lead.sdk.RescheduleAppointment({ id, startsAt: at("11:00"), endsAt: at("12:00"), reason: "Traffic" });
  const { rescheduleAppointment } = await lead.sdk.RescheduleAppointment({
    id,
    startsAt: at("11:00"),
    endsAt: at("12:30"),
  });
  expect(rescheduleAppointment.activity).toMatchObject({
    rescheduleCount: 2,
    endsAt: at("12:30").replace("Z", ".000Z"),
  });
  // To where it stands: nothing moves.
  await lead.sdk.RescheduleAppointment({ id, startsAt: at("11:00"), endsAt: at("12:30") });
  const moved = (await lead.sdk.ActivityTimeline({ caseId })).case!.timeline.nodes.filter(
    (entry) => entry.kind === "APPOINTMENT_MOVED",
  );
  expect(moved).toMatchObject([
    {
      note: "Traffic",
      summary: "Appointment moved from 2026-11-09T09:00:00.000Z to 2026-11-09T11:00:00.000Z: Visit.",
      changes: [
        { field: "startsAt", from: "2026-11-09T09:00:00.000Z", to: "2026-11-09T11:00:00.000Z" },
        { field: "endsAt", from: "2026-11-09T10:00:00.000Z", to: "2026-11-09T12:00:00.000Z" },
      ],
    },
    {
      note: null,
      changes: [
        { field: "startsAt", from: "2026-11-09T11:00:00.000Z", to: "2026-11-09T11:00:00.000Z" },
        { field: "endsAt", from: "2026-11-09T12:00:00.000Z", to: "2026-11-09T12:30:00.000Z" },
      ],
    },
  ]);
  const { createTask } = await lead.sdk.CreateTask({ input: { subject: "x" } });
  expect(
    await refusal(
      lead.sdk.RescheduleAppointment({ id: createTask.activity.id, startsAt: at("11:00"), endsAt: at("12:30") }),
    ),
  ).toMatchObject({ code: "BAD_USER_INPUT", violations: [{ path: "id", rule: "kind" }] });
});

describe("working hours and travel", () => {
  const run = async (query: string, input: Record<string, unknown>) => {
    const reply = await desk.ask(query, { input }, desk.admin.token);
    expect(reply.errors).toBeUndefined();
  };
  const calendar = (key: string, timeZone: string, opens: string, closes: string) =>
    run("mutation ($input: BusinessCalendarInput!) { saveBusinessCalendar(input: $input) { calendar { key } } }", {
      key,
      name: key,
      timeZone,
      hours: ["MONDAY", "TUESDAY"].map((weekday) => ({ weekday, opens, closes })),
    });
  const slots = async (more: Record<string, unknown>, until = "2026-11-10T00:00:00Z") =>
    (
      await lead.sdk.AvailableSlots({ from: "2026-11-09T00:00:00Z", until, duration: "PT1H", ...more })
    ).availableSlots.map(({ person, startsAt }) => `${person.name} ${startsAt.slice(11, 16)}`);

  beforeAll(async () => {
    desk.clock.set("2026-11-06T12:00:30Z");
    await calendar("vienna", "Europe/Vienna", "09:00", "12:00");
    await calendar("new-york", "America/New_York", "08:00", "10:00");
    await calendar("late", "UTC", "20:00", "22:00");
    await run("mutation ($input: TeamInput!) { createTeam(input: $input) { team { key } } }", {
      key: "field",
      name: "Field",
      calendar: "vienna",
      travelBuffer: "PT30M",
    });
    await run("mutation ($input: BranchInput!) { saveBranch(input: $input) { branch { key } } }", {
      key: "ny",
      name: "New York",
      timeZone: "America/New_York",
      calendar: "new-york",
    });
  });

  test("by the team's calendar, with its way before and after what is booked", async () => {
    const ann = await desk.person("Ann", ["service"], { teams: ["field"] });
    // 09:00 in Vienna is 08:00 in UTC.
    expect(await slots({ team: "field" })).toEqual(["Ann 08:00", "Ann 09:00", "Ann 10:00"]);
    await book(ann.id, "08:45", "09:15");
    expect(await slots({ team: "field" })).toEqual(["Ann 09:45"]);
    const near = await book(ann.id, "09:30", "10:00", { team: "field" });
    expect(near.scheduleAppointment.warnings).toMatchObject([{ code: "OVERLAP" }]);
    const outside = await book(ann.id, "10:45", "11:15");
    expect(outside.scheduleAppointment.warnings).toMatchObject([{ code: "OUTSIDE_WORKING_HOURS" }]);
    expect(await slots({ team: "field" })).toEqual([]);
    const next = await slots({ team: "field", first: 2 }, "2026-11-11T00:00:00Z");
    expect(next).toEqual(["Ann 08:00", "Ann 09:00"]);
  });

  test("by the own calendar before the team's, else by the branch's; who has none is not offered", async () => {
    const own = await desk.person("Own", ["service"], { teams: ["field"], calendar: "late" });
    const branch = await desk.person("Brian", ["service"], { branch: "ny" });
    const none = await desk.person("Nora", ["service"]);
    const everybody = [own.id, branch.id, none.id];
    expect(await slots({ personIds: everybody })).toEqual(["Brian 13:00", "Brian 14:00", "Own 20:00", "Own 21:00"]);
    expect(await slots({ team: "field", personIds: everybody })).toEqual(["Own 20:00", "Own 21:00"]);
  });

  test("only who has all the skills; of two at once by name, as many as asked for", async () => {
    for (const name of ["welding", "brazing"])
      await desk.ask(
        "mutation ($name: String!) { createSkill(name: $name) { skill { id } } }",
        { name },
        desk.admin.token,
      );
    const zoe = await desk.person("Zoe", ["service"], { calendar: "late", skills: ["welding", "brazing"] });
    const bea = await desk.person("Bea", ["service"], { calendar: "late", skills: ["welding"] });
    const personIds = [zoe.id, bea.id];
    expect(await slots({ personIds, skills: ["welding"], first: 3 })).toEqual(["Bea 20:00", "Zoe 20:00", "Bea 21:00"]);
    expect(await slots({ personIds, skills: ["welding", "brazing"] })).toEqual(["Zoe 20:00", "Zoe 21:00"]);
    expect(await slots({ skills: ["brazing"] })).toEqual(["Zoe 20:00", "Zoe 21:00"]);
  });

  test("nothing before now, to the next whole minute", async () => {
    const eve = await desk.person("Eve", ["service"], { calendar: "late" });
    desk.clock.set("2026-11-09T20:12:30Z");
    expect(await slots({ personIds: [eve.id] })).toEqual(["Eve 20:13"]);
    desk.clock.set("2026-11-06T12:00:30Z");
  });

  test("what is asked must hold", async () => {
    const violations = async (more: Record<string, unknown>) =>
      (
        (
          await refusal(
            lead.sdk.AvailableSlots({
              from: "2026-11-09T00:00:00Z",
              until: "2026-11-10T00:00:00Z",
              duration: "PT1H",
              ...more,
            }),
          )
        ).violations as { path: string; rule: string }[]
      ).map(({ path, rule }) => `${path} ${rule}`);
    expect(await violations({ until: "2026-12-11T00:00:00Z" })).toEqual(["until range"]);
    expect(await violations({ until: "2026-11-01T00:00:00Z", duration: "PT0S", first: 0 })).toEqual([
      "until order",
      "duration range",
      "first range",
    ]);
    expect(await violations({ team: "nowhere" })).toEqual(["team exists"]);
    const nobody = desk.admin.id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    expect(await violations({ skills: ["welding", "magic"], personIds: [nobody] })).toEqual([
      "skills.1 exists",
      "personIds.0 exists",
    ]);
    const contact = await desk.person("Carl", ["customer"], {
      customerId: (await desk.admin.sdk.CreateCustomer({ input: { name: "B" } })).createCustomer.customer.id,
    });
    const window = { from: "2026-11-09T00:00:00Z", until: "2026-11-10T00:00:00Z", duration: "PT1H" };
    expect(await refusal(contact.sdk.AvailableSlots(window))).toEqual({ code: "FORBIDDEN" });
  });
});

describe("raced", () => {
  /** Pairs of open appointments of one person that overlap. */
  const doubled = (assigneeId: string) =>
    desk.rows<{ a: string; b: string }>(
      `SELECT a.id AS a, b.id AS b FROM activity a JOIN activity b ON b.assignee_id = a.assignee_id AND b.id > a.id
         AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
       WHERE a.assignee_id = $1 AND a.kind = 'APPOINTMENT' AND b.kind = 'APPOINTMENT' AND a.state = 'OPEN' AND b.state = 'OPEN'`,
      assigneeId,
    );

  test("by eight clients with every verb that takes somebody's time: never two at one time", async () => {
    const tech = await newTech();
    const clients = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? lead : desk.admin)).map(async (who) => who.sdk),
    );
    const outcomes = new Map<string, number>();
    await Promise.all(
      clients.map(async (sdk, i) => {
        const random = new Random(100 + i);
        const own: string[] = [];
        const times = () => {
          const from = Date.parse("2026-11-16T08:00:00Z") + random.below(32) * 900_000;
          return {
            startsAt: new Date(from).toISOString(),
            endsAt: new Date(from + (1 + random.below(6)) * 900_000).toISOString(),
          };
        };
        for (let n = 0; n < 25; n++) {
          const id = own.length > 0 ? random.pick(own) : null;
          const act = async () => {
            if (id === null || random.chance(0.5)) {
              const assigneeId = random.chance(0.8) ? tech.id : null;
              const input = { subject: "x", assigneeId, ...times() };
              own.push((await sdk.ScheduleAppointment({ input })).scheduleAppointment.activity.id);
            } else {
              const move = () => sdk.RescheduleAppointment({ id, ...times() });
              const assign = () => sdk.AssignActivity({ id, personId: tech.id });
              const free = () => sdk.CancelActivity({ id });
              const again = () => sdk.ReopenActivity({ id });
              await random.pick<() => Promise<unknown>>([move, assign, free, again])();
            }
          };
          const outcome = await act().then(
            () => "done",
            (error) => error.response?.errors?.[0]?.extensions?.code ?? String(error),
          );
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }),
    );
    expect(await doubled(tech.id)).toEqual([]);
    expect([...outcomes.keys()].sort()).toEqual(["INVALID_TRANSITION", "SCHEDULE_CONFLICT", "done"]);
    expect(outcomes.get("SCHEDULE_CONFLICT")).toBeGreaterThan(20);
  });

  /** Eight connections past every command, all of them looking before any of them writes. */
  async function writtenPast(assigneeId: string): Promise<number> {
    const clients = Array.from({ length: 8 }, () => new Client({ connectionString: desk.databaseUrl }));
    await Promise.all(clients.map((client) => client.connect()));
    const when = ["2026-11-17T09:00:00Z", "2026-11-17T10:00:00Z"];
    try {
      const looked = await Promise.all(
        clients.map((client) =>
          client.query("SELECT count(*)::int AS n FROM activity WHERE assignee_id = $1 AND starts_at = $2", [
            assigneeId,
            when[0],
          ]),
        ),
      );
      expect(looked.map(({ rows }) => rows[0].n)).toEqual(Array.from({ length: 8 }, () => 0));
      const written = await Promise.allSettled(
        clients.map((client) =>
          client.query(
            "INSERT INTO activity (kind, subject, assignee_id, starts_at, ends_at, purpose) VALUES ('APPOINTMENT', 'x', $1, $2, $3, 'OTHER')",
            [assigneeId, ...when],
          ),
        ),
      );
      return written.filter(({ status }) => status === "fulfilled").length;
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  }

  test("past every command the constraint lets one through; without it all of them: the test can fail", async () => {
    const [one, two] = [await newTech(), await newTech()];
    expect(await writtenPast(one.id)).toBe(1);
    const [constraint] = await desk.rows<{ text: string }>(
      "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'activity_one_at_a_time'",
    );
    await desk.rows("ALTER TABLE activity DROP CONSTRAINT activity_one_at_a_time");
    expect(await writtenPast(two.id)).toBe(8);
    expect(await doubled(two.id)).toHaveLength(28);
    await desk.rows("DELETE FROM activity WHERE assignee_id = $1", two.id);
    await desk.rows(`ALTER TABLE activity ADD CONSTRAINT activity_one_at_a_time ${constraint!.text}`);
  });
});
