import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { actionsTable } from "../support/actions";

/* Writes the table of test/support/actions.ts into docs/permissions.md: npm run permissions. */
const file = join(__dirname, "../../docs/permissions.md");
const text = readFileSync(file, "utf8");
writeFileSync(file, `${text.slice(0, text.indexOf("| | by |"))}${actionsTable()}\n`);
