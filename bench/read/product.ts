import { readSettings } from "../../src/platform/config";
import { startServer } from "../../src/main";
import { serve } from "./contender";

/** The product as it is served: authentication, admission and visibility on. */
void serve(async ({ databaseUrl }) => {
  const server = await startServer({
    ...readSettings({
      DATABASE_URL: databaseUrl,
      CASEGRAPH_SECRET: "a secret for this measurement only",
      CASEGRAPH_ADMIN_PASSWORD: "for this measurement only",
      PORT: "0",
      LOG_LEVEL: "warn",
    }),
  });
  return server.url;
});
