import { ADMIN, openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const REFRESH = `mutation ($token: String!) {
  refreshSession(refreshToken: $token) { session { accessToken refreshToken person { email } } }
}`;
const ENDED = {
  message: "The session has ended. Sign in again.",
  code: "UNAUTHENTICATED",
  extensions: { code: "UNAUTHENTICATED" },
};
const refresh = async (token: string) => {
  const { data, errors } = await people.run(REFRESH, { token });
  return { session: data?.refreshSession.session, errors };
};
const works = async (bearer: string) =>
  (await people.run(`{ viewer { email } }`, {}, bearer)).data?.viewer.email === ADMIN.email;

test("a refresh token is good once, for a new pair; streams of the access token before go on", async () => {
  const first = await people.signIn(ADMIN.email, ADMIN.password);
  const { session, errors } = await refresh(first.refreshToken);
  expect(errors).toEqual([]);
  expect(session.person).toEqual({ email: ADMIN.email });
  expect(session.accessToken).not.toBe(first.accessToken);
  expect(session.refreshToken).not.toBe(first.refreshToken);
  expect(await works(session.accessToken)).toBe(true);
  expect(await works(first.accessToken)).toBe(true);
});

test("two tabs that refresh at once are answered the same pair, which works for both", async () => {
  const first = await people.signIn(ADMIN.email, ADMIN.password);
  const [one, two] = await Promise.all([refresh(first.refreshToken), refresh(first.refreshToken)]);
  expect(one.errors).toEqual([]);
  expect(two).toEqual(one);
  people.clock.advance(9_500);
  expect(await refresh(first.refreshToken)).toEqual(one);
  const next = await refresh(one.session.refreshToken);
  expect(next.errors).toEqual([]);
  expect(await works(next.session.accessToken)).toBe(true);
});

test("a refresh token that comes back after its grace ends the whole session", async () => {
  const other = await people.signIn(ADMIN.email, ADMIN.password);
  const first = await people.signIn(ADMIN.email, ADMIN.password);
  const second = await refresh(first.refreshToken);
  expect(await works(second.session.accessToken)).toBe(true);
  people.clock.advance(10_500);
  expect((await refresh(first.refreshToken)).errors).toEqual([ENDED]);
  expect(await works(second.session.accessToken)).toBe(false);
  expect((await refresh(second.session.refreshToken)).errors).toEqual([ENDED]);
  expect(await works(other.accessToken)).toBe(true);
});

test("so does one from several refreshes ago", async () => {
  const first = await people.signIn(ADMIN.email, ADMIN.password);
  const second = await refresh(first.refreshToken);
  const third = await refresh(second.session.refreshToken);
  expect((await refresh(first.refreshToken)).errors).toEqual([ENDED]);
  expect(await works(third.session.accessToken)).toBe(false);
});

test("garbage, an access token and an ended session are refused alike", async () => {
  const { accessToken, refreshToken } = await people.signIn(ADMIN.email, ADMIN.password);
  expect((await refresh("garbage")).errors).toEqual([ENDED]);
  expect((await refresh(accessToken)).errors).toEqual([ENDED]);
  expect((await refresh(`cgr_${"A".repeat(86)}`)).errors).toEqual([ENDED]);
  await people.rows("UPDATE session SET expires_at = casegraph_now() - interval '1 ms'");
  expect((await refresh(refreshToken)).errors).toEqual([ENDED]);
});
