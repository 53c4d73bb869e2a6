import type { DocumentNode, GraphQLFormattedError, OperationDefinitionNode } from "graphql";
import type { Ctx } from "../work";
import type { Viewer } from "../access/viewer";
import type { Stream } from "../events/stream";

/** An answer whose data is JSON text, ready for the socket. */
export interface Answer {
  /** JSON text of `data`; null where there is none (the request itself was refused). */
  readonly data: string | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** One operation of a parsed and validated document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

export interface SubscriptionPlan {
  readonly stream: Stream;
  readonly args: Readonly<Record<string, unknown>>;
  /** Reads payloads of several events in one statement; null where one is not to be delivered. `shared`: the same for every viewer of this permission class. */
  read(values: readonly Record<string, unknown>[], viewer: Viewer): Promise<(Answer | null)[]>;
  /** Known after the first read: whether the statement used a value of the viewer. */
  readonly usesViewer: boolean;
}

/** Runs operations: queries as one statement, mutations as commands whose payloads are read, introspection by graphql-js. */
export interface Engine {
  /** Picks the operation; throws OPERATION_RESOLUTION_FAILURE. */
  operation(document: DocumentNode, operationName: string | null | undefined): Operation;
  execute(operation: Operation, variables: Readonly<Record<string, unknown>>, ctx: Ctx): Promise<Answer>;
  subscription(operation: Operation, variables: Readonly<Record<string, unknown>>, ctx: Ctx): SubscriptionPlan;
}

/**
 * Set by code on what it answers: read the payload with this viewer's eyes, not the caller's (a sign-in has a viewer only
 * once it is done).
 */
export const AS: unique symbol = Symbol("as");
