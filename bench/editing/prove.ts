import { editAtRandom } from "../../test/support/editing";
import globalSetup from "../../test/support/globalSetup";
import globalTeardown from "../../test/support/globalTeardown";

/*
 * Twelve clients edit fifty cases at random over HTTP, half of the writes naming the version that they read. Afterwards no
 * such write is lost, every version is one more than the one before, and each case's timeline, told again, comes to its row.
 *   npm run proof:editing [seconds] [clients] [cases]
 */
const [seconds = 60, clients = 12, cases = 50] = process.argv.slice(2).map(Number);

async function main(): Promise<void> {
  await globalSetup();
  try {
    const { answers, breaches } = await editAtRandom({ seconds, clients, cases });
    for (const [answer, times] of Object.entries(answers).sort()) console.log(`${answer}: ${times}`);
    console.log(breaches.length === 0 ? "Nothing was lost, skipped or untold." : breaches.slice(0, 50).join("\n"));
    process.exitCode = breaches.length === 0 ? 0 : 1;
  } finally {
    await globalTeardown();
  }
}

void main();
