import { main } from "../../src/command/main";
import { openTestHouse, type TestServer } from "../support/house";
import { ADMIN } from "../support/settings";

let server: TestServer;
beforeAll(async () => {
  server = await openTestHouse({ serve: true });
});
afterAll(() => server.close());

/** Runs the command on the house's database and answers its exit code and what it wrote. */
async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const before = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: server.databaseUrl, CASEGRAPH_SECRET: "s".repeat(40) });
  let [out, err] = ["", ""];
  const writeOut = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  const writeErr = jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
  try {
    return { code: await main(["reset-password", ...args]), out, err };
  } finally {
    writeOut.mockRestore();
    writeErr.mockRestore();
    process.env = before;
  }
}

test("prints a new password once, which works while the old one and its sessions do not", async () => {
  const token = await server.signIn();
  const { code, out } = await command(ADMIN.email.toUpperCase());
  expect(code).toBe(0);
  const password = /^New password of admin@localhost: (\S{20})\n$/.exec(out)![1]!;
  await expect(server.signIn()).rejects.toThrow("UNAUTHENTICATED");
  expect(await server.rows("SELECT id FROM session")).toEqual([]);
  const fresh = await server.signIn(ADMIN.email, password);
  expect((await server.ask("{ viewer { email } }", {}, fresh)).data).toEqual({ viewer: { email: ADMIN.email } });
  expect(fresh).not.toBe(token);
});

test("says when nobody has the address, and how it is used", async () => {
  expect(await command("nobody@example.org")).toEqual({
    code: 1,
    out: "",
    err: "casegraph: no person has the e-mail address nobody@example.org\n",
  });
  expect((await command()).code).toBe(64);
  expect((await command("a@b", "c@d")).code).toBe(64);
  expect((await command("--help")).out).toMatch(/^casegraph reset-password EMAIL: /);
});
