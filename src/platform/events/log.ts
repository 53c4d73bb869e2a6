import { newId } from "../ids";
import { type Sql, sql } from "../sql";
import type { NewEvent } from "../work";
import type { LogEvent } from "./feed";

/** The type number of the log's own ids. */
const EVENT = 26;

/** The channel on which the sequencer, and nobody else, says that the log has grown. */
export const CHANNEL = "casegraph_events";

/** The one argument of `insertEvents`: the events as JSON text. */
export function eventRows(events: readonly NewEvent[], actorId: string | null, now: Date): string {
  return JSON.stringify(
    events.map((event, n) => ({
      n,
      id: newId(EVENT),
      kind: event.kind,
      type: event.type,
      subject_id: event.subjectId,
      case_id: event.caseId ?? null,
      asset_id: event.assetId ?? null,
      activity_id: event.activityId ?? null,
      comment_id: event.commentId ?? null,
      attachment_id: event.attachmentId ?? null,
      sla_kind: event.slaKind ?? null,
      actor_id: event.actorId === undefined ? actorId : event.actorId,
      at: event.at ?? now,
      audience: event.audience ?? {},
      changes: event.changes ?? [],
      data: event.data ?? {},
      note: event.words?.note ?? null,
      word_changes: event.words?.changes ?? null,
    })),
  );
}

/** The CTEs `told`, `made` (seq, id) and `words` that write events, in their order, and the words beside them. */
export const insertEvents = (rows: string | Sql): Sql => sql`
  told AS (
    SELECT * FROM json_to_recordset(${rows}::json) AS t (n int, id uuid, kind text, type text, subject_id uuid,
      case_id uuid, asset_id uuid, activity_id uuid, comment_id uuid, attachment_id uuid, sla_kind text, actor_id uuid,
      at timestamptz, audience jsonb, changes jsonb, data jsonb, note text, word_changes jsonb)
  ), made AS (
    INSERT INTO event (id, kind, type, subject_id, case_id, asset_id, activity_id, comment_id, attachment_id, sla_kind,
      actor_id, at, audience, changes, data)
    SELECT id, kind, type, subject_id, case_id, asset_id, activity_id, comment_id, attachment_id, sla_kind,
      actor_id, at, audience, changes, data
    FROM told ORDER BY n
    RETURNING seq, id
  ), words AS (
    INSERT INTO event_words (event_seq, note, changes)
    SELECT made.seq, told.note, coalesce(told.word_changes, '[]')
    FROM made JOIN told USING (id)
    WHERE told.note IS NOT NULL OR told.word_changes IS NOT NULL
  )`;

/** A stamped event as the database answers it. */
export interface EventRow {
  readonly seq: string;
  readonly pos: string;
  readonly cursor: string;
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly subject_id: string;
  readonly case_id: string | null;
  readonly asset_id: string | null;
  readonly activity_id: string | null;
  readonly actor_id: string | null;
  readonly at: string;
  readonly audience: LogEvent["audience"];
  readonly data: LogEvent["data"];
}

/** Stamped events after the position $1, in order, $2 at most. */
export const EVENTS_AFTER = `
  SELECT seq::text, pos::text, casegraph_event_cursor(pos) AS cursor, id, kind, type, subject_id, case_id, asset_id, activity_id, actor_id,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, audience, data
  FROM event WHERE pos > $1 ORDER BY event.pos LIMIT $2`;

export function logEvent(row: EventRow): LogEvent {
  return {
    pos: Number(row.pos),
    cursor: row.cursor,
    id: row.id,
    kind: row.kind,
    type: row.type,
    subjectId: row.subject_id,
    caseId: row.case_id,
    assetId: row.asset_id,
    activityId: row.activity_id,
    actorId: row.actor_id,
    at: row.at,
    audience: row.audience,
    data: row.data,
  };
}
