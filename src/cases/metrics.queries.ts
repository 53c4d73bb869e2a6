import { registerEnumType } from "type-graphql";
import { Asset } from "../assets/asset.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import type { Args } from "../platform/read/declare";
import type { EntityClass, Scope } from "../platform/read/scope";
import { sizeOf } from "../platform/read/sizeOf";
import { and, FALSE, ident, literal, raw, type Sql, sql, TRUE } from "../platform/sql";
import { QueueItem } from "../queues/queue.entity";
import { slaState } from "../sla/rules";
import { Case } from "./case.entity";

export enum CaseGrouping {
  STATE = "STATE",
  STATUS = "STATUS",
  PRIORITY = "PRIORITY",
  TYPE = "TYPE",
  REASON = "REASON",
  CATEGORY = "CATEGORY",
  ASSIGNEE = "ASSIGNEE",
  TEAM = "TEAM",
  QUEUE = "QUEUE",
  CUSTOMER = "CUSTOMER",
  ASSET = "ASSET",
  CHANNEL = "CHANNEL",
  SLA_STATE = "SLA_STATE",
  DAY = "DAY",
  WEEK = "WEEK",
  MONTH = "MONTH",
}
registerEnumType(CaseGrouping, {
  name: "CaseGrouping",
  description: "What cases are counted by.",
  valuesConfig: { WEEK: { description: "From Monday to Sunday." } },
});

export enum CaseInstant {
  OPENED = "OPENED",
  RESOLVED = "RESOLVED",
  CLOSED = "CLOSED",
}
registerEnumType(CaseInstant, {
  name: "CaseInstant",
  description: "The instant that counts a case into a day, week or month.",
});

/** How cases fall into groups: the group's key, what of a key people read, and which cases are in none. */
interface Grouping {
  /** Over the case's row, as text. */
  readonly key: (c: Sql, scope: Scope) => Sql;
  /** Over the group's key, as text. */
  readonly label: (key: Sql) => Sql;
  /** What people read where there is none. */
  readonly none: string;
}

const column = (name: string) => (c: Sql) => sql`${c}.${raw(name)}::text`;
/** A word of an enum as people read it. */
const words = (key: Sql): Sql => sql`concat(upper(left(${key}, 1)), replace(lower(substr(${key}, 2)), '_', ' '))`;
const word = (key: Grouping["key"]): Grouping => ({ key, label: words, none: "None" });

/** By a setting or team that everybody at the desk sees: by its id while counting, by its key when told. */
const byKey = (table: string, id: string, none = "None"): Grouping => ({
  key: column(id),
  label: (key) => sql`(SELECT g.name FROM ${ident(table)} g WHERE g.id = ${key}::uuid)`,
  none,
});

/** By a row that not everybody may see: for who may not, the case has none. */
const byRow = (entity: EntityClass, table: string, id: string, name: string, none: string): Grouping => ({
  key: (c, scope) => {
    const visible = scope.visible(entity, raw("g"));
    return visible === TRUE
      ? column(id)(c)
      : sql`(SELECT g.id::text FROM ${ident(table)} g WHERE g.id = ${c}.${raw(id)} AND ${visible})`;
  },
  label: (key) => sql`(SELECT ${raw(name)} FROM ${ident(table)} g WHERE g.id = ${key}::uuid)`,
  none,
});

type Groups = Exclude<CaseGrouping, CaseGrouping.DAY | CaseGrouping.WEEK | CaseGrouping.MONTH>;
const SPANS: readonly string[] = [CaseGrouping.DAY, CaseGrouping.WEEK, CaseGrouping.MONTH];
/** Those whose groups are told by the key of their row. */
const KEYED: Partial<Record<CaseGrouping, string>> = {
  STATUS: "case_status",
  TYPE: "case_type",
  REASON: "reason_code",
  CATEGORY: "case_category",
  TEAM: "team",
  QUEUE: "queue",
};

const GROUPINGS: Readonly<Record<Groups, Grouping>> = {
  STATE: word(column("state")),
  STATUS: byKey("case_status", "status_id"),
  PRIORITY: word(column("priority")),
  TYPE: byKey("case_type", "type_id"),
  REASON: byKey("reason_code", "reason_id"),
  CATEGORY: byKey("case_category", "category_id", "No category"),
  ASSIGNEE: byRow(Person, "person", "assignee_id", "g.name", "Unassigned"),
  TEAM: byKey("team", "team_id", "No team"),
  QUEUE: {
    ...byKey("queue", "queue_id", "No queue"),
    // Of a private queue only for who sees inside.
    key: (c, scope) => sql`(SELECT item.queue_id::text FROM queue_item item
      WHERE item.case_id = ${c}.id AND ${scope.visible(QueueItem, raw("item"))})`,
  },
  CUSTOMER: byRow(Customer, "customer", "customer_id", "g.name", "No customer"),
  ASSET: byRow(Asset, "asset", "asset_id", "concat(g.tag, ' ', g.name)", "No asset"),
  CHANNEL: word(column("channel")),
  SLA_STATE: word((c) => slaState(c)),
};

const INSTANTS: Readonly<Record<CaseInstant, string>> = {
  OPENED: "opened_at",
  RESOLVED: "resolved_at",
  CLOSED: "closed_at",
};

/** Groups that are told at once: a year of days, and more. */
const MOST = 500;

// date_part answers float8; extract would count in numeric, several times as slowly.
const hours = (until: string) => raw(`date_part('epoch', c.${until} - c.opened_at) / 3600`);

const LATE = raw("its.sla IN ('BREACHED', 'MET_LATE')");

/**
 * The figures of the cases that the viewer sees and that fit, a row a group: counted in one pass over them, named
 * afterwards. What is not selected is not computed: PostgreSQL drops columns of a subquery that nobody reads.
 */
export function caseMetrics(_row: Sql, scope: Scope, args: Args, fits: (c: Sql) => Sql): Sql {
  const size = sizeOf(args, "first", MOST);
  const by = args.groupBy!.value as CaseGrouping;
  const c = raw("c");
  const span = SPANS.includes(by);
  const at = sql`c.${raw(INSTANTS[args.over!.value as CaseInstant])}`;
  const grouping = span ? spans(by, at, zoneOf(scope, args)) : GROUPINGS[by as Groups];
  // Figures are the staff's.
  const where = scope.portal ? FALSE : and(scope.visible(Case, c), fits(c), span && sql`${at} IS NOT NULL`);
  const table = KEYED[by];
  // OFFSET 0 keeps the clock's state from being asked once for each figure.
  const g = raw("m.g");
  const key = table ? sql`(SELECT k.key FROM ${ident(table)} k WHERE k.id = ${g}::uuid)` : g;
  return sql`SELECT m.*, ${key} AS key, coalesce(${grouping.label(g)}, ${literal(grouping.none)}) AS label
    FROM (SELECT its.g, count(*)::int AS count,
        (count(*) FILTER (WHERE its.open))::int AS open_count,
        (count(*) FILTER (WHERE ${LATE}))::int AS breached_count,
        (count(*) FILTER (WHERE its.sla = 'MET'))::float8
          / nullif(count(*) FILTER (WHERE its.sla = 'MET' OR ${LATE}), 0) AS met_rate,
        avg(its.response) AS response, avg(its.resolution) AS resolution,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY its.resolution) AS median, avg(its.score)::float8 AS satisfaction
      FROM (SELECT ${grouping.key(c, scope)} AS g, c.state IN ('NEW', 'OPEN', 'ON_HOLD') AS open,
          ${slaState(c)} AS sla,
          ${hours("first_responded_at")} AS response, ${hours("resolved_at")} AS resolution, c.satisfaction_score AS score
        FROM service_case c WHERE ${where} OFFSET 0) its
      GROUP BY its.g) m
    ORDER BY ${span ? sql`m.g DESC` : sql`m.count DESC, label, m.g`} LIMIT ${raw(String(size))}`;
}

/** Whose days, weeks and months they are: the time zone that is given, else the viewer's. */
const zoneOf = (scope: Scope, args: Args): Sql =>
  args.timeZone && args.timeZone.value !== null
    ? sql`${args.timeZone.sql}::text`
    : sql`coalesce((SELECT own.time_zone FROM person own WHERE own.id = ${scope.viewerId}), 'UTC')`;

const spans = (by: CaseGrouping, at: Sql, zone: Sql): Grouping => ({
  key: () => sql`date_trunc(${literal(by.toLowerCase())}, ${at} AT TIME ZONE ${zone})::date::text`,
  label: (key) =>
    by === CaseGrouping.MONTH
      ? sql`to_char(${key}::date, 'FMMonth YYYY')`
      : by === CaseGrouping.WEEK
        ? sql`to_char(${key}::date, '"Week "FMIW", "IYYY')`
        : sql`to_char(${key}::date, 'FMDD FMMonth YYYY')`,
  none: "None",
});
