import { describeSettings, readSettings } from "../platform/config";
import { startServer } from "../main";

const HELP = `casegraph serve (npm start): serves the GraphQL API at http://HOST:PORT/graphql

Settings are environment variables:

${describeSettings()}
`;

/** A terminal's Ctrl-C reaches us twice under npm, which passes it on: what comes this soon after, in ms, is the same one. */
const SAME_SIGNAL = 300;

/** What does not end by itself within this time, in ms, is cut off; the database recovers by itself. */
const LONGEST_STOP = 10_000;

/** Serves until it is told to stop. */
export async function serve(args: string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  if (args.length > 0) {
    process.stderr.write(`casegraph: serve takes no ${args[0]}; see casegraph serve --help\n`);
    return 64;
  }
  const settings = readSettings();
  let first: number | null = null;
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        if (first !== null && performance.now() - first > SAME_SIGNAL) process.exit(1);
        first ??= performance.now();
        resolve();
      });
    }
  });
  const server = await startServer(settings);
  await Promise.race([asked, server.lost]);
  setTimeout(() => process.exit(1), LONGEST_STOP).unref();
  await server.stop();
  return first === null ? 1 : 0;
}
