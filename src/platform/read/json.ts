import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
} from "graphql";
import { join, literal, raw, Sql, sql } from "../sql";

/** Text that is being put together: constants and expressions, side by side. */
export type Piece = string | Sql;

/** Longer ones, and those with lists inside, would copy their text once for each piece; and an empty list's text is null. */
const MOST_JOINED = 24;
const LISTS = /SELECT|string_agg/;

/**
 * The pieces as one text, neighbouring constants merged. Ready text beats json_build_object, and `||` beats `concat(…)`
 * where the text is short. A call takes at most a hundred arguments, so long objects nest.
 */
export function concat(pieces: readonly Piece[]): Sql {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === "string" && typeof last === "string") merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  const parts = merged.map((piece) => (typeof piece === "string" ? literal(piece) : piece));
  if (parts.length === 0) return literal("");
  if (parts.length === 1) return typeof merged[0] === "string" ? parts[0]! : sql`concat(${parts[0]})`;
  if (
    parts.length <= MOST_JOINED &&
    !parts.some((part) => part.parts.some((text) => typeof text === "string" && LISTS.test(text)))
  )
    return sql`(${join(
      merged.map((piece, i) => (typeof piece === "string" ? parts[i]! : sql`(${piece})::text`)),
      "||",
    )})`;
  if (parts.length <= 90) return sql`concat(${join(parts, ",")})`;
  const chunks: Sql[] = [];
  for (let i = 0; i < parts.length; i += 90) chunks.push(sql`concat(${join(parts.slice(i, i + 90), ",")})`);
  return sql`concat(${join(chunks, ",")})`;
}

const INSTANT = raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);
const instant = (value: Sql): Sql => sql`to_char((${value}) AT TIME ZONE 'UTC',${INSTANT})`;

/** The JSON text of a value of this type, as pieces that are never null; nulls become `null`. */
export function leaf(type: GraphQLOutputType, value: Sql): Piece[] {
  if (!isNonNullType(type)) return [nullable(type, value)];
  const named = getNullableType(type);
  if (isListType(named)) return [sql`to_json(${value})::text`];
  const name = (named as GraphQLNamedType).name;
  if (name === "ID" || name === "Date" || isEnumType(named)) return [`"`, value, `"`];
  if (name === "Int" || name === "SafeInt") return [value];
  if (name === "DateTime") return [`"`, instant(value), `"`];
  return [text(named, value)];
}

function nullable(type: GraphQLOutputType, value: Sql): Sql {
  return sql`coalesce(${text(type, value)},'null')`;
}

/** As text, null where the value is. */
function text(type: GraphQLOutputType, value: Sql): Sql {
  if (isListType(type)) return sql`to_json(${value})::text`;
  if (isEnumType(type)) return sql`'"'||${value}||'"'`;
  switch ((type as GraphQLNamedType).name) {
    case "ID":
    case "Date":
      return sql`'"'||${value}||'"'`;
    case "LocalTime":
      return sql`'"'||left(${value}::text,5)||'"'`;
    case "Int":
    case "SafeInt":
    case "JSONObject":
      return sql`(${value})::text`;
    case "Float":
      return sql`to_json((${value})::float8)::text`;
    case "Boolean":
      return sql`CASE (${value}) WHEN true THEN 'true' WHEN false THEN 'false' END`;
    case "DateTime":
      return sql`'"'||${instant(value)}||'"'`;
    case "Duration":
      return sql`'"'||casegraph_duration(${value})||'"'`;
    default:
      return sql`to_json((${value})::text)::text`;
  }
}
