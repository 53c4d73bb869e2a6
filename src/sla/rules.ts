import { registerEnumType } from "type-graphql";
import { Priority } from "../cases/settings.entity";
import { type Sql, sql } from "../platform/sql";

export enum SlaState {
  NONE = "NONE",
  IN_PROGRESS = "IN_PROGRESS",
  PAUSED = "PAUSED",
  BREACHED = "BREACHED",
  MET = "MET",
  MET_LATE = "MET_LATE",
  CANCELED = "CANCELED",
}
registerEnumType(SlaState, { name: "SlaState", description: "Where a case's clock stands." });

/** Hours from opening to the due time, around the clock. */
const TARGET_HOURS: Readonly<Record<Priority, number>> = {
  [Priority.URGENT]: 4,
  [Priority.HIGH]: 24,
  [Priority.NORMAL]: 72,
  [Priority.LOW]: 168,
};

const HOUR_MS = 3_600_000;

/** When a case is due that was opened then, with this priority, `pausedMs` of its time not counted. */
export const dueTime = (openedAt: Date, priority: Priority, pausedMs = 0): Date =>
  new Date(openedAt.getTime() + TARGET_HOURS[priority] * HOUR_MS + pausedMs);

/** The state of a case's resolution clock, a SlaState as text. */
export const slaState = (subject: Sql): Sql => sql`CASE
  WHEN ${subject}.sla_due_at IS NULL THEN 'NONE'
  WHEN ${subject}.state = 'CANCELED' THEN 'CANCELED'
  WHEN ${subject}.sla_met_at <= ${subject}.sla_due_at THEN 'MET'
  WHEN ${subject}.sla_met_at IS NOT NULL THEN 'MET_LATE'
  WHEN ${subject}.sla_paused_at IS NOT NULL THEN 'PAUSED'
  WHEN ${subject}.due_at < casegraph_now() THEN 'BREACHED'
  ELSE 'IN_PROGRESS' END`;
