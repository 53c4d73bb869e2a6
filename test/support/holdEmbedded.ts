import { startEmbedded } from "../../src/platform/database/embedded";
import { openLog } from "../../src/platform/log";

/** A server that does nothing but hold the embedded database of a folder; tells its URL, ends on SIGTERM. */
async function main(): Promise<void> {
  const log = openLog("warn");
  const embedded = await startEmbedded({ folder: process.argv[2]!, log, durable: false });
  process.on("SIGTERM", () => void embedded.stop().then(() => process.exit(0)));
  process.stdout.write(`${JSON.stringify({ url: embedded.url })}\n`);
  setInterval(() => {}, 60_000);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exit(78);
});
