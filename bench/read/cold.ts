import "reflect-metadata";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataSource } from "typeorm";
import { nounMap } from "../../src/entities";
import { SnakeNamingStrategy } from "../../src/platform/database/naming";
import { Permission, permissionClass, PERMISSIONS } from "../../src/platform/access/permissions";
import { Model } from "../../src/platform/read/model";
import { planQuery, rootsOf } from "../../src/platform/read/plan";
import { makeSchema } from "../../src/schema";

/*
 * What a case page costs that no cache has: parsing, validating and compiling it, for the first time in a process and then
 * under ever new names. At most 10 ms.
 *   npm run bench:cold [-- times=500]
 */
const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split("=") as [string, string]));
const TIMES = Number(options.times ?? 500);
const MOST = 10;

async function main(): Promise<void> {
  const schema = await makeSchema();
  const nouns = nounMap();
  const source = new DataSource({
    type: "postgres",
    entities: [...nouns.keys()] as never,
    namingStrategy: new SnakeNamingStrategy(),
  });
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  const shop = { model: new Model(schema, source, nouns), secret: "" };
  const allowed = permissionClass(PERMISSIONS.filter((permission) => permission !== Permission.PORTAL));
  const page = pageOf(readFileSync(join(__dirname, "../../test/operations/cases.graphql"), "utf8"));
  const parts = { parse: [] as number[], validate: [] as number[], compile: [] as number[] };
  const timed = <T>(times: number[], run: () => T): T => {
    const started = performance.now();
    const answer = run();
    times.push(performance.now() - started);
    return answer;
  };
  for (let i = 0; i <= TIMES; i++) {
    const document = timed(parts.parse, () => parse(page.replace("CasePage", `CasePage${i}`)));
    const mistakes = timed(parts.validate, () => validate(schema, document));
    if (mistakes[0]) throw mistakes[0];
    timed(parts.compile, () => planOf(shop, document, allowed, schema));
  }
  console.log("| | first in the process, ms | median of the others, ms |");
  console.log("| --- | ---: | ---: |");
  const median = (times: readonly number[]) => [...times.slice(1)].sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
  for (const [name, times] of Object.entries(parts))
    console.log(`| ${name} | ${times[0]!.toFixed(1)} | ${median(times).toFixed(2)} |`);
  if (median(parts.compile) > MOST) process.exitCode = 1;
}

/** The documented case page with the fragments that it spreads. */
function pageOf(text: string): string {
  const { definitions } = parse(text);
  const taken = definitions.filter(
    (d) =>
      d.kind === Kind.FRAGMENT_DEFINITION || (d.kind === Kind.OPERATION_DEFINITION && d.name?.value === "CasePage"),
  );
  const spread = new Set<string>();
  const source = (start: number, end: number) => text.slice(start, end);
  const written = taken.map((d) => source(d.loc!.start, d.loc!.end));
  for (const one of written) for (const [, name] of one.matchAll(/\.\.\.\s*(\w+)/g)) spread.add(name!);
  return taken
    .filter((d) => d.kind === Kind.OPERATION_DEFINITION || spread.has((d as FragmentDefinitionNode).name.value))
    .map((d) => source(d.loc!.start, d.loc!.end))
    .join("\n");
}

type Shop = Parameters<typeof planQuery>[0];

function planOf(shop: Shop, document: DocumentNode, allowed: number, schema: Shop["model"]["schema"]): void {
  const definition = document.definitions.find(
    (d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION,
  )!;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
  const selections = { schema, fragments, variables: { id: "01900000-0000-7017-8000-000000000000" } };
  planQuery(shop, selections, allowed, rootsOf(selections, definition));
}

void main();
