import type { Viewer } from "./access/viewer";
import type { House } from "./house";
import type { EntityClass, Scope } from "./read/scope";
import type { Sql } from "./sql";

/** What every command gets: the house it runs in, whose wish it is, and under which request. */
export interface Ctx {
  readonly house: House;
  /** Null for what the clock or an operator does: the system sees and may everything. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
  /** The client's address, for audit and sign-in limits. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Set where the request carries an Idempotency-Key; `slot` tells the mutation fields of one request apart. */
  readonly idempotency: { readonly key: string; readonly requestHash: string; readonly slot: string } | null;
}

export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Something that happened, as a command tells it: one entry of a timeline, one event of the log. */
export interface NewEvent {
  /** TimelineKind. */
  readonly kind: string;
  /** EventType: what the streams and webhooks call it. */
  readonly type: string;
  /** What it is about: a case, an activity, an asset, a customer, a person … */
  readonly subjectId: string;
  readonly caseId?: string | null;
  readonly assetId?: string | null;
  readonly activityId?: string | null;
  readonly commentId?: string | null;
  readonly attachmentId?: string | null;
  readonly slaKind?: string | null;
  /** Changed values as keys, names of enums, ids, numbers, instants: nothing that people wrote. */
  readonly changes?: readonly FieldChange[];
  /** Words that people wrote: kept beside the log, where they can be emptied. */
  readonly words?: { readonly note?: string | null; readonly changes?: readonly FieldChange[] };
  /** Who is told, decided here and now: stream → person ids, e.g. { assigned: […], lost: […] }. */
  readonly audience?: Readonly<Record<string, readonly string[]>>;
  /** Further ids, keys, numbers and instants that streams and summaries need. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The instant, when it is told rather than now (imports). */
  readonly at?: Date;
  /** The actor when it is not the viewer (null: the system). */
  readonly actorId?: string | null;
}

/** One transaction of one actor at one instant. */
export interface Work {
  readonly ctx: Ctx;
  /** The viewer, who must be there; commands that the system may run too use `ctx.viewer`. */
  readonly viewer: Viewer;
  /** Null: the system. */
  readonly actorId: string | null;
  /** Fixed for the whole transaction, from the database's clock, in milliseconds. */
  readonly now: Date;
  /** What the viewer may see, for `scope.visible(Case, row)` in the command's own statements. */
  readonly scope: Scope;
  /** Runs a statement and answers its rows, columns as named in SQL. */
  query<T = Record<string, unknown>>(statement: Sql): Promise<T[]>;
  /** The first row, or undefined. */
  one<T = Record<string, unknown>>(statement: Sql): Promise<T | undefined>;
  /** INSERT of one entity by its property names; answers its id. Left-out columns take their defaults. */
  insert(entity: EntityClass, values: Record<string, unknown>): Promise<void>;
  /**
   * UPDATE … SET …, version = version + 1, updated_at = now WHERE id = … AND version = … RETURNING version, by property
   * names. Throws a retryable fault when the row moved on under us, which a lock taken first makes impossible.
   */
  update(entity: EntityClass, row: { id: string; version: number }, values: Record<string, unknown>): Promise<void>;
  /** Tells the log; written last, after every lock that orders it. */
  record(event: NewEvent): void;
  /** Sets (or, with null, takes away) the one timer of this kind and subject, as a new generation. */
  timer(kind: string, subjectId: string, due: Date | null, data?: Record<string, unknown>): Promise<void>;
  /** Runs after the commit, never on a rollback; for wake-ups, not for duties. */
  afterCommit(run: () => void): void;
}

/** What follows from a transaction's events, in that same transaction; it may record events of its own. */
export type Follow = (work: Work, events: readonly NewEvent[]) => Promise<void>;

/** The position of a command's last event, read only when a payload asks for it; null when it is not stamped within 1 s. */
export type LaterCursor = () => Promise<string | null>;
