import type { Source } from "./mapping";
import type { Shape } from "./shape";

/** A source of its own, as `key` has it: a column's name, or an object with "column" or "template". */
export function readSource(parent: Shape, name: string): Source | undefined {
  const written = parent.inner(name);
  if (written === undefined) {
    if (!parent.has(name)) parent.problem(name, "is needed");
    return undefined;
  }
  if (typeof written === "string") return { kind: "column", column: written };
  written.only("column", "template");
  const column = written.text("column");
  if (written.has("column") === written.has("template")) {
    written.problem("", 'takes exactly one of "column" and "template"');
    return undefined;
  }
  return column !== undefined ? { kind: "column", column } : readTemplate(written, "template");
}

/** `Incident {number}`: words around the columns of one row; braces of its own are doubled. */
export function readTemplate(shape: Shape, name: string): Source | undefined {
  const text = shape.text(name);
  if (text === undefined) return undefined;
  const parts: (string | { column: string })[] = [];
  let words = "";
  for (const token of text.match(/\{\{|\}\}|\{[^{}]+\}|[\s\S]/g) ?? []) {
    if (token === "{{" || token === "}}") words += token[0];
    else if (token.length > 1 && token.startsWith("{")) {
      if (words !== "") parts.push(words);
      words = "";
      parts.push({ column: token.slice(1, -1).trim() });
    } else if (token === "{" || token === "}") {
      shape.problem(name, `has a "${token}" without its partner; a brace of its own is written twice`);
      return undefined;
    } else words += token;
  }
  if (words !== "") parts.push(words);
  if (!parts.some((part) => typeof part !== "string")) {
    shape.problem(name, 'names no {column}; a fixed text is a "constant"');
    return undefined;
  }
  return { kind: "template", parts };
}
