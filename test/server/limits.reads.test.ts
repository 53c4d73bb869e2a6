import { openTestHouse, type TestServer } from "../support/house";

/** Runs while another transaction holds the table, so that whoever reads it waits. */
async function whileHeld<T>(server: TestServer, table: string, run: () => Promise<T>): Promise<T> {
  const other = await server.house.pool.connect();
  try {
    await other.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return await run();
  } finally {
    await other.query("ROLLBACK");
    other.release();
  }
}

const prepared = (server: TestServer) =>
  server.rows<{ text: string }>("SELECT statement AS text FROM pg_prepared_statements WHERE name LIKE 'r%'");

test("a statement that runs past its time is answered by TIMEOUT, and what comes after it is not", async () => {
  const server = await openTestHouse({ serve: true, timers: false, settings: { readTimeout: 300 } });
  try {
    const token = await server.signIn();
    const query = "{ teams { key } branches { key } }";
    const late = await whileHeld(server, "team", () => server.ask(query, {}, token));
    expect(late).toEqual({
      errors: [
        {
          message: "The statement ran past its time; nothing was written. Ask for less at once.",
          extensions: { code: "TIMEOUT" },
        },
      ],
    });
    const { data, errors } = await server.ask(query, {}, token);
    expect([data.branches, errors]).toEqual([[], undefined]);
  } finally {
    await server.close();
  }
});

test("what a command answers may run past its time: the command is done, and says so", async () => {
  const server = await openTestHouse({ serve: true, timers: false, settings: { readTimeout: 300 } });
  try {
    const token = await server.signIn();
    const create = `mutation { saveBranch(input: { key: "west", name: "West", timeZone: "UTC" }) { branch { name manager { teams { key } } } } }`;
    const { data, errors } = await whileHeld(server, "team_member", () => server.ask(create, {}, token));
    expect([data, errors?.[0]]).toEqual([
      null,
      expect.objectContaining({
        message: "It is done, but what it answers took too long to read.",
        path: ["saveBranch"],
        extensions: { code: "TIMEOUT" },
      }),
    ]);
    expect(await server.rows("SELECT name FROM branch WHERE key = 'west'")).toEqual([{ name: "West" }]);
  } finally {
    await server.close();
  }
});

test.each([
  [true, 1],
  [false, 0],
])("with DATABASE_PREPARE %s, %i statement is kept prepared", async (prepare, kept) => {
  const server = await openTestHouse({ serve: true, timers: false, settings: { prepare } });
  try {
    const token = await server.signIn();
    for (let i = 0; i < 4; i++) expect((await server.ask("{ caseTypes { key } }", {}, token)).errors).toBeUndefined();
    expect((await prepared(server)).length).toBe(kept);
  } finally {
    await server.close();
  }
});
