import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
let chief: string;
beforeAll(async () => {
  people = await openPeopleHouse();
  chief = (await people.person("chief", ["admin"])).bearer;
});
afterAll(() => people.close());

const SAVE = `mutation ($input: BusinessCalendarInput!) { saveBusinessCalendar(input: $input) { calendar {
  key name timeZone aroundTheClock hours { weekday opens closes } holidaySchedule { key } } } }`;
const SAVE_DAYS = `mutation ($input: HolidayScheduleInput!) { saveHolidaySchedule(input: $input) { schedule {
  key name region holidays { date until name yearly } } } }`;
const DELETE = `mutation ($key: String!) { deleteBusinessCalendar(key: $key) { removedId } }`;
const DELETE_DAYS = `mutation ($key: String!) { deleteHolidaySchedule(key: $key) { removedId } }`;
const DUE = `query ($calendar: String!, $from: DateTime!, $target: Duration, $days: Int, $pauses: [PauseInput!]) {
  previewDueAt(calendar: $calendar, from: $from, target: $target, days: $days, pauses: $pauses) }`;

const MONDAY = { weekday: "MONDAY", opens: "09:00", closes: "17:00" };
const refusal = async (text: string, variables: Record<string, unknown>, bearer = chief) => {
  const { errors } = await people.run(text, variables, bearer);
  const violations = errors[0]?.extensions.violations as { path: string; rule: string }[] | undefined;
  return violations
    ? violations.map(({ path, rule }) => `${path} ${rule}`)
    : `${errors[0]?.code} ${errors[0]?.message}`;
};

test("one calendar is there from the start", async () => {
  expect(await people.asAdmin(`{ businessCalendars { key name timeZone aroundTheClock hours { opens } } }`)).toEqual({
    businessCalendars: [{ key: "always", name: "Around the clock", timeZone: "UTC", aroundTheClock: true, hours: [] }],
  });
});

test("calendars are made and changed; what is left out stays", async () => {
  await people.asAdmin(SAVE_DAYS, { input: { key: "own", name: "Own" } });
  const input = {
    key: "desk",
    name: "Desk",
    timeZone: "Europe/Vienna",
    hours: [
      { weekday: "TUESDAY", opens: "13:00", closes: "24:00" },
      { ...MONDAY },
      { ...MONDAY, opens: "17:00", closes: "18:30" },
    ],
    holidaySchedule: "own",
  };
  const calendar = {
    key: "desk",
    name: "Desk",
    timeZone: "Europe/Vienna",
    aroundTheClock: false,
    hours: [
      MONDAY,
      { weekday: "MONDAY", opens: "17:00", closes: "18:30" },
      { weekday: "TUESDAY", opens: "13:00", closes: "24:00" },
    ],
    holidaySchedule: { key: "own" },
  };
  expect(await people.asAdmin(SAVE, { input })).toEqual({ saveBusinessCalendar: { calendar } });
  const rename = { key: "desk", name: "Front desk", timeZone: "Europe/Zurich" };
  expect(await people.asAdmin(SAVE, { input: rename })).toEqual({
    saveBusinessCalendar: { calendar: { ...calendar, ...rename } },
  });
  const open = { ...rename, aroundTheClock: true, holidaySchedule: null };
  expect(await people.asAdmin(SAVE, { input: open })).toEqual({
    saveBusinessCalendar: { calendar: { ...calendar, ...open, hours: [] } },
  });
});

test("what a calendar cannot be is refused", async () => {
  const save = (more: Record<string, unknown>) =>
    refusal(SAVE, { input: { key: "wrong", name: "Wrong", timeZone: "UTC", hours: [MONDAY], ...more } });
  expect(await save({ hours: null })).toEqual(["input.hours minItems"]);
  expect(await save({ hours: [] })).toEqual(["input.hours minItems"]);
  expect(await save({ aroundTheClock: true })).toEqual(["input.hours aroundTheClock"]);
  expect(await save({ hours: [MONDAY, { ...MONDAY, opens: "16:59", closes: "18:00" }] })).toEqual([
    "input.hours.1 overlap",
  ]);
  expect(await save({ hours: [{ ...MONDAY, closes: "09:00" }] })).toEqual(["input.hours.0.closes order"]);
  expect(await save({ hours: [{ ...MONDAY, opens: "22:00", closes: "06:00" }] })).toEqual([
    "input.hours.0.closes order",
  ]);
  expect(await save({ holidaySchedule: "nowhere" })).toEqual(["input.holidaySchedule exists"]);
  expect(await save({ key: "No Key" })).toEqual(["input.key key"]);
  expect(await save({ timeZone: "Europe/Atlantis" })).toMatch(/^BAD_USER_INPUT .*no IANA time zone/);
  expect(await save({ hours: [{ ...MONDAY, closes: "24:01" }] })).toMatch(/^BAD_USER_INPUT .*no wall-clock time/);
  expect((await people.asAdmin(`{ businessCalendars { key } }`)).businessCalendars).not.toContainEqual({
    key: "wrong",
  });
});

test("days off are listed as the clocks see them", async () => {
  const holidays = [
    { date: "2026-12-28", until: "2027-01-02", name: "Shut-down" },
    { date: "2000-11-03", name: "Founders' day", yearly: true },
  ];
  const input = { key: "us", name: "United States", region: "us", holidays };
  expect(await people.asAdmin(SAVE_DAYS, { input })).toEqual({
    saveHolidaySchedule: {
      schedule: {
        key: "us",
        name: "United States",
        region: "US",
        holidays: [
          { date: "2000-11-03", until: null, name: "Founders' day", yearly: true },
          { date: "2026-12-28", until: "2027-01-02", name: "Shut-down", yearly: false },
        ],
      },
    },
  });
  const { holidaySchedules } = await people.asAdmin(
    `query ($year: Int!) { holidaySchedules { key daysOff(year: $year) { day: date name until yearly } next: daysOff(year: 2027) { date } } }`,
    { year: 2026 },
  );
  const { daysOff, next } = holidaySchedules.find(({ key }: { key: string }) => key === "us");
  expect(daysOff).toHaveLength(12 + 1 + 4);
  expect(daysOff.slice(-7, -4)).toEqual([
    { day: "2026-11-11", name: "Veterans Day", until: null, yearly: false },
    { day: "2026-11-26", name: "Thanksgiving Day", until: null, yearly: false },
    { day: "2026-12-25", name: "Christmas Day", until: null, yearly: false },
  ]);
  expect(daysOff.find(({ day }: { day: string }) => day === "2026-11-03")).toEqual({
    day: "2026-11-03",
    name: "Founders' day",
    until: null,
    yearly: true,
  });
  expect(next.slice(0, 2)).toEqual([{ date: "2027-01-01" }, { date: "2027-01-02" }]);
});

test("what days off cannot be is refused", async () => {
  const save = (more: Record<string, unknown>) =>
    refusal(SAVE_DAYS, { input: { key: "wrong", name: "Wrong", ...more } });
  expect(await save({ region: "Atlantis" })).toEqual(["input.region region"]);
  expect(await save({ holidays: [{ date: "2026-01-02", until: "2026-01-01", name: "x" }] })).toEqual([
    "input.holidays.0.until order",
  ]);
  expect(await save({ holidays: [{ date: "2026-01-02", until: "2028-01-02", name: "x" }] })).toEqual([
    "input.holidays.0.until order",
  ]);
  expect(await save({ holidays: [{ date: "2026-02-30", name: "x" }] })).toMatch(/^BAD_USER_INPUT .*no calendar date/);
});

test("a calendar that would never be open is refused", async () => {
  await people.asAdmin(SAVE_DAYS, { input: { key: "some", name: "Some" } });
  await people.asAdmin(SAVE, {
    input: { key: "shop", name: "Shop", timeZone: "UTC", hours: [MONDAY], holidaySchedule: "some" },
  });
  const whole = [{ date: "2024-01-01", until: "2024-12-31", name: "Closed", yearly: true }];
  expect(await refusal(SAVE_DAYS, { input: { key: "some", name: "Some", holidays: whole } })).toEqual([
    "input.holidays opens",
  ]);
  await people.asAdmin(SAVE_DAYS, { input: { key: "whole", name: "Whole", holidays: whole } });
  const input = { key: "shop", name: "Shop", timeZone: "UTC", holidaySchedule: "whole" };
  expect(await refusal(SAVE, { input })).toEqual(["input.holidaySchedule opens"]);
});

test("what is in use stays, what is not goes", async () => {
  await people.asAdmin(SAVE_DAYS, { input: { key: "rare", name: "Rare" } });
  await people.asAdmin(SAVE, {
    input: { key: "kiosk", name: "Kiosk", timeZone: "UTC", hours: [MONDAY], holidaySchedule: "rare" },
  });
  expect(await refusal(DELETE_DAYS, { key: "rare" })).toBe(
    "CONFLICT The holiday schedule is still in use by the calendar `kiosk`.",
  );
  const { deleteBusinessCalendar } = await people.asAdmin(DELETE, { key: "kiosk" });
  expect(
    await people.asAdmin(`query ($id: ID!) { node(id: $id) { id } }`, { id: deleteBusinessCalendar.removedId }),
  ).toEqual({ node: null });
  expect(await people.asAdmin(DELETE_DAYS, { key: "rare" })).toMatchObject({ deleteHolidaySchedule: {} });
  expect(await refusal(DELETE, { key: "kiosk" })).toBe("NOT_FOUND The calendar was not found.");
  expect(await refusal(DELETE_DAYS, { key: "rare" })).toBe("NOT_FOUND The holiday schedule was not found.");
});

test("only SLA_MANAGE writes, and only staff read", async () => {
  const { bearer } = await people.person("tess", ["service"]);
  for (const [text, variables] of [
    [SAVE, { input: { key: "x", name: "x", timeZone: "UTC", aroundTheClock: true } }],
    [SAVE_DAYS, { input: { key: "x", name: "x" } }],
    [DELETE, { key: "always" }],
    [DELETE_DAYS, { key: "us" }],
  ] as const)
    expect((await people.run(text, variables, bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const asked = { calendar: "always", from: "2026-11-02T09:00:00Z", target: "PT4H" };
  expect((await people.run(DUE, asked, bearer)).data).toEqual({ previewDueAt: "2026-11-02T13:00:00.000Z" });

  const { createCustomer } = await people.asAdmin(
    `mutation { createCustomer(input: { name: "c" }) { customer { id } } }`,
  );
  const contact = await people.person("carl", ["customer"], { customerId: createCustomer.customer.id });
  expect((await people.run(`{ businessCalendars { key } holidaySchedules { key } }`, {}, contact.bearer)).data).toEqual(
    {
      businessCalendars: [],
      holidaySchedules: [],
    },
  );
  expect(await refusal(DUE, asked, contact.bearer)).toEqual(["calendar exists"]);
  expect((await people.run(DUE, asked)).errors[0]!.code).toBe("UNAUTHENTICATED");
});

describe("previewDueAt", () => {
  beforeAll(async () => {
    const hours = ["MONDAY", "TUESDAY", "WEDNESDAY"].map((weekday) => ({ ...MONDAY, weekday }));
    await people.asAdmin(SAVE, { input: { key: "vienna", name: "Vienna", timeZone: "Europe/Vienna", hours } });
  });
  const due = async (asked: Record<string, unknown>) =>
    (await people.asAdmin(DUE, { calendar: "vienna", from: "2026-11-02T14:00:00Z", ...asked })).previewDueAt;

  test("walks hours, days and pauses", async () => {
    expect(await due({ target: "PT2H" })).toBe("2026-11-02T16:00:00.000Z");
    expect(await due({ target: "PT2H0.001S" })).toBe("2026-11-03T08:00:00.001Z");
    expect(await due({ target: "PT0S", from: "2026-11-05T00:00:00Z" })).toBe("2026-11-09T08:00:00.000Z");
    expect(await due({ days: 3 })).toBe("2026-11-09T14:00:00.000Z");
    const pauses = [{ from: "2026-11-02T15:00:00Z", until: "2026-11-03T10:00:00Z" }];
    expect(await due({ target: "PT2H", pauses })).toBe("2026-11-03T11:00:00.000Z");
  });

  test("follows a changed calendar at once", async () => {
    const input = { key: "vienna", name: "Vienna", timeZone: "Europe/London" };
    await people.asAdmin(SAVE, { input });
    expect(await due({ target: "PT2H" })).toBe("2026-11-02T16:00:00.000Z");
    expect(await due({ target: "PT2H1S" })).toBe("2026-11-02T16:00:01.000Z");
    await people.asAdmin(SAVE, { input: { ...input, timeZone: "Europe/Vienna" } });
  });

  test("refuses what cannot be asked", async () => {
    const asked = (more: Record<string, unknown>) =>
      refusal(DUE, { calendar: "vienna", from: "2026-11-02T14:00:00Z", ...more });
    expect(await asked({})).toEqual(["target exactlyOne"]);
    expect(await asked({ target: "PT1H", days: 1 })).toEqual(["days exactlyOne"]);
    expect(await asked({ target: "-PT1H" })).toEqual(["target min"]);
    expect(await asked({ days: -1 })).toEqual(["days range"]);
    expect(await asked({ target: "PT9999999H" })).toEqual(["target reach"]);
    expect(await asked({ days: 36_000 })).toEqual(["days reach"]);
    expect(await asked({ target: "PT1H", calendar: "nowhere" })).toEqual(["calendar exists"]);
    const pauses = [{ from: "2026-11-03T14:00:00Z", until: "2026-11-02T14:00:00Z" }];
    expect(await asked({ target: "PT1H", pauses })).toEqual(["pauses.0.until order"]);
  });
});

test("people, teams and branches go by calendars, which then stay", async () => {
  await people.asAdmin(SAVE, { input: { key: "field", name: "Field", timeZone: "UTC", hours: [MONDAY] } });
  const { createTeam } = await people.asAdmin(
    `mutation ($input: TeamInput!) { createTeam(input: $input) { team { calendar { key } travelBuffer } } }`,
    { input: { key: "vans", name: "Vans", calendar: "field", travelBuffer: "PT90M" } },
  );
  expect(createTeam.team).toEqual({ calendar: { key: "field" }, travelBuffer: "PT1H30M" });
  const { saveBranch } = await people.asAdmin(
    `mutation ($input: BranchInput!) { saveBranch(input: $input) { branch { calendar { key } } } }`,
    { input: { key: "north", name: "North", timeZone: "UTC", calendar: "field" } },
  );
  expect(saveBranch.branch).toEqual({ calendar: { key: "field" } });
  const { createPerson } = await people.asAdmin(
    `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id version calendar { key } } } }`,
    { input: { name: "Vera", calendar: "field" } },
  );
  expect(createPerson.person).toMatchObject({ version: 1, calendar: { key: "field" } });
  const { id } = createPerson.person;

  const UPDATE_PERSON = `mutation ($id: ID!, $input: UpdatePersonInput!) {
    updatePerson(id: $id, input: $input) { person { version calendar { key } } } }`;
  const UPDATE_TEAM = `mutation ($key: String!, $input: UpdateTeamInput!) {
    updateTeam(key: $key, input: $input) { team { calendar { key } travelBuffer } } }`;
  expect(await refusal(DELETE, { key: "field" })).toBe("CONFLICT The calendar is still in use by a person.");
  expect((await people.asAdmin(UPDATE_PERSON, { id, input: { calendar: null } })).updatePerson.person).toEqual({
    version: 2,
    calendar: null,
  });
  expect(await refusal(DELETE, { key: "field" })).toBe("CONFLICT The calendar is still in use by a team.");
  const team = { calendar: "always", travelBuffer: null };
  expect((await people.asAdmin(UPDATE_TEAM, { key: "vans", input: team })).updateTeam.team).toEqual({
    calendar: { key: "always" },
    travelBuffer: null,
  });
  expect(await refusal(DELETE, { key: "field" })).toBe("CONFLICT The calendar is still in use by a branch.");
  await people.asAdmin(
    `mutation { saveBranch(input: { key: "north", name: "North", timeZone: "UTC" }) { branch { id } } }`,
  );
  expect(await refusal(DELETE, { key: "field" })).toBe("CONFLICT The calendar is still in use by a branch.");
  await people.asAdmin(
    `mutation { saveBranch(input: { key: "north", name: "North", timeZone: "UTC", calendar: null }) { branch { id } } }`,
  );
  await people.asAdmin(DELETE, { key: "field" });

  expect(await refusal(UPDATE_PERSON, { id, input: { calendar: "field" } })).toEqual(["input.calendar exists"]);
  expect(await refusal(UPDATE_TEAM, { key: "vans", input: { travelBuffer: "PT24H1S" } })).toEqual([
    "input.travelBuffer range",
  ]);
});
