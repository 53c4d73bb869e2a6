import { openPeopleHouse, PASSWORD, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const CHANGE = `mutation ($input: ChangePasswordInput!) {
  changePassword(input: $input) { session { accessToken refreshToken person { name } } }
}`;
const NEW = "a quite new password";
const change = (bearer: string, currentPassword: string, newPassword: string) =>
  people.run(CHANGE, { input: { currentPassword, newPassword } }, bearer);
const works = async (bearer: string) => (await people.run(`{ viewer { id } }`, {}, bearer)).data !== null;

test("changePassword answers new tokens and ends all others", async () => {
  const { bearer } = await people.person("changer", ["support"]);
  const elsewhere = await people.signIn("changer@example.org", PASSWORD);
  const { data, errors } = await change(bearer, PASSWORD, NEW);
  expect(errors).toEqual([]);
  const { session } = data.changePassword;
  expect(session.person).toEqual({ name: "changer" });
  expect(await works(session.accessToken)).toBe(true);
  expect(await works(bearer)).toBe(false);
  expect(await works(elsewhere.accessToken)).toBe(false);
  const { data: own } = await people.run(`{ sessions { current } }`, {}, session.accessToken);
  expect(own.sessions).toEqual([{ current: true }]);
  await people.signIn("changer@example.org", NEW);
});

test("a wrong current or a short new password is refused by its field", async () => {
  const { bearer } = await people.person("keeper", ["support"]);
  const [before] = await people.rows("SELECT password_hash FROM person WHERE name = 'keeper'");
  expect((await change(bearer, "not it, surely", NEW)).errors[0]!.extensions).toEqual({
    code: "BAD_USER_INPUT",
    violations: [{ path: "input.currentPassword", rule: "current", message: "this is not the current password" }],
  });
  expect((await change(bearer, PASSWORD, "short")).errors[0]!.extensions.violations).toEqual([
    { path: "input.newPassword", rule: "password", message: "a password has 10 to 200 characters" },
  ]);
  expect(await people.rows("SELECT password_hash FROM person WHERE name = 'keeper'")).toEqual([before]);
  expect(await works(bearer)).toBe(true);
});

test("setPassword is for ACCESS_MANAGE and ends the person's sessions", async () => {
  const SET = `mutation ($id: ID!, $new: String!) { setPassword(personId: $id, newPassword: $new) { person { name canSignIn } } }`;
  const { id, bearer } = await people.person("forgetful", ["support"]);
  expect((await people.run(SET, { id, new: NEW }, bearer)).errors[0]!.code).toBe("FORBIDDEN");
  expect(await works(bearer)).toBe(true);
  expect(await people.asAdmin(SET, { id, new: NEW })).toEqual({
    setPassword: { person: { name: "forgetful", canSignIn: true } },
  });
  expect(await works(bearer)).toBe(false);
  await people.signIn("forgetful@example.org", NEW);
});

test("sessions are listed latest used first, and ended one by one or all", async () => {
  const { bearer } = await people.person("wanderer", ["support"]);
  people.clock.advance(1000);
  const two = await people.signIn("wanderer@example.org", PASSWORD);
  people.clock.advance(1000);
  const three = await people.signIn("wanderer@example.org", PASSWORD);
  const list = async (token: string) => (await people.run(`{ sessions { id current } }`, {}, token)).data.sessions;
  const sessions = await list(two.accessToken);
  expect(sessions.map((s: { current: boolean }) => s.current)).toEqual([false, true, false]);
  const END = `mutation ($id: ID!) { endSession(id: $id) { removedId } }`;
  const stranger = await people.person("stranger", ["admin"]);
  expect((await people.run(END, { id: sessions[0].id }, stranger.bearer)).errors[0]!.code).toBe("NOT_FOUND");
  expect(await works(three.accessToken)).toBe(true);
  expect((await people.run(END, { id: sessions[0].id }, two.accessToken)).data).toEqual({
    endSession: { removedId: sessions[0].id },
  });
  expect(await works(three.accessToken)).toBe(false);
  expect((await people.run(`mutation { signOut(everywhere: true) { signedOut } }`, {}, two.accessToken)).data).toEqual({
    signOut: { signedOut: true },
  });
  expect(await works(two.accessToken)).toBe(false);
  expect(await works(bearer)).toBe(false);
});
