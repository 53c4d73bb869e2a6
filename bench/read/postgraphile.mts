import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

/*
 * PostGraphile as its documentation has it run: the Amber preset with simplified names, prepared statements as it likes
 * them, grafserv on node:http. Runs under the newer Node that it needs, from the folder that it was installed into, so
 * this file imports nothing of ours.
 */
const from = createRequire(join(process.env.BENCH_FOLDER!, "package.json"));
const { postgraphile } = from("postgraphile");
const { PostGraphileAmberPreset } = from("postgraphile/presets/amber");
const { makePgService } = from("postgraphile/adaptors/pg");
const { grafserv } = from("postgraphile/grafserv/node");
const { PgSimplifyInflectionPreset } = from("@graphile/simplify-inflection");

async function main(): Promise<void> {
  const { databaseUrl, poolSize } = JSON.parse(process.env.BENCH_START!);
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
    pgServices: [
      makePgService({
        connectionString: databaseUrl,
        schemas: ["public"],
        poolConfig: { max: poolSize, options: "-c jit=off" },
      }),
    ],
    grafast: { explain: false },
    grafserv: { graphiql: false, graphqlOverGET: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  server.listen(0, "127.0.0.1", () => {
    process.send!({ url: `http://127.0.0.1:${(server.address() as { port: number }).port}/graphql` });
  });
  process.on("message", (message: { cpu?: true }) => {
    if (message.cpu) process.send!({ cpu: process.cpuUsage() });
  });
  process.on("disconnect", () => process.exit(0));
}

void main();
