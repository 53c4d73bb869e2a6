import { notFound } from "../platform/errors";
import { byKey, type Wanted } from "../platform/mustExist";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { isOpenTo } from "./queue.rules";

/** A queue that something goes into. */
export interface QueueFound {
  readonly id: string;
  readonly key: string;
  /** True where the viewer may pick from it. */
  readonly open: boolean;
}

const found = (work: Work) => sql`json_build_object('id', r.id, 'key', r.key,
  'open', ${isOpenTo(raw("r"), work.scope.viewerId)})::text`;

/** Answers a `QueueFound` as JSON text. Held, lest it be deactivated before something is in it. */
export const queueByKey = (work: Work, path: string, key: string): Wanted =>
  byKey(path, key, "queue", sql`SELECT ${found(work)} FROM queue r WHERE r.key = ${key} AND r.active FOR KEY SHARE`);

export const queueFound = (text: string | null): QueueFound | null =>
  text === null ? null : (JSON.parse(text) as QueueFound);

/** The queue whose key is an argument of its own; NOT_FOUND where there is none. */
export async function namedQueue(work: Work, key: string): Promise<QueueFound> {
  const row = await work.one<{ found: string }>(sql`SELECT ${found(work)} AS found FROM queue r WHERE r.key = ${key}`);
  if (!row || work.scope.portal) throw notFound("The queue");
  return queueFound(row.found)!;
}

/** The team whose queue a queue is; answers its id. */
export const teamOfQueue = (path: string, key: string): Wanted =>
  byKey(path, key, "team", sql`SELECT r.id FROM team r WHERE r.key = ${key} AND r.active`);
