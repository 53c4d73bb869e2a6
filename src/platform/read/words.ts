import { plannedAnew, type Sql, sql } from "../sql";
import type { Arg } from "./declare";

/**
 * Every word of the argument begins a word of the tsvector. How many rows that are is known only from the words
 * themselves, and a plan for few is a bad one for many.
 */
export const hasWords = (words: Sql, arg: Arg): Sql => sql`${words} @@ casegraph_search(${plannedAnew(arg.sql)}::text)`;
