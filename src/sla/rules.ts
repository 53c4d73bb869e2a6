import { registerEnumType } from "type-graphql";
import { raw, type Sql, sql } from "../platform/sql";

export enum SlaKind {
  FIRST_RESPONSE = "FIRST_RESPONSE",
  RESOLUTION = "RESOLUTION",
}
registerEnumType(SlaKind, { name: "SlaKind", description: "Which clock of a case." });

export enum SlaState {
  NONE = "NONE",
  IN_PROGRESS = "IN_PROGRESS",
  NEARING = "NEARING",
  PAUSED = "PAUSED",
  BREACHED = "BREACHED",
  MET = "MET",
  MET_LATE = "MET_LATE",
  CANCELED = "CANCELED",
}
registerEnumType(SlaState, {
  name: "SlaState",
  description: "Where a case's clock stands.",
  valuesConfig: {
    NONE: { description: "Nothing is promised." },
    NEARING: { description: "The share of the target is used up after which its policy warns." },
    BREACHED: { description: "Past its due time; a hold that began later changes nothing about that." },
  },
});

/** What a case's row says of a clock: all but what passing time makes of it. */
export type Standing = "NONE" | "RUNNING" | "PAUSED" | "MET" | "MET_LATE" | "CANCELED";

const stateFrom = (standing: Sql, due: Sql, warn: Sql): Sql => sql`CASE
  WHEN ${standing} <> 'RUNNING' THEN ${standing}
  WHEN ${due} <= casegraph_now() THEN 'BREACHED'
  WHEN ${warn} <= casegraph_now() THEN 'NEARING'
  ELSE 'IN_PROGRESS' END`;

const column = (subject: Sql, name: string): Sql => sql`${subject}.${raw(name)}`;

/** The state of a case's resolution clock, a SlaState as text. */
export const slaState = (subject: Sql): Sql =>
  stateFrom(column(subject, "sla_standing"), column(subject, "due_at"), column(subject, "sla_warn_at"));

/** The state of a case's first-response clock, a SlaState as text. */
export const firstResponseState = (subject: Sql): Sql =>
  stateFrom(
    column(subject, "first_response_standing"),
    column(subject, "first_response_due_at"),
    column(subject, "first_response_warn_at"),
  );

/** The state of a clock by its own row, a SlaState as text. */
export const clockState = (clock: Sql): Sql => sql`CASE
  WHEN ${clock}.canceled_at IS NOT NULL THEN 'CANCELED'
  WHEN ${clock}.met_at > ${clock}.due_at THEN 'MET_LATE'
  WHEN ${clock}.met_at IS NOT NULL THEN 'MET'
  WHEN ${clock}.due_at <= casegraph_now() THEN 'BREACHED'
  WHEN ${clock}.paused_at IS NOT NULL THEN 'PAUSED'
  WHEN ${clock}.warn_at <= casegraph_now() THEN 'NEARING'
  ELSE 'IN_PROGRESS' END`;
