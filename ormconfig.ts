import "reflect-metadata";
import { DataSource } from "typeorm";
import { nounMap } from "./src/entities";
import { readSettings } from "./src/platform/config";
import { SnakeNamingStrategy } from "./src/platform/database/naming";

/** For TypeORM's own command: `npx tsx node_modules/typeorm/cli.js migration:show -d ormconfig.ts`, with DATABASE_URL. */
export default new DataSource({
  type: "postgres",
  url: readSettings().databaseUrl ?? "",
  entities: [...nounMap().keys()] as never,
  migrations: ["migrations/*.ts"],
  migrationsTableName: "migration",
  namingStrategy: new SnakeNamingStrategy(),
  synchronize: false,
  installExtensions: false,
});
