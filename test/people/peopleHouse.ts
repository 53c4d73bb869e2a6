import { parse, validate } from "graphql";
import { viewerOf } from "../../src/platform/access/credentials";
import { openTestHouse, type TestHouse } from "../support/house";
import { ADMIN } from "../support/settings";

export { ADMIN };

export interface Answered {
  readonly data: any;
  readonly errors: readonly { message: string; code: unknown; extensions: Record<string, any> }[];
}

/** A house without a port, and what tests about people ask of it. */
export interface PeopleHouse extends TestHouse {
  /** Runs one operation with whatever rights the bearer token gives. */
  run(text: string, variables?: Record<string, unknown>, bearer?: string | null, ip?: string): Promise<Answered>;
  /** Runs it as the administrator and expects it to go well. */
  asAdmin(text: string, variables?: Record<string, unknown>): Promise<any>;
  /** Signs in and answers the session. */
  signIn(email: string, password: string, ip?: string): Promise<{ accessToken: string; refreshToken: string }>;
  /** A person with these roles, signed in. */
  person(name: string, roles: string[], more?: Record<string, unknown>): Promise<{ id: string; bearer: string }>;
}

export const PASSWORD = "correct horse battery";

export async function openPeopleHouse(): Promise<PeopleHouse> {
  const test = await openTestHouse({ timers: false });
  const { house, engine, schema } = test;
  const none = { message: "", code: "UNAUTHENTICATED", extensions: {} };

  const run: PeopleHouse["run"] = async (text, variables = {}, bearer = null, ip = "192.0.2.1") => {
    const viewer = bearer === null ? null : await viewerOf(house, bearer);
    if (bearer !== null && !viewer) return { data: null, errors: [none] };
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const ctx = { ...test.ctx(viewer), ip, userAgent: "jest" };
    const answer = await engine.execute(engine.operation(document, null), variables, ctx);
    return {
      data: answer.data === null ? null : JSON.parse(answer.data),
      errors: (answer.errors ?? []).map(({ message, extensions = {} }) => ({
        message,
        code: extensions.code,
        extensions: extensions as Record<string, any>,
      })),
    };
  };
  const signIn: PeopleHouse["signIn"] = async (email, password, ip) => {
    const { data, errors } = await run(
      `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken refreshToken } } }`,
      { input: { email, password } },
      null,
      ip,
    );
    expect(errors).toEqual([]);
    return data.signIn.session;
  };
  let admin: Promise<{ accessToken: string }> | undefined;
  const asAdmin: PeopleHouse["asAdmin"] = async (text, variables) => {
    admin ??= signIn(ADMIN.email, ADMIN.password);
    const { data, errors } = await run(text, variables, (await admin).accessToken);
    expect(errors).toEqual([]);
    return data;
  };
  const person: PeopleHouse["person"] = async (name, roles, more = {}) => {
    const email = `${name}@example.org`;
    const input = { name, email, password: PASSWORD, roles, ...more };
    const { createPerson } = await asAdmin(
      `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }`,
      { input },
    );
    const { accessToken } = await signIn(email, PASSWORD, "198.51.100.1");
    return { id: createPerson.person.id, bearer: accessToken };
  };
  return { ...test, run, signIn, asAdmin, person };
}
