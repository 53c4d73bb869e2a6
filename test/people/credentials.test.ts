import { recheckCredentials, viewerOf, watch } from "../../src/platform/access/credentials";
import type { Viewer } from "../../src/platform/access/viewer";
import { ADMIN, openPeopleHouse, PASSWORD, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

/** What a watcher was told, and a promise of the next telling. */
function told(bearer: string) {
  const seen: (string | null)[] = [];
  let wake = () => {};
  const stop = watch(people.house, bearer, (viewer: Viewer | null) => {
    seen.push(viewer && [...viewer.permissions].sort().join(" "));
    wake();
  });
  const next = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return { seen, stop, next };
}

/** How many tokens each look was for that the pool ran meanwhile. */
async function looks(work: () => Promise<unknown>): Promise<number[]> {
  const spy = jest.spyOn(people.house.pool, "query");
  try {
    await work();
    return spy.mock.calls.flatMap((call) => {
      const { name, values } = call[0] as unknown as { name?: string; values: Buffer[][] };
      return name === "credentials_live" ? [values[0]!.length] : [];
    });
  } finally {
    spy.mockRestore();
  }
}

test("a token in use costs no query, and many first looks at once cost one", async () => {
  const tokens = [await people.person("many1", ["support"]), await people.person("many2", ["service"])];
  const admin = await people.signIn(ADMIN.email, ADMIN.password);
  const bearers = [...tokens.map((t) => t.bearer), admin.accessToken];
  await recheckCredentials(people.house);
  const again = await looks(async () => {
    for (let i = 0; i < 50; i++) for (const bearer of bearers) await viewerOf(people.house, bearer);
  });
  expect(again).toEqual([]);
  const one = await viewerOf(people.house, bearers[0]!);
  expect(await viewerOf(people.house, bearers[0]!)).toBe(one);
  const unknown = Array.from({ length: 40 }, (_, i) => `cga_${String(i).padStart(43, "0")}`);
  const first = await looks(async () => {
    expect(await Promise.all(unknown.map((bearer) => viewerOf(people.house, bearer)))).toEqual(unknown.map(() => null));
  });
  expect(first).toEqual([40]);
  expect(await looks(() => viewerOf(people.house, "garbage"))).toEqual([]);
});

test("a change that another server made is seen at the next look", async () => {
  const { id, bearer } = await people.person("elsewhere", ["service", "buyer"]);
  const { seen, stop } = told(bearer);
  const before = await viewerOf(people.house, bearer);
  await recheckCredentials(people.house);
  expect(seen).toEqual([]);
  await people.rows(
    "DELETE FROM person_role USING role WHERE role_id = role.id AND person_id = $1 AND key = 'service'",
    id,
  );
  await recheckCredentials(people.house);
  expect(seen).toEqual(["ASSET_READ KNOWLEDGE_READ PEOPLE_READ SUPPLIER_RETURN_OPEN"]);
  expect(await viewerOf(people.house, bearer)).not.toBe(before);
  await people.rows("UPDATE person SET active = false, version = version + 1 WHERE id = $1", id);
  await recheckCredentials(people.house);
  expect(seen.slice(1)).toEqual([null]);
  expect(await viewerOf(people.house, bearer)).toBeNull();
  stop();
});

test("the look comes by itself", async () => {
  const { id, bearer } = await people.person("unasked", ["service"]);
  const { seen, next } = told(bearer);
  const ended = next();
  const begun = performance.now();
  await people.rows("DELETE FROM session WHERE person_id = $1", id);
  await ended;
  expect(seen).toEqual([null]);
  expect(performance.now() - begun).toBeLessThan(2000);
});

test("what this server did it sees at once", async () => {
  const { bearer } = await people.person("here", ["service"]);
  const { seen, next } = told(bearer);
  const ended = next();
  const { data } = await people.run(`mutation { signOut { signedOut } }`, {}, bearer);
  expect(data).toEqual({ signOut: { signedOut: true } });
  expect(await viewerOf(people.house, bearer)).toBeNull();
  await ended;
  expect(seen).toEqual([null]);
});

test("a change that commits late is not missed for those that began after it", async () => {
  const slow = await people.person("slow", ["service"]);
  const quick = await people.person("quick", ["service"]);
  const [one, two] = [told(slow.bearer), told(quick.bearer)];
  await recheckCredentials(people.house);
  const client = await people.house.pool.connect();
  await client.query("BEGIN");
  await client.query("DELETE FROM person_role WHERE person_id = $1", [slow.id]);
  await people.rows("DELETE FROM person_role WHERE person_id = $1", quick.id);
  await recheckCredentials(people.house);
  await recheckCredentials(people.house);
  expect([one.seen, two.seen]).toEqual([[], [null]]);
  await client.query("COMMIT");
  client.release();
  await recheckCredentials(people.house);
  expect([one.seen, two.seen]).toEqual([[null], [null]]);
});

test("when it was last used is written together, not per request", async () => {
  const { id, bearer } = await people.person("used", ["service"]);
  await people.rows("UPDATE session SET last_used_at = last_used_at - interval '1 h' WHERE person_id = $1", id);
  await viewerOf(people.house, bearer);
  await recheckCredentials(people.house);
  await people.signIn("used@example.org", PASSWORD);
  const rows = await people.rows(
    "SELECT last_used_at > casegraph_now() - interval '1 min' AS fresh FROM session WHERE person_id = $1",
    id,
  );
  expect(rows).toEqual([{ fresh: true }, { fresh: true }]);
});

test("it ends by the database's clock", async () => {
  const { bearer } = await people.person("late", ["service"]);
  expect(await viewerOf(people.house, bearer)).not.toBeNull();
  people.clock.advance(30 * 60_000);
  await recheckCredentials(people.house);
  expect(await viewerOf(people.house, bearer)).toBeNull();
});
