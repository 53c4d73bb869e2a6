import { plannedAnew, type Sql, sql } from "../sql";
import type { Arg } from "./declare";

/**
 * Every word of the argument begins a word of the tsvector of the row with this key. How many rows that are is known only
 * from the words themselves, and a plan for few is a bad one for many. Of a word that its statistics do not hold PostgreSQL
 * believes that one row in two hundred has it, and then rather walks a list of a million in its order than looks the word
 * up: a condition that always holds, of which it believes a third, has it look up what is rare and walk for what is common.
 */
export const hasWords = (words: Sql, key: Sql, arg: Arg): Sql =>
  sql`(${words} @@ casegraph_search(${plannedAnew(arg.sql)}::text) AND uuid_ge(${key},'00000000-0000-0000-0000-000000000000'))`;
