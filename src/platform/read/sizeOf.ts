import { invalid } from "../errors";
import type { Args } from "./declare";

/** How many a plain list is asked for, by an argument that is there; refused below 1 and above `most`. */
export function sizeOf(args: Args, name: string, most: number): number {
  const value = args[name]?.value as number;
  if (value >= 1 && value <= most) return value;
  throw invalid({ path: name, rule: "page", message: `must be from 1 to ${most}` });
}
