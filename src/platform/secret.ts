import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SettingsError } from "./config";

/** The secret kept in the data folder; made, for the owner's eyes only, when there is none. */
export function keptSecret(folder: string): string {
  const path = join(folder, "secret");
  const making = `${path}.new-${process.pid}`;
  try {
    const secret = read(path);
    if (secret !== null) return secret;
    writeFileSync(making, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    try {
      // Unlike a rename, never takes the place of one that came into being meanwhile.
      linkSync(making, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(making, { force: true });
    }
    return read(path)!;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(`CASEGRAPH_SECRET: cannot be kept in ${path}: ${(error as Error).message}`);
  }
}

function read(path: string): string | null {
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret.length < 32)
      throw new SettingsError(`CASEGRAPH_SECRET: what is kept in ${path} has less than 32 characters`);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
