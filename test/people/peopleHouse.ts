import { randomBytes } from "node:crypto";
import { parse, validate } from "graphql";
import { Client } from "pg";
import { pino } from "pino";
import { type OpenHouse, openHouse } from "../../src/main";
import { viewerOf } from "../../src/platform/access/credentials";
import { readSettings } from "../../src/platform/config";
import { seedAdministrator } from "../../src/people/commands/seedAdministrator";

const cluster = () => process.env.CASEGRAPH_TEST_CLUSTER ?? "postgres://postgres@127.0.0.1:54329/postgres";

async function onCluster(statement: string): Promise<void> {
  const client = new Client({ connectionString: cluster() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

export const ADMIN = { email: "admin@localhost", password: "a first password" };

export interface Answered {
  readonly data: any;
  readonly errors: readonly { message: string; code: unknown; extensions: Record<string, any> }[];
}

export interface PeopleHouse extends OpenHouse {
  readonly url: string;
  /** Runs one operation with whatever rights the bearer token gives. */
  run(text: string, variables?: Record<string, unknown>, bearer?: string | null, ip?: string): Promise<Answered>;
  /** Runs it as the administrator and expects it to go well. */
  asAdmin(text: string, variables?: Record<string, unknown>): Promise<any>;
  /** Signs in and answers the session. */
  signIn(email: string, password: string, ip?: string): Promise<{ accessToken: string; refreshToken: string }>;
  /** A person with these roles, signed in. */
  person(name: string, roles: string[], more?: Record<string, unknown>): Promise<{ id: string; bearer: string }>;
  query(statement: string, values?: unknown[]): Promise<any[]>;
  drop(): Promise<void>;
}

export const PASSWORD = "correct horse battery";

/** A whole house but its port, on a database of its own, with its first administrator. */
export async function openPeopleHouse(): Promise<PeopleHouse> {
  const name = `people_${randomBytes(6).toString("hex")}`;
  await onCluster(`CREATE DATABASE ${name}`);
  const url = new URL(cluster());
  url.pathname = `/${name}`;
  const settings = readSettings({
    CASEGRAPH_SECRET: "x".repeat(40),
    CASEGRAPH_ADMIN_PASSWORD: ADMIN.password,
    DATABASE_URL: url.href,
  });
  const open = await openHouse({
    settings: { ...settings, secret: "x".repeat(40) },
    databaseUrl: url.href,
    log: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
    timers: false,
    poolSize: 8,
  });
  const { house, engine, schema } = open;
  await seedAdministrator(house);

  const run: PeopleHouse["run"] = async (text, variables = {}, bearer = null, ip = "192.0.2.1") => {
    const viewer = bearer === null ? null : await viewerOf(house, bearer);
    if (bearer !== null && !viewer)
      return { data: null, errors: [{ message: "", code: "UNAUTHENTICATED", extensions: {} }] };
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const ctx = { house, viewer, requestId: "test", ip, userAgent: "jest", idempotency: null };
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
  return {
    ...open,
    url: url.href,
    run,
    signIn,
    asAdmin,
    person: async (who, roles, more = {}) => {
      const email = `${who}@example.org`;
      const input = { name: who, email, password: PASSWORD, roles, ...more };
      const { createPerson } = await asAdmin(
        `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }`,
        { input },
      );
      const { accessToken } = await signIn(email, PASSWORD, `198.51.100.${who.length}`);
      return { id: createPerson.person.id, bearer: accessToken };
    },
    query: async (statement, values = []) => (await house.pool.query(statement, values)).rows,
    drop: async () => {
      await open.close();
      await onCluster(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
