import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { hashPassword, newPassword } from "../platform/access/passwords";
import { readSettings, type Settings, SettingsError } from "../platform/config";
import { heldUrl, startEmbedded } from "../platform/database/embedded";

const HELP = `casegraph reset-password EMAIL: gives a person a new password, ends the person's sessions, and prints it once

It works on the database itself, whether the server is running or not, with the server's settings:
DATABASE_URL, or the embedded database in CASEGRAPH_DATA.
`;

const silent = pino({ level: "silent" });

interface Opened {
  readonly url: string;
  close(): Promise<void>;
}

/** The database of the settings; the embedded one is started for the moment unless a server runs it already. */
async function open(settings: Settings): Promise<Opened> {
  if (settings.databaseUrl) return { url: settings.databaseUrl, close: async () => {} };
  if (!existsSync(join(settings.dataFolder, "postgres")))
    throw new SettingsError(
      `CASEGRAPH_DATA: there is no database in ${settings.dataFolder} yet; start the server once`,
    );
  const url = await heldUrl(settings.dataFolder, silent);
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return { url, close: async () => {} };
  } catch {
    const embedded = await startEmbedded({ folder: settings.dataFolder, log: silent });
    return { url: embedded.url, close: () => embedded.stop() };
  } finally {
    await client.end().catch(() => {});
  }
}

interface Person {
  readonly id: string;
  readonly email: string;
  readonly active: boolean;
  readonly roles: number;
}

async function reset(client: Client, email: string, passwordHash: string): Promise<Person | undefined> {
  await client.query("BEGIN");
  const { rows } = await client.query<Person>(
    `UPDATE person SET password_hash = $2 WHERE lower(email) = lower($1)
     RETURNING id, email, active, (SELECT count(*)::int FROM person_role WHERE person_id = person.id) AS roles`,
    [email, passwordHash],
  );
  if (rows[0]) await client.query("DELETE FROM session WHERE person_id = $1", [rows[0].id]);
  await client.query("COMMIT");
  return rows[0];
}

/** Sets a new password in the database and prints it; 1 where nobody has the address. */
export async function resetPassword(args: string[]): Promise<number> {
  const [email, ...rest] = args;
  if (email === "--help" || email === "-h") {
    process.stdout.write(HELP);
    return 0;
  }
  if (email === undefined || email.startsWith("-") || rest.length > 0) {
    process.stderr.write("casegraph: reset-password takes one e-mail address; see casegraph reset-password --help\n");
    return 64;
  }
  const opened = await open(readSettings());
  const client = new Client({ connectionString: opened.url });
  client.on("error", () => {});
  try {
    await client.connect().catch((error: Error) => {
      throw new SettingsError(`DATABASE_URL: the database cannot be reached: ${error.message}`);
    });
    const password = newPassword();
    const person = await reset(client, email, await hashPassword(password)).catch((error: { code?: string }) => {
      if (error.code !== "42P01") throw error;
      throw new SettingsError("the database holds no Casegraph yet; start the server once");
    });
    if (!person) {
      process.stderr.write(`casegraph: no person has the e-mail address ${email}\n`);
      return 1;
    }
    process.stdout.write(`New password of ${person.email}: ${password}\n`);
    if (!person.active) process.stderr.write("casegraph: this person is inactive and cannot sign in\n");
    else if (person.roles === 0) process.stderr.write("casegraph: this person has no role and cannot sign in\n");
    return 0;
  } finally {
    await client.end().catch(() => {});
    await opened.close();
  }
}
