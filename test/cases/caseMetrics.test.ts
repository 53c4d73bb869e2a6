import { parse } from "graphql";
import type { Viewer } from "../../src/platform/access/viewer";
import { openTestHouse, type TestHouse } from "../support/house";
import { viewersOf } from "../support/roles";
import { fillWorld } from "../support/world";

/*
 * Figures against a slow count in memory: the cases that a viewer is shown, one by one, put into groups by hand.
 */

let desk: TestHouse;
let viewers: Awaited<ReturnType<typeof viewersOf>>;
beforeAll(async () => {
  desk = await openTestHouse({ timers: false });
  await fillWorld(desk.house, 7);
  viewers = await viewersOf(desk);
});
afterAll(() => desk.close());

type Variables = Record<string, unknown>;
async function ask(text: string, variables: Variables, viewer: Viewer): Promise<any> {
  const answer = await desk.engine.execute(desk.engine.operation(parse(text), null), variables, desk.ctx(viewer));
  expect([answer.errors ?? []]).toEqual([[]]);
  return JSON.parse(answer.data!);
}

const METRICS = `query ($by: CaseGrouping!, $filter: CaseFilter, $over: CaseInstant! = OPENED, $zone: TimeZone, $first: Int! = 50) {
  caseMetrics(groupBy: $by, filter: $filter, over: $over, timeZone: $zone, first: $first) { key label count openCount breachedCount
    slaMetRate meanFirstResponseHours meanResolutionHours medianResolutionHours meanSatisfaction } }`;
const CASES = `query ($filter: CaseFilter) { cases(first: 200, filter: $filter) { nodes {
  state priority channel slaState openedAt firstRespondedAt resolvedAt closedAt satisfaction { score }
  status { key name } type { key name } reason { key name } category { key name } team { key name } queueItem { queue { key name } }
  assignee { id name } customer { id name } asset { id tag name } } } }`;

interface Group {
  readonly key: string | null;
  readonly label: string;
}
const named = (row: { key: string; name: string } | null, none: string): Group =>
  row ? { key: row.key, label: row.name } : { key: null, label: none };
const byId = (row: { id: string; name: string } | null, none: string): Group =>
  row ? { key: row.id, label: row.name } : { key: null, label: none };
const word = (text: string): Group => ({
  key: text,
  label: text.charAt(0) + text.slice(1).toLowerCase().replaceAll("_", " "),
});
const GROUPS: Readonly<Record<string, (one: any) => Group>> = {
  STATE: (one) => word(one.state),
  PRIORITY: (one) => word(one.priority),
  CHANNEL: (one) => word(one.channel),
  SLA_STATE: (one) => word(one.slaState),
  STATUS: (one) => named(one.status, "None"),
  TYPE: (one) => named(one.type, "None"),
  REASON: (one) => named(one.reason, "None"),
  CATEGORY: (one) => named(one.category, "No category"),
  TEAM: (one) => named(one.team, "No team"),
  QUEUE: (one) => named(one.queueItem?.queue ?? null, "No queue"),
  ASSIGNEE: (one) => byId(one.assignee, "Unassigned"),
  CUSTOMER: (one) => byId(one.customer, "No customer"),
  ASSET: (one) => byId(one.asset && { id: one.asset.id, name: `${one.asset.tag} ${one.asset.name}` }, "No asset"),
};

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
const hours = (from: string, until: string | null) =>
  until === null ? [] : [(Date.parse(until) - Date.parse(from)) / 3_600_000];

function figures(cases: readonly any[]) {
  const met = cases.filter((one) => one.slaState === "MET").length;
  const late = cases.filter((one) => ["BREACHED", "MET_LATE"].includes(one.slaState)).length;
  return {
    count: cases.length,
    openCount: cases.filter((one) => ["NEW", "OPEN", "ON_HOLD"].includes(one.state)).length,
    breachedCount: late,
    slaMetRate: met + late === 0 ? null : met / (met + late),
    meanFirstResponseHours: mean(cases.flatMap((one) => hours(one.openedAt, one.firstRespondedAt))),
    meanResolutionHours: mean(cases.flatMap((one) => hours(one.openedAt, one.resolvedAt))),
    medianResolutionHours: median(cases.flatMap((one) => hours(one.openedAt, one.resolvedAt))),
    meanSatisfaction: mean(cases.flatMap((one) => (one.satisfaction ? [one.satisfaction.score] : []))),
  };
}

/** Every group with its figures, by its key. */
function counted(cases: readonly any[], groupOf: (one: any) => Group | null) {
  const groups = new Map<string | null, { label: string; cases: any[] }>();
  for (const one of cases) {
    const group = groupOf(one);
    if (!group) continue;
    const { key, label } = group;
    const standing = groups.get(key) ?? { label, cases: [] };
    standing.cases.push(one);
    groups.set(key, standing);
  }
  return [...groups].map(([key, { label, cases: its }]) => ({ key, label, ...figures(its) }));
}

const order = (a: { key: string | null }, b: { key: string | null }) => (String(a.key) < String(b.key) ? -1 : 1);
const close = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "number" ? Number(value.toFixed(9)) : value]),
    ),
  );

const FILTERS: readonly Variables[] = [
  {},
  { state: { notIn: ["CANCELED"] } },
  { view: "MINE" },
  { or: [{ priority: { in: ["HIGH", "URGENT"] } }, { customer: { name: { contains: "pump" } } }] },
];

test("every grouping, for people of every role, under filters, is what a count by hand says", async () => {
  let told = 0;
  for (const { name, viewer } of viewers)
    for (const filter of FILTERS) {
      const portal = viewer.permissions.size === 1 && viewer.permissions.has("PORTAL" as never);
      const { cases } = await ask(CASES, { filter }, viewer);
      for (const [by, groupOf] of Object.entries(GROUPS)) {
        const { caseMetrics } = await ask(METRICS, { by, filter, first: 500 }, viewer);
        const expected = portal ? [] : counted(cases.nodes, groupOf);
        expect([name, by, close([...caseMetrics].sort(order))]).toEqual([name, by, close(expected.sort(order))]);
        told += caseMetrics.length;
      }
    }
  expect(told).toBeGreaterThan(500);
}, 120_000);

/** The first day of the span in which an instant is, in a time zone. */
function firstDay(by: string, at: string, timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(at));
  if (by === "DAY") return day;
  if (by === "MONTH") return `${day.slice(0, 7)}-01`;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

test("days, weeks and months of each instant, in a time zone: the latest, latest first", async () => {
  const { viewer } = viewers.find(({ name }) => name.startsWith("admin"))!;
  const { cases } = await ask(CASES, {}, viewer);
  for (const by of ["DAY", "WEEK", "MONTH"])
    for (const [over, field] of Object.entries({ OPENED: "openedAt", RESOLVED: "resolvedAt", CLOSED: "closedAt" }))
      for (const zone of ["UTC", "Pacific/Kiritimati", "America/New_York", undefined]) {
        const { caseMetrics } = await ask(METRICS, { by, over, zone, first: 3 }, viewer);
        const expected = counted(cases.nodes, (one) =>
          one[field] === null ? null : { key: firstDay(by, one[field], zone ?? "UTC"), label: "" },
        );
        expected.sort((a, b) => (a.key! < b.key! ? 1 : -1));
        expect([by, over, zone, close(caseMetrics.map((row: any) => ({ ...row, label: "" })))]).toEqual([
          by,
          over,
          zone,
          close(expected.slice(0, 3)),
        ]);
      }
  const { caseMetrics } = await ask(METRICS, { by: "WEEK", zone: "UTC", first: 1 }, viewer);
  expect(caseMetrics[0].label).toMatch(/^Week \d+, 2026$/);
});

test("the viewer's own days unless a time zone is given", async () => {
  const { viewer } = viewers.find(({ name }) => name.startsWith("admin"))!;
  const days = async (zone?: string) =>
    (await ask(METRICS, { by: "DAY", zone, first: 500 }, viewer)).caseMetrics.map((row: any) => [row.key, row.count]);
  const [before, far] = [await days("UTC"), await days("Pacific/Kiritimati")];
  expect(far).not.toEqual(before);
  await desk.rows(
    "UPDATE person SET time_zone = 'Pacific/Kiritimati', version = version + 1 WHERE id = $1",
    viewer.personId,
  );
  expect(await days()).toEqual(far);
});

test("the largest groups first; how many is bounded", async () => {
  const { viewer } = viewers.find(({ name }) => name.startsWith("admin"))!;
  const all = (await ask(METRICS, { by: "TYPE" }, viewer)).caseMetrics as {
    key: string;
    count: number;
    label: string;
  }[];
  const ordered = [...all].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  expect(all.map((row) => row.key)).toEqual(ordered.map((row) => row.key));
  expect((await ask(METRICS, { by: "TYPE", first: 2 }, viewer)).caseMetrics).toEqual(all.slice(0, 2));
  for (const first of [0, 501]) {
    const operation = desk.engine.operation(parse(METRICS), null);
    const { errors } = await desk.engine.execute(operation, { by: "TYPE", first }, desk.ctx(viewer));
    expect(errors![0]!.extensions!.code).toBe("BAD_USER_INPUT");
  }
});
