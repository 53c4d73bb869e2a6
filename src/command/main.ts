import "reflect-metadata";
import { describeSettings, SettingsError } from "../platform/config";

const USAGE = `casegraph: service cases over GraphQL

  casegraph serve                   starts the server (npm start)
  casegraph import KIND FILE ...    brings cases, assets, people, customers or comments in, over the API
  casegraph export KIND ...         takes cases, assets, people or customers out, over the API
  casegraph reset-password EMAIL    sets a new password, on the server's machine

Each answers --help. Settings of the server are environment variables:

`;

type Command = (args: string[]) => Promise<number>;

/** Required when they are asked for: an import needs nothing of the server, and starts at once. */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  serve: () => (require("./serve") as typeof import("./serve")).serve,
  import: () => (require("./import/runImport") as typeof import("./import/runImport")).runImport,
  export: () => (require("./export/runExport") as typeof import("./export/runExport")).runExport,
  "reset-password": () => (require("./resetPassword") as typeof import("./resetPassword")).resetPassword,
};

/** Runs one command and answers its exit code: 0, 1 some rows refused, 64 usage, 69 unreachable, 70 a fault, 78 settings. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(`${USAGE}${describeSettings()}\n`);
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    process.stderr.write(
      name === undefined
        ? USAGE.split("\n\nEach")[0] + "\n"
        : `casegraph: there is no command ${name}; see casegraph --help\n`,
    );
    return 64;
  }
  try {
    return await load()(args);
  } catch (error) {
    if (error instanceof SettingsError) {
      process.stderr.write(`casegraph: ${error.message}\n`);
      return 78;
    }
    process.stderr.write(`casegraph: ${(error as Error)?.stack ?? error}\n`);
    return 70;
  }
}
