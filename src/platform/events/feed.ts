/** One stamped event of the log, as streams see it. */
export interface LogEvent {
  /** Dense position: the order of everything. */
  readonly pos: number;
  /** The EventCursor of this position. */
  readonly cursor: string;
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly subjectId: string;
  readonly caseId: string | null;
  readonly assetId: string | null;
  readonly activityId: string | null;
  /** Null: the system. */
  readonly actorId: string | null;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly audience: Readonly<Record<string, readonly string[]>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A place in the log from which events are pulled; nothing waits in it, so a stalled reader costs nothing. */
export interface Reader {
  /** The position of the last event that it handed out; before the first, the one that it was opened at. */
  readonly position: number;
  /** The next events in order, at least one, at most `max`; waits for the first. Empty once the reader is closed. */
  next(max: number): Promise<readonly LogEvent[]>;
  close(): void;
}

/** The log as this server follows it: a ring of recent events, the database for what is older. */
export interface Feed {
  /** The opaque EventCursor of a position. */
  cursorOf(pos: number): string;
  /** The newest position's cursor. */
  head(): Promise<string>;
  /** A reader of what comes after the cursor, or after the present head. Refuses with BAD_USER_INPUT or CURSOR_EXPIRED. */
  read(after: string | null): Promise<Reader>;
  /** The cursor of the event with this sequence number; null when it has none within `waitMs`. */
  cursorOfSeq(seq: string, waitMs: number): Promise<string | null>;
  /** A wake-up from a commit in this process: there is something to stamp. */
  poke(): void;
  /** True while the log is being read. */
  readonly running: boolean;
}
