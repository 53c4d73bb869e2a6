import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coerceInputValue, type GraphQLField, type GraphQLResolveInfo } from "graphql";
import type { Ctx } from "../../src/platform/work";
import { type ErrorCode, Refusal } from "../../src/platform/errors";
import { validateArguments } from "../../src/platform/validate";
import { ACTIONS, type Action, actionsTable, cellOf, GRANTED, ROLES, type Role } from "../support/actions";
import { type Subjects, type World, worldOf } from "../support/actionsWorld";
import { type Desk, openDesk, type Somebody } from "../support/desk";
import { outcomeOf, withoutCommits } from "../support/verbs";

/*
 * Every role against every mutation of the schema, from one description. Who may is tried in a house whose transactions
 * are undone at the end; who may not in the real one, where nothing at all may be another afterwards.
 */

let desk: Desk;
let world: World;
let others: Subjects;
const people = new Map<Role, { who: Somebody; ctx: Ctx }>();

beforeAll(async () => {
  desk = await openDesk();
  world = await worldOf(desk);
  others = await world.subjectsOf(world.colleague);
  for (const role of ROLES) {
    const more = role === "customer" ? { customerId: world.customer } : role === "buyer" ? { teams: ["support"] } : {};
    const who = await desk.person(`Some${role}`, [role], more);
    people.set(role, { who, ctx: desk.ctx(await desk.viewer(who.token)) });
  }
}, 60_000);
afterAll(() => desk.close());

/** Runs a mutation as the server does, on values as a request brings them. */
async function run({ mutation, given, each }: Action, ctx: Ctx, of: Subjects): Promise<string> {
  const field = desk.schema.getMutationType()!.getFields()[mutation] as GraphQLField<unknown, Ctx>;
  const values = given(world, of);
  const args = Object.fromEntries(
    field.args.flatMap(({ name, type, defaultValue }) =>
      name in values
        ? [[name, coerceInputValue(values[name], type)]]
        : defaultValue === undefined
          ? []
          : [[name, defaultValue]],
    ),
  );
  return outcomeOf(
    (async () => {
      validateArguments(field.args, args, mutation);
      const answer = await field.resolve!(undefined, args, ctx, { fieldName: mutation } as GraphQLResolveInfo);
      const refused = each && (answer as { results: { error: { code: ErrorCode } | null }[] }).results[0]!.error;
      if (refused) throw new Refusal(refused.code, "");
    })(),
  );
}

/** A digest of every row of every table, but for the place in the log, which the sequencer gives in its own time. */
async function everything(): Promise<string> {
  digest ??= await (async () => {
    const tables = await desk.rows<{ name: string }>(
      "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'event_log' ORDER BY 1",
    );
    const one = (name: string) =>
      `(SELECT count(*) || ':' || coalesce(sum(hashtextextended(${name === "event" ? "t.seq::text" : "t::text"}, 0)), 0) FROM "${name}" t)`;
    return `SELECT concat_ws(' ', ${tables.map(({ name }) => one(name)).join(", ")}) AS all`;
  })();
  return (await desk.rows<{ all: string }>(digest))[0]!.all;
}
let digest: string | undefined;
/** What it was after the last that was refused; null where something may have been done since. */
let last: string | null = null;

/** What is otherwise than the table says; null where it holds. */
async function breach(action: Action, role: Role, of: Subjects, may: boolean): Promise<string | null> {
  const { ctx } = people.get(role)!;
  const said = `${action.mutation} ${action.way ?? ""}${of === others ? "" : " on the own"}`;
  if (may) {
    if (action.by === "anybody" || action.each) last = null;
    // What concerns only who asks, of a session above all, is done.
    const house = action.by === "anybody" || action.each ? desk.house : withoutCommits(desk.house);
    const outcome = await run(action, { ...ctx, house }, of);
    return outcome === (action.answers ?? "done") ? null : `${said}: ${outcome}`;
  }
  // The server's own duties may fall between two looks, but not each time.
  for (let tries = 3; tries > 0; tries--) {
    const before = tries === 3 && last ? last : await everything();
    const outcome = await run(action, ctx, of);
    // What is not seen is not found; who sees it is told why not.
    if (outcome !== "FORBIDDEN" && outcome !== "NOT_FOUND") return `${said}: ${outcome}`;
    last = await everything();
    if (last === before) return null;
  }
  return `${said}: leaves a trace`;
}

test("every mutation of the schema is in the table, and nothing else", () => {
  const told = new Set(ACTIONS.map(({ mutation }) => mutation));
  expect([...told].sort()).toEqual(Object.keys(desk.schema.getMutationType()!.getFields()).sort());
});

test("roles have the rights that they are said to have", async () => {
  const rows = await desk.rows<{ key: string; permissions: string[] }>(
    "SELECT key, permissions::text[] FROM role WHERE built_in",
  );
  const granted = (role: string) =>
    Object.keys(GRANTED)
      .filter((permission) => GRANTED[permission]!.split(" ").includes(role))
      .sort();
  expect(Object.fromEntries(rows.map(({ key, permissions }) => [key, permissions.sort()]))).toEqual(
    Object.fromEntries(ROLES.map((role) => [role, granted(role)])),
  );
});

test.each(ROLES)("%s may what the table says, and leaves no trace of the rest", async (role) => {
  const breaches: (string | null)[] = [];
  for (const action of ACTIONS) breaches.push(await breach(action, role, others, cellOf(action, role) === "may"));
  last = null;
  const own = await world.subjectsOf(people.get(role)!.who, role !== "customer");
  for (const action of ACTIONS.filter(({ mine }) => mine))
    breaches.push(await breach(action, role, own, cellOf(action, role) !== "no"));
  expect(breaches.filter((one) => one !== null)).toEqual([]);
});

test("installers read and open only, executives read only", () => {
  const beyond = (role: Role) =>
    ACTIONS.filter((action) => action.by !== "anybody" && cellOf(action, role) !== "no").map(
      ({ mutation }) => mutation,
    );
  expect(beyond("installer")).toEqual(["createCase", "createUpload"]);
  expect(beyond("executive")).toEqual([]);
});

test("the table is what docs/permissions.md shows", () => {
  expect(readFileSync(join(__dirname, "../../docs/permissions.md"), "utf8")).toContain(actionsTable());
});
