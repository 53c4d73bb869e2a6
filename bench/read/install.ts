import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** PostGraphile and the Node that it runs on, pinned: what the table says was measured with these. */
export const PINNED = {
  postgraphile: "5.1.5",
  "@graphile/simplify-inflection": "8.0.0",
  node: "24.21.0",
  pg: "8.23.1",
};

/** Installs them into a folder of their own, once, and answers the folder. */
export function installPostgraphile(tell: (line: string) => void): string {
  const folder = join(tmpdir(), `casegraph-bench-postgraphile-${PINNED.postgraphile}-${PINNED.node}`);
  if (existsSync(join(folder, "installed"))) return folder;
  tell(`installing postgraphile ${PINNED.postgraphile} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: PINNED }));
  const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`postgraphile could not be installed: ${stderr}`);
  writeFileSync(join(folder, "installed"), "");
  return folder;
}

export const nodeOf = (folder: string): string => join(folder, "node_modules", "node", "bin", "node");
