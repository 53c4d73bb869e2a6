import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings, type Settings } from "../../src/platform/config";

export const ADMIN = { email: "admin@localhost", password: "test-only horse battery" } as const;

/** A server's settings in tests: any free port, the same administrator and secret everywhere. */
export function settingsOfTests(changes: Partial<Settings> = {}): Settings & { readonly secret: string } {
  const settings = readSettings({
    PORT: "0",
    LOG_LEVEL: "fatal",
    CASEGRAPH_DATA: join(tmpdir(), "casegraph-test-files"),
    CASEGRAPH_ADMIN_EMAIL: ADMIN.email,
    CASEGRAPH_ADMIN_PASSWORD: ADMIN.password,
    CASEGRAPH_PUBLIC_URL: "http://casegraph.test",
  });
  return { ...settings, secret: "a secret of tests, long enough for all", ...changes } as Settings & { secret: string };
}
