import { RE2JS } from "re2js";

/*
 * Patterns are people's input and run over people's input. RE2 matches in time that is linear in the text and in the
 * pattern's instructions, whatever both are; what is linear is bounded here.
 */

const LONGEST = 500;
/** Instructions of one pattern. A counted repetition is written out, so that a short pattern may have many. */
const MOST_INSTRUCTIONS = 500;
/** Characters of a text that a pattern is tried on. */
export const MOST_MATCHED = 1000;

const MOST_KEPT = 200;
const compiled = new Map<string, RE2JS>();

/** Compiled once while it is in use. */
function patternOf(pattern: string): RE2JS {
  let known = compiled.get(pattern);
  if (known) compiled.delete(pattern);
  else known = RE2JS.compile(pattern);
  compiled.set(pattern, known);
  if (compiled.size > MOST_KEPT) compiled.delete(compiled.keys().next().value!);
  return known;
}

/** Why a pattern cannot be one; null where nothing is wrong with it. */
export function patternFault(pattern: string): { rule: string; message: string } | null {
  if (pattern === "" || pattern.length > LONGEST)
    return { rule: "maxLength", message: `has 1 to ${LONGEST} characters` };
  try {
    if (RE2JS.compile(pattern).programSize() <= MOST_INSTRUCTIONS) return null;
    return { rule: "tooComplex", message: "takes too many steps; use fewer or smaller repetitions" };
  } catch (error) {
    return { rule: "pattern", message: `is no RE2 pattern: ${error instanceof Error ? error.message : "unknown"}` };
  }
}

/** True where the whole text matches. */
export const matchesPattern = (pattern: string, text: string): boolean => patternOf(pattern).matches(text);
