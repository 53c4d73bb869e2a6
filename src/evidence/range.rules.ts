/** A part of a file, both ends included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The one part that a `range` header asks for: null for all of it (no header, or several parts), "none" where there is no such part. */
export function rangeOf(header: string | undefined, size: number): Range | null | "none" {
  const match = /^\s*bytes\s*=\s*(\d{0,15})-(\d{0,15})\s*$/.exec(header ?? "");
  const [first, last] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (first === "" && last === "") return null;
  if (first === "") return last === "0" ? "none" : { start: Math.max(size - Number(last), 0), end: size - 1 };
  if (Number(first) >= size) return "none";
  if (last !== "" && Number(last) < Number(first)) return null;
  return { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}
