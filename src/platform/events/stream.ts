import { Extensions } from "type-graphql";
import type { Permission } from "../access/permissions";
import type { Viewer } from "../access/viewer";
import { Computed } from "../read/declare";
import type { Past } from "../read/past";
import type { EntityClass, Scope } from "../read/scope";
import { raw, type Sql } from "../sql";
import type { LogEvent } from "./feed";

type Values = Readonly<Record<string, unknown>>;

/** What a subscription field is: which events, for whom, and the object its payload is read from. */
export interface Stream {
  /** Throws the refusal when the viewer may not listen. Asked at subscribing and again when the viewer's rights change. */
  readonly permit: (viewer: Viewer, args: Values) => void;
  /** Rights that make more visible: a stream that was listened to with one of them ends with FORBIDDEN when it is lost. */
  readonly seesBy?: readonly Permission[];
  /** The one row that the stream is about: NOT_FOUND at subscribing where the viewer does not see it. */
  readonly about?: {
    readonly entity: () => EntityClass;
    readonly name: string;
  } & (
    | { readonly id: (args: Values) => string }
    /** Where the row is named by something else than its id, or more is asked than that it is visible. */
    | { readonly which: (row: Sql, args: Values, scope: Scope) => Sql }
  );
  /** From what the log says alone, without reading: does this event concern this subscriber? */
  readonly wants: (event: LogEvent, viewer: Viewer, args: Values) => boolean;
  /**
   * The payload as plain values, with entities as their ids; the compiler reads the selection on from it. A payload
   * whose non-null field turns out invisible to the viewer is not delivered at all.
   */
  readonly value: (event: LogEvent, viewer: Viewer, args: Values) => Record<string, unknown>;
  /** The payload field (an entity) that the argument `filter` is asked of; what does not fit is not delivered. */
  readonly filtered?: string;
  /**
   * Where what leaves the filter, or the viewer's sight, is told once: what the log tells of the entity in `filtered`, which
   * is then null or does not fit. The value has the event's id as `entry`, and a field declared as `Stays` says which it is.
   */
  readonly leaving?: Past;
  /** True where `wants` or `value` look at who the viewer is, so that a reading cannot be shared between viewers. */
  readonly personal?: boolean;
}

/** Of a payload's field in a stream with `leaving`: true where the entity fits the filter, false where it has left. */
export const Stays = () => Computed(() => raw("stay.fits"));

/** Declares the @Subscription method below it as a stream of the event log; the method never runs. */
export const StreamOf = (stream: Stream) => Extensions({ stream });

/** TypeGraphQL wants to know where events come from; ours come from the log, so this is never called. */
export const neverRuns = (): never => {
  throw new Error("Subscriptions are read from the event log.");
};
