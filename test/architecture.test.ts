import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";

/*
 * The two orders of ARCHITECTURE.md: kinds import downward, rooms within one kind leftward. `import type` and a
 * relation's thunk may point anywhere, for they are gone or not yet run when a module loads.
 */

const SRC = resolve(__dirname, "../src");
const ROOMS = [
  "people",
  "calendars",
  "orders",
  "assets",
  "entitlements",
  "sla",
  "cases",
  "returns",
  "activities",
  "evidence",
  "knowledge",
  "queues",
  "routing",
  "notifications",
  "webhooks",
  "transfer",
];
const KINDS = ["platform", "nouns", "questions", "steps", "verbs", "doors", "house"] as const;
type Kind = (typeof KINDS)[number];

interface Module {
  readonly file: string;
  readonly kind: Kind;
  /** Null for the platform and the house. */
  readonly room: string | null;
  readonly imports: readonly string[];
}

function kindOf(file: string): Kind {
  const path = relative(SRC, file);
  const [first = ""] = path.split("/");
  if (first === "platform") return "platform";
  if (!ROOMS.includes(first)) return "house";
  if (path.includes("/commands/") || path.includes("/timers/")) return "verbs";
  const name = basename(file);
  if (/\.(inputs|resolver|routes|subscriptions|payloads)\.ts$/.test(name)) return "doors";
  if (/\.steps\.ts$/.test(name)) return "steps";
  if (/\.(policy|queries)\.ts$/.test(name)) return "questions";
  return "nouns";
}

/** Value imports only: `import type`, and specifiers that are all types, are erased. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const found: string[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)\s+from\s+"(\.[^"]+)";/gm)) {
    const [, typeOnly, what = "", target = ""] = match;
    if (typeOnly) continue;
    const names = /\{([\s\S]*)\}/.exec(what)?.[1];
    const all =
      names
        ?.split(",")
        .map((n) => n.trim())
        .filter(Boolean) ?? [];
    if (names !== undefined && !what.replace(/\{[\s\S]*\}/, "").trim() && all.every((n) => n.startsWith("type ")))
      continue;
    found.push(`${resolve(dirname(file), target)}.ts`);
  }
  for (const match of text.matchAll(/^import\s+"(\.[^"]+)";/gm)) found.push(`${resolve(dirname(file), match[1]!)}.ts`);
  return found;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "vendor" ? [] : filesUnder(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

const modules = new Map<string, Module>(
  filesUnder(SRC).map((file) => {
    const kind = kindOf(file);
    const [first = ""] = relative(SRC, file).split("/");
    return [file, { file, kind, room: ROOMS.includes(first) ? first : null, imports: importsOf(file) }];
  }),
);
const name = (file: string) => relative(SRC, file);

/** Entities name each other in relation thunks, which run long after loading. */
const isEntity = (file: string) => file.endsWith(".entity.ts");

function breaches(of: ReadonlyMap<string, Module>): string[] {
  const found: string[] = [];
  for (const { file, kind, room, imports } of of.values()) {
    for (const target of imports) {
      const other = of.get(target);
      if (!other) continue;
      const [from, to] = [KINDS.indexOf(kind), KINDS.indexOf(other.kind)];
      if (to > from) found.push(`${name(file)} (${kind}) imports ${name(target)} (${other.kind}): upward`);
      else if (to === from && kind === "verbs")
        found.push(`${name(file)} calls ${name(target)}: verbs never call verbs`);
      else if (to === from && room && other.room && ROOMS.indexOf(other.room) > ROOMS.indexOf(room)) {
        if (!(isEntity(file) && isEntity(target)))
          found.push(`${name(file)} imports ${name(target)}: a room knows rooms to its left only`);
      }
    }
  }
  return found;
}

function cycles(of: ReadonlyMap<string, Module>): string[] {
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    const seen = state.get(file);
    if (seen === "done") return;
    if (seen === "open") {
      const circle = trail.slice(trail.indexOf(file));
      if (!circle.every(isEntity)) found.push([...circle, file].map(name).join(" → "));
      return;
    }
    state.set(file, "open");
    for (const target of of.get(file)?.imports ?? []) if (of.has(target)) visit(target, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of of.keys()) visit(file, []);
  return found;
}

describe("the order of the house", () => {
  test("imports go downward by kind and leftward by room", () => {
    expect(breaches(modules)).toEqual([]);
  });

  test("there are no circles", () => {
    expect(cycles(modules)).toEqual([]);
  });

  test("there are no barrels", () => {
    expect([...modules.keys()].filter((file) => basename(file) === "index.ts").map(name)).toEqual([]);
  });

  test("only config.ts reads the environment, and only the clocks read the machine's", () => {
    const reads = (pattern: RegExp, allowed: readonly string[]) =>
      [...modules.keys()]
        .filter(
          (file) =>
            !allowed.includes(name(file)) &&
            pattern.test(readFileSync(file, "utf8").replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "")),
        )
        .map(name);
    expect(reads(/process\.env/, ["platform/config.ts"])).toEqual([]);
    expect(reads(/new Date\(\)/, [])).toEqual([]);
  });

  test("a breach is seen", () => {
    const module = (path: string, kind: Kind, room: string | null, imports: string[]): [string, Module] => [
      join(SRC, path),
      { file: join(SRC, path), kind, room, imports: imports.map((target) => join(SRC, target)) },
    ];
    const planted = new Map([
      module("people/rules.ts", "nouns", "people", ["cases/rules.ts"]),
      module("cases/rules.ts", "nouns", "cases", ["people/rules.ts"]),
      module("cases/commands/a.ts", "verbs", "cases", ["cases/commands/b.ts"]),
      module("cases/commands/b.ts", "verbs", "cases", ["cases/case.resolver.ts"]),
      module("cases/case.resolver.ts", "doors", "cases", []),
    ]);
    expect(breaches(planted)).toHaveLength(3);
    expect(cycles(planted)).toEqual(["people/rules.ts → cases/rules.ts → people/rules.ts"]);
  });
});
