import { and, FALSE, ident, join, literal, or, raw, type Sql, sql, TRUE } from "../sql";
import type { Doubt } from "./filter";
import type { Entity } from "./model";
import type { EntityClass, Scope } from "./scope";

/** Where the value of a field stands that an event's changes tell. */
export interface Told {
  readonly column: string;
  /** The column's value as jsonb out of the told text; the text itself unless given. */
  readonly value?: (text: Sql) => Sql;
}

/** A field told by the key of a setting, whose column holds the setting's id. */
export const toldByKey = (column: string, table: string): Told => ({
  column,
  value: (key) => sql`(SELECT to_jsonb(k.id) FROM ${ident(table)} k WHERE k.key = ${key})`,
});

/**
 * What the log tells of how rows of a table stood before an event: with it a stream tells what has left a list, without
 * keeping anything for its subscribers.
 */
export interface Past {
  readonly entity: () => EntityClass;
  /** The column of `event` that names the row. */
  readonly key: "case_id" | "activity_id";
  /** The kind of the event with which a row begins: before it, the row was on no list. */
  readonly begins: string;
  /** The kind of the event with which a row is deleted, where that may be; its data keep the row's columns as `row`. */
  readonly ends?: string;
  /** The columns behind the fields that `changes` tell of. */
  readonly fields: Readonly<Record<string, Told>>;
  /**
   * By field of the filter, the kinds of events that change what it asks for beyond those columns. What is not named may be
   * changed by any event: then more is told to leave than ever was on a list, but nothing less.
   */
  readonly others: Readonly<Record<string, readonly string[]>>;
  /** An event that took the row out of the viewer's sight in a way that its columns do not tell. */
  readonly hid?: (event: Sql, scope: Scope) => Sql;
}

interface Ask {
  readonly past: Past;
  readonly entity: Entity;
  readonly scope: Scope;
  /** The ids in the payload: of the row, and of the event. */
  readonly row: Sql;
  readonly event: Sql;
  /** The filter over a row; with doubt, where the log does not tell how everything stood. */
  readonly filter: (row: Sql, doubt?: Doubt) => Sql;
}

/**
 * One value: true where the row fits the filter and is seen, false where the event made it leave one or the other, null
 * where neither holds. A row leaves by an event when it was there before it, was not right after it, and is not now; how it
 * stood then is the present row with all that was told since taken back.
 */
export function staying({ past, entity, scope, row, event, filter }: Ask): Sql {
  const { table, key } = entity;
  const named = ident(past.key);
  const seen = (alias: Sql) => scope.visible(entity.entity, alias);
  const now = raw("stay_now");
  const [before, after] = [raw("stay_before"), raw("stay_after")];
  const [since, later] = [raw("stay_since"), raw("stay_later")];
  const doubt = (told: Sql, possible: boolean): Doubt => ({
    possible,
    changed: (name) => {
      const kinds = past.others[name];
      if (!kinds) return sql`${told}.kinds <> '{}'`;
      return kinds.length === 0 ? FALSE : sql`${told}.kinds && ARRAY[${join(kinds.map(literal), ",")}]`;
    },
  });
  const sight = seen(before);
  const hid =
    past.hid && sight !== TRUE
      ? sql`EXISTS (SELECT FROM event stay_h WHERE stay_h.${named} = stay_e.${named} AND stay_h.seq >= stay_e.seq
          AND ${past.hid(raw("stay_h"), scope)})`
      : FALSE;
  const was = and(hid === FALSE ? sight : sql`(${sight} OR ${hid})`, filter(before, doubt(since, true)));
  const still = and(seen(after), filter(after, doubt(later, false)));
  // A row that is deleted stood as the log keeps it; by that event it left whatever list it was on.
  const stood = past.ends
    ? sql`CROSS JOIN LATERAL (SELECT stay_here AS whole FROM ${table} stay_here WHERE stay_here.${key} = stay_e.${named}
        UNION ALL SELECT jsonb_populate_record(NULL::${table}, stay_gone.data->'row') FROM event stay_gone
          WHERE stay_gone.${named} = stay_e.${named} AND stay_gone.kind = ${literal(past.ends)}) stay_row`
    : sql`CROSS JOIN LATERAL (SELECT stay_here AS whole FROM ${table} stay_here WHERE stay_here.${key} = stay_e.${named}) stay_row`;
  const gone = past.ends ? sql`stay_e.kind = ${literal(past.ends)}` : FALSE;
  const told = (compare: string) =>
    sql`CROSS JOIN LATERAL (SELECT ${sinceThen(past, compare)}) ${compare === ">=" ? since : later}`;
  return sql`CASE
    WHEN EXISTS (SELECT FROM ${table} ${now} WHERE ${and(sql`${now}.${key} = ${row}`, seen(now), filter(now))}) THEN true
    WHEN EXISTS (SELECT FROM event stay_e ${stood}
      ${told(">=")} ${told(">")}
      CROSS JOIN LATERAL jsonb_populate_record(stay_row.whole, ${since}.was) ${before}
      CROSS JOIN LATERAL jsonb_populate_record(stay_row.whole, ${later}.was) ${after}
      WHERE stay_e.id = ${event} AND stay_e.kind <> ${literal(past.begins)} AND ${was} AND ${or(gone, sql`(${still}) IS NOT TRUE`)}) THEN false
    END`;
}

/** `was`: the columns that were told of since the event, with the oldest value; `kinds`: what has happened since. */
function sinceThen(past: Past, compare: string): Sql {
  const named = ident(past.key);
  const whose = sql`h.${named} = stay_e.${named} AND h.seq ${raw(compare)} stay_e.seq`;
  const fields = Object.entries(past.fields);
  const columns = fields.map(([field, { column }]) => sql`WHEN ${literal(field)} THEN ${literal(column)}`);
  const values = fields.flatMap(([field, { value }]) =>
    value ? [sql`WHEN ${literal(field)} THEN ${value(raw("told.f->>'from'"))}`] : [],
  );
  const value =
    values.length === 0 ? sql`told.f->'from'` : sql`CASE told.f->>'field' ${join(values, " ")} ELSE told.f->'from' END`;
  return sql`ARRAY(SELECT h.kind FROM event h WHERE ${whose}) AS kinds,
    coalesce((SELECT jsonb_object_agg(told.c, ${value}) FROM (
      SELECT DISTINCT ON (c) c, f FROM event h LEFT JOIN event_words w ON w.event_seq = h.seq
        CROSS JOIN LATERAL jsonb_array_elements(h.changes || coalesce(w.changes, '[]')) f
        CROSS JOIN LATERAL (SELECT CASE f->>'field' ${join(columns, " ")} END AS c) m
      WHERE ${whose} AND h.subject_id = h.${named} AND c IS NOT NULL ORDER BY c, h.seq) told), '{}') AS was`;
}
