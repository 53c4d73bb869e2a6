import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

/*
 * PostGraphile as its documentation has it run: the Amber preset with simplified names, prepared statements as it likes
 * them, grafserv on node:http. Runs under the newer Node that it needs, from the folder that it was installed into, so
 * this file imports nothing of ours. With `rules` it does what its documentation has one do where not everybody sees
 * everything: the request's token becomes settings of its transaction, and policies on the table read them.
 */
const from = createRequire(join(process.env.BENCH_FOLDER!, "package.json"));
const { postgraphile } = from("postgraphile");
const { PostGraphileAmberPreset } = from("postgraphile/presets/amber");
const { makePgService } = from("postgraphile/adaptors/pg");
const { grafserv } = from("postgraphile/grafserv/node");
const { PgSimplifyInflectionPreset } = from("@graphile/simplify-inflection");

async function main(): Promise<void> {
  const { databaseUrl, poolSize, rules } = JSON.parse(process.env.BENCH_START!);
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
    pgServices: [
      makePgService({
        connectionString: databaseUrl,
        schemas: ["public"],
        poolConfig: { max: poolSize, options: "-c jit=off" },
      }),
    ],
    grafast: {
      explain: false,
      ...(rules && {
        context({ node }: { node?: { req: IncomingMessage } }) {
          const viewer = rules.viewers[node?.req.headers.authorization?.replace(/^Bearer /, "") ?? ""];
          if (!viewer) throw new Error("The token is not valid.");
          return { pgSettings: { role: rules.role, "viewer.id": viewer } };
        },
      }),
    },
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
