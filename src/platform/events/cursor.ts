import { ErrorCode, invalid, Refusal } from "../errors";

const SHAPE = /^([0-9a-z]{1,32})\.(0|[1-9][0-9]{0,15})$/;

/** An EventCursor: the log's epoch and a position. SQL makes the same with casegraph_event_cursor(pos). */
export const eventCursor = (epoch: string, pos: number): string => `${epoch}.${pos}`;

/** What a cursor names; BAD_USER_INPUT for a text that never was one. */
export function parseEventCursor(cursor: string): { readonly epoch: string; readonly pos: number } {
  const parts = SHAPE.exec(cursor);
  const pos = Number(parts?.[2]);
  if (!parts || !Number.isSafeInteger(pos)) {
    throw invalid({ path: "after", rule: "eventCursor", message: "This is no EventCursor." });
  }
  return { epoch: parts[1]!, pos };
}

/** CURSOR_EXPIRED with the cursor after which everything that is still kept comes. */
export const cursorExpired = (oldestCursor: string): Refusal =>
  new Refusal(
    ErrorCode.CURSOR_EXPIRED,
    "The event log does not go on from this cursor. Read what you show again, then listen from `currentCursor`.",
    { oldestCursor },
  );
