import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, sqlTexts } from "../support/sqlTexts";

/* A read that changed is renewed by `npm run sql`, and looked at before it is committed. */

test("the documented queries are the statements that stand beside them", async () => {
  const texts = await sqlTexts();
  expect(readdirSync(FOLDER).sort()).toEqual([...texts.keys()].sort());
  for (const [name, text] of texts) expect(readFileSync(join(FOLDER, name), "utf8")).toBe(text);
});
