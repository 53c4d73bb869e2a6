"use strict";
const { createHash } = require("node:crypto");
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const { join, relative } = require("node:path");

const root = join(__dirname, "..");
const dist = join(root, "dist");
const stamp = join(dist, ".built-from");
const sources = ["src", "migrations"];
const settings = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];

function* filesOf(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield path;
  }
}

/** Of what the build is made, by content: a checkout or a copy changes times, not what is in the files. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const path of [
    ...settings.map((name) => join(root, name)),
    ...sources.flatMap((s) => [...filesOf(join(root, s))]),
  ]) {
    if (!fs.existsSync(path)) continue;
    hash
      .update(`${relative(root, path)}\0`)
      .update(fs.readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}

function kept() {
  try {
    return fs.readFileSync(stamp, "utf8");
  } catch {
    return null;
  }
}

/** Builds dist/ when it is missing or made of other sources; answers null, or one line that tells why it cannot. */
function build({ check = false } = {}) {
  const wanted = fingerprint();
  if (!check && kept() === wanted) return null;
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  if (!fs.existsSync(compiler)) {
    return `the build in ${dist} is missing or stale, and TypeScript is not installed to make it: run \`npm ci\``;
  }
  // Made beside its place and moved there when whole, so that a build that dies, or a second one, spoils nothing.
  const making = `${dist}.new-${process.pid}`;
  try {
    fs.mkdirSync(making);
  } catch (error) {
    return `the build in ${dist} is missing or stale, and it cannot be made as this user (${error.code}): run \`npm run build\` as the owner of ${root}`;
  }
  try {
    const options = ["-p", join(root, "tsconfig.build.json"), "--outDir", making, ...(check ? [] : ["--noCheck"])];
    const compiled = spawnSync(process.execPath, [compiler, ...options], { cwd: root, encoding: "utf8" });
    if (compiled.status !== 0) return `the build failed\n${compiled.stdout}${compiled.stderr}`.trimEnd();
    for (const path of sources.flatMap((s) => [...filesOf(join(root, s))])) {
      if (/\.tsx?$/.test(path)) continue;
      const target = join(making, relative(root, path));
      fs.mkdirSync(join(target, ".."), { recursive: true });
      fs.copyFileSync(path, target);
    }
    fs.writeFileSync(join(making, ".built-from"), wanted);
    const old = `${dist}.old-${process.pid}`;
    if (fs.existsSync(dist)) fs.renameSync(dist, old);
    try {
      fs.renameSync(making, dist);
    } finally {
      fs.rmSync(old, { recursive: true, force: true });
    }
  } catch (error) {
    if (kept() !== wanted) return `the build in ${dist} could not be made: ${error.message}`;
  } finally {
    fs.rmSync(making, { recursive: true, force: true });
  }
  return null;
}

module.exports = { build };

if (require.main === module) {
  const trouble = build({ check: true });
  if (trouble) {
    process.stderr.write(`casegraph: ${trouble}\n`);
    process.exit(1);
  }
}
