import {
  type DocumentNode,
  getIntrospectionQuery,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { Viewer } from "./access/viewer";
import { signedIn } from "./access/viewer";
import { LIMITS, type Limits } from "./admission/limits";
import { Rates } from "./admission/rates";
import { costOf, type Shape, shapeOf } from "./admission/shape";
import { ErrorCode, Refusal } from "./errors";
import type { Engine, Operation } from "./read/engine";

/** One operation of a known document, measured. */
export interface Admitted {
  readonly operation: Operation;
  readonly kind: OperationTypeNode;
  readonly shape: Shape;
}

/** A document that has been parsed and validated, kept by its text. */
export interface Known {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operations: Map<string, Admitted>;
}

/** A text that never becomes a document: what is wrong with it. */
export class Unsound extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super("The query text is not sound.");
  }
}

/** Root fields that answer without a credential. */
const ANONYMOUS = new Set(["signIn", "refreshSession", "__schema", "__type", "__typename"]);
/** Kept documents, by number and by characters: a client that sends ever new texts pushes out its own. */
const KEPT = 2_000;
const KEPT_CHARACTERS = 16 * 1024 * 1024;

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** QUERY_TOO_COMPLEX, telling what was measured, the most that is allowed, and what it came to. */
export function tooComplex(measure: string, limit: number, value: number | null): Refusal {
  const came = value === null ? "more" : Number.isFinite(value) ? String(value) : "far more";
  return new Refusal(
    ErrorCode.QUERY_TOO_COMPLEX,
    `The operation is too large: ${measure} may come to ${limit}, and comes to ${came}.`,
    { measure, limit, ...(value !== null && Number.isFinite(value) && { value }) },
  );
}

/** A parser's error as we name it: too many tokens is a matter of size, not of grammar. */
export function syntaxRefusal(error: GraphQLError, limits: Limits): GraphQLError {
  if (TOO_MANY_TOKENS.test(error.message)) return tooComplex("tokens", limits.tokens, null);
  return new GraphQLError(error.message, {
    source: error.source,
    positions: error.positions,
    extensions: { code: ErrorCode.GRAPHQL_PARSE_FAILED },
  });
}

/** What may run at all: shape, size, cost and rate. Every way into the house asks this one. */
export class Admission {
  readonly limits: Limits;
  private readonly known = new Map<string, Known>();
  private characters = 0;
  private readonly rates: Rates;
  private readonly introspectionLimit: number;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly engine: Engine,
    limits: Partial<Limits> = {},
  ) {
    this.limits = { ...LIMITS, ...limits };
    this.rates = new Rates(this.limits);
    const whole = parse(
      getIntrospectionQuery({
        specifiedByUrl: true,
        inputValueDeprecation: true,
        schemaDescription: true,
        oneOf: true,
      }),
    );
    const definition = whole.definitions[0]!;
    if (definition.kind !== "OperationDefinition") throw new Error("the introspection query begins with its operation");
    this.introspectionLimit = 2 * shapeOf(schema, whole, definition).introspection;
  }

  /** The document of a text that was prepared before; undefined for a new one. */
  recall(text: string): Known | undefined {
    const known = this.known.get(text);
    if (known) {
      this.known.delete(text);
      this.known.set(text, known);
    }
    return known;
  }

  /** Parses and validates a text, or recalls it. Throws `Unsound`. */
  prepare(text: string): Known {
    const recalled = this.recall(text);
    if (recalled) return recalled;
    if (text.length > this.limits.textLength) {
      throw new Unsound([tooComplex("textLength", this.limits.textLength, text.length)]);
    }
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.limits.tokens });
    } catch (error) {
      throw error instanceof GraphQLError ? new Unsound([syntaxRefusal(error, this.limits)]) : error;
    }
    const errors = validate(this.schema, document, specifiedRules, { maxErrors: this.limits.validationErrors });
    if (errors.length > 0) {
      throw new Unsound(
        errors.map(
          (e) =>
            new GraphQLError(e.message, { nodes: e.nodes, extensions: { code: ErrorCode.GRAPHQL_VALIDATION_FAILED } }),
        ),
      );
    }
    const known: Known = { text, document, operations: new Map() };
    this.known.set(text, known);
    this.characters += text.length;
    for (const [oldest] of this.known) {
      if (this.known.size <= KEPT && this.characters <= KEPT_CHARACTERS) break;
      this.known.delete(oldest);
      this.characters -= oldest.length;
    }
    return known;
  }

  /** Picks the operation and measures it; refuses with OPERATION_RESOLUTION_FAILURE or QUERY_TOO_COMPLEX. */
  pick(known: Known, operationName: string | null | undefined): Admitted {
    const key = operationName ?? " none";
    const before = known.operations.get(key);
    if (before) return before;
    const operation = this.engine.operation(known.document, operationName);
    const shape = shapeOf(this.schema, known.document, operation.definition);
    const kind = operation.definition.operation;
    const rootLimit = kind === OperationTypeNode.MUTATION ? this.limits.mutationFields : this.limits.rootFields;
    const rootMeasure = kind === OperationTypeNode.MUTATION ? "mutationFields" : "rootFields";
    if (shape.depth > this.limits.depth) throw tooComplex("depth", this.limits.depth, shape.depth);
    if (shape.fields > this.limits.fields) throw tooComplex("fields", this.limits.fields, shape.fields);
    if (shape.rootFields > rootLimit) throw tooComplex(rootMeasure, rootLimit, shape.rootFields);
    if (shape.introspection > this.introspectionLimit) {
      throw tooComplex("introspection", this.introspectionLimit, shape.introspection);
    }
    const admitted: Admitted = { operation, kind, shape };
    known.operations.set(key, admitted);
    return admitted;
  }

  /** Refuses who may not ask this, and what costs too much with these variables. */
  check(admitted: Admitted, variables: Readonly<Record<string, unknown>>, viewer: Viewer | null): void {
    if (!viewer) {
      for (const name of admitted.shape.rootNames) if (!ANONYMOUS.has(name)) signedIn(viewer);
    }
    const cost = costOf(admitted.shape, variables);
    if (cost > this.limits.cost) throw tooComplex("cost", this.limits.cost, cost);
  }

  /** Counts a request in; call what it answers when the request is done. Refuses with RATE_LIMITED. */
  enter(viewer: Viewer | null, ip: string | null): () => void {
    const key = viewer ? (viewer.sessionId ?? viewer.apiTokenId ?? viewer.personId) : (ip ?? "");
    return this.rates.enter(key, !viewer);
  }
}
