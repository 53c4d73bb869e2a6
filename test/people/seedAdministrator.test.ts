import { seedAdministrator } from "../../src/people/commands/seedAdministrator";
import type { Settings } from "../../src/platform/config";
import { openTestHouse, type TestHouse } from "../support/house";

let open: TestHouse;
beforeAll(async () => {
  open = await openTestHouse({ timers: false });
});
afterAll(() => open.close());

/** Past the walls of what is only ever added to. */
const empty = () =>
  open.rows("SET session_replication_role = replica; TRUNCATE person CASCADE; SET session_replication_role = origin");
const seed = (settings: Partial<Pick<Settings, "adminEmail" | "adminPassword">>) =>
  seedAdministrator({ ...open.house, settings: { ...open.house.settings, ...settings } });

test("somebody is there: nothing is made", async () => {
  expect(await seed({})).toBeNull();
});

test("the first boot makes one administrator, whoever boots first, and tells a generated password", async () => {
  await empty();
  const both = await Promise.all([
    seed({ adminEmail: "me@example.org", adminPassword: null }),
    seed({ adminEmail: "me@example.org", adminPassword: null }),
  ]);
  expect(both.filter((made) => made === null)).toHaveLength(1);
  expect(both.find((made) => made !== null)).toEqual({
    email: "me@example.org",
    password: expect.stringMatching(/^[\w-]{20}$/),
  });
  expect(
    await open.rows(`SELECT person.name, email, array_agg(key ORDER BY key) AS roles FROM person
      JOIN person_role ON person_id = person.id JOIN role ON role.id = role_id GROUP BY 1, 2`),
  ).toEqual([{ name: "Administrator", email: "me@example.org", roles: ["admin", "dispatcher"] }]);
});

test("a password of the settings is not told, and must be one", async () => {
  await empty();
  await expect(seed({ adminPassword: "short" })).rejects.toThrow(
    "CASEGRAPH_ADMIN_PASSWORD: a password has 10 to 200 characters",
  );
  expect(await open.rows("SELECT id FROM person")).toEqual([]);
  expect(await seed({ adminPassword: "long enough for this" })).toEqual({ email: "admin@localhost", password: null });
});
