import { Param, plannedAnew, type Sql, sql } from "../sql";
import { areCommon } from "./commonWords";
import type { Arg } from "./declare";

/**
 * Every word of the argument begins a word of the tsvector of the row with this key. How many rows that are is known only
 * from the words themselves, and a plan for few is a bad one for many. Of a word that its statistics do not hold PostgreSQL
 * believes that one row in two hundred has it, and then rather walks a list of a million in its order than looks the word
 * up: a condition that always holds, of which it believes a third, has it look up what is rare. Where the statistics do hold
 * the words, it is left to them: a list in which many rows fit is walked.
 */
export const hasWords = (words: Sql, key: Sql, arg: Arg): Sql => {
  const given = arg.sql.parts.find((part) => part instanceof Param);
  const common = new Param((run) => given instanceof Param && areCommon(given.of(run)), false, true);
  return sql`(${words} @@ casegraph_search(${plannedAnew(arg.sql)}::text) AND (${common}::bool OR uuid_ge(${key},'00000000-0000-0000-0000-000000000000')))`;
};
