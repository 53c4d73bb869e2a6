import type { Client as SocketClient } from "graphql-ws";
import { type ClientError, GraphQLClient } from "graphql-request";
import { openTestHouse, type TestServer } from "./house";
import { getSdk } from "./sdk";

export type Sdk = ReturnType<typeof getSdk>;

/** Somebody at the desk: signed in, with the documented operations at hand. */
export interface Somebody {
  readonly id: string;
  readonly token: string;
  readonly sdk: Sdk;
  readonly socket: SocketClient;
}

/** A whole server, and people who work with it. */
export interface Desk extends TestServer {
  readonly admin: Somebody;
  /** A new person with these roles, signed in. */
  person(name: string, roles: string[], more?: Record<string, unknown>): Promise<Somebody>;
  /** The log's rows about a subject, oldest first: kind, type, and what else is asked for. */
  log(
    subjectId: string,
  ): Promise<{ kind: string; type: string; audience: Record<string, string[]>; data: Record<string, unknown> }[]>;
}

const PASSWORD = "correct horse battery";

export async function openDesk(): Promise<Desk> {
  const server = await openTestHouse({ serve: true });
  const known = (id: string, token: string): Somebody => ({
    id,
    token,
    sdk: getSdk(new GraphQLClient(`${server.url}/graphql`, { headers: { authorization: `Bearer ${token}` } })),
    socket: server.socket(token),
  });
  const token = await server.signIn();
  const first = known("", token);
  const { viewer } = await first.sdk.Viewer();
  const admin = { ...first, id: viewer.id };
  return {
    ...server,
    admin,
    person: async (name, roles, more = {}) => {
      const email = `${name.toLowerCase()}@example.org`;
      const { createPerson } = await admin.sdk.CreatePerson({
        input: { name, email, password: PASSWORD, roles, ...more },
      });
      return known(createPerson.person.id, await server.signIn(email, PASSWORD));
    },
    log: (subjectId) =>
      server.rows("SELECT kind, type, audience, data FROM event WHERE subject_id = $1 ORDER BY seq", subjectId),
  };
}

/** The extensions of the refusal that the request must end with. */
export async function refusal(request: Promise<unknown>): Promise<Record<string, unknown> & { code: string }> {
  try {
    await request;
  } catch (error) {
    const first = (error as ClientError).response?.errors?.[0];
    if (!first) throw error;
    return first.extensions as Record<string, unknown> & { code: string };
  }
  throw new Error("It was not refused");
}
