import * as argon2 from "@node-rs/argon2";
import { ADMIN, openPeopleHouse, PASSWORD, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { session { accessToken refreshToken expiresAt refreshExpiresAt person { name canSignIn } } }
}`;
const attempt = (email: string, password: string, ip?: string) =>
  people.run(SIGN_IN, { input: { email, password } }, null, ip);

const MINUTES = 60_000;

test("answers tokens and the person, and keeps only hashes", async () => {
  const { data, errors } = await attempt("ADMIN@LocalHost", ADMIN.password);
  expect(errors).toEqual([]);
  const { session } = data.signIn;
  expect(session.person).toEqual({ name: "Administrator", canSignIn: true });
  expect(session.accessToken).toMatch(/^cga_[\w-]{43}$/);
  expect(session.refreshToken).toMatch(/^cgr_[\w-]{86}$/);
  expect(Date.parse(session.refreshExpiresAt) - Date.parse(session.expiresAt)).toBe(
    30 * 24 * 60 * MINUTES - 30 * MINUTES,
  );
  const row = (await people.rows("SELECT * FROM session"))[0]!;
  expect(row.access_hash).toHaveLength(32);
  const dump = JSON.stringify(row);
  for (const secret of [session.accessToken, session.refreshToken.slice(4, 47), session.refreshToken.slice(47)])
    expect(dump).not.toContain(secret);
  const person = (await people.rows("SELECT password_hash FROM person"))[0]!;
  expect(argon2.parseOptions(person.password_hash)).toMatchObject({ algorithm: 2, memoryCost: 19_456, timeCost: 2 });
  const { data: own } = await people.run(
    `{ sessions { userAgent ip current } viewer { id } }`,
    {},
    session.accessToken,
  );
  expect(own.sessions).toEqual([{ userAgent: "jest", ip: "192.0.2.1", current: true }]);
});

test("refuses in one way whatever the reason, with the same work", async () => {
  await people.person("gone", ["support"]);
  await people.rows("UPDATE person SET active = false, version = version + 1 WHERE name = 'gone'");
  await people.asAdmin(
    `mutation { createPerson(input: { name: "bare", email: "bare@example.org" }) { person { id } } }`,
  );
  await people.person("idle", ["support"]);
  await people.rows("DELETE FROM person_role USING person WHERE person.id = person_id AND name = 'idle'");
  const sessions = await people.rows("SELECT count(*) FROM session");
  const times = new Map<string, number>();
  const asked: [string, string][] = [
    ["admin@localhost", "not the password"],
    ["nobody@example.org", PASSWORD],
    ["gone@example.org", PASSWORD],
    ["bare@example.org", PASSWORD],
    ["idle@example.org", PASSWORD],
  ];
  for (let round = 0; round < 3; round++) {
    for (const [email, password] of asked) {
      const begun = performance.now();
      const { data, errors } = await attempt(email, password, "192.0.2.2");
      times.set(email, Math.min(times.get(email) ?? Number.POSITIVE_INFINITY, performance.now() - begun));
      expect(data).toBeNull();
      expect(errors).toEqual([
        {
          message: "The e-mail address or the password is wrong.",
          code: "UNAUTHENTICATED",
          extensions: { code: "UNAUTHENTICATED" },
        },
      ]);
    }
  }
  // An Argon2 of 19 MiB takes longer than all the rest together, so who skipped it would stand out by far.
  const least = Math.min(...times.values());
  expect(least).toBeGreaterThan(Math.max(...times.values()) / 4);
  expect(await people.rows("SELECT count(*) FROM session")).toEqual(sessions);
});

test("tries are limited per account and address, and forgotten after one that went well", async () => {
  const ip = "192.0.2.3";
  await people.person("limited", ["support"]);
  const refusals = async (n: number) => {
    for (let i = 0; i < n; i++)
      expect((await attempt("limited@example.org", "not the password", ip)).errors[0]!.code).toBe("UNAUTHENTICATED");
  };
  await refusals(3);
  expect((await attempt("limited@example.org", PASSWORD, ip)).errors).toEqual([]);
  await people.rows("UPDATE sign_in_attempt SET count = 20 WHERE count > 0");
  await refusals(20);
  const { errors } = await attempt("limited@example.org", PASSWORD, ip);
  expect(errors[0]).toMatchObject({
    code: "RATE_LIMITED",
    message: "Too many sign-ins failed. Try again later.",
    extensions: { retryAfterSeconds: expect.any(Number) },
  });
  expect(errors[0]!.extensions.retryAfterSeconds).toBeGreaterThan(290);
  expect((await attempt("limited@example.org", PASSWORD, "192.0.2.4")).errors).toEqual([]);
  people.clock.advance(5 * MINUTES);
  expect((await attempt("limited@example.org", PASSWORD, ip)).errors).toEqual([]);
});

test("a hundred at once are answered, or sent away with when to come back", async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => attempt("admin@localhost", ADMIN.password, `203.0.113.${i}`)),
  );
  const codes = answers.map(({ errors }) => errors[0]?.code ?? "OK");
  expect(codes.filter((code) => code === "OK").length).toBeGreaterThanOrEqual(66);
  expect(new Set(codes.filter((code) => code !== "OK"))).toEqual(new Set(["RATE_LIMITED"]));
});
