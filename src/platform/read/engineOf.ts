import {
  type ConstValueNode,
  coerceInputValue,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  valueFromAST,
} from "graphql";
import type { Pool } from "pg";
import { ErrorCode, Refusal } from "../errors";
import { tell } from "../tell";
import type { Ctx } from "../work";
import type { Answer, Engine, Operation, SubscriptionPlan } from "./engine";
import type { Model } from "./model";
import { Mutations } from "./mutations";
import { PlanCache } from "./plan";
import { Queries } from "./queries";
import { Runner } from "./runner";
import { Streams } from "./streams";

type Variables = Readonly<Record<string, unknown>>;

/** An operation as the engine knows it. */
export interface Known extends Operation {
  /** Stands for the operation in plan keys. */
  readonly number: number;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: readonly {
    readonly name: string;
    readonly type: GraphQLInputType;
    readonly preset: ConstValueNode | undefined;
  }[];
}

export interface EngineOptions {
  readonly schema: GraphQLSchema;
  readonly model: Model;
  readonly primary: Pool;
  /** Where queries read, when there are replicas; payloads and streams always read the primary. */
  readonly replica?: Pool;
  /** Signs page cursors. */
  readonly secret: string;
  /** False behind a pooler that cannot hold prepared statements. */
  readonly prepare?: boolean;
  /** How long a statement may run; as long as the connection lets it unless told. */
  readonly timeoutMs?: number;
  /** How many plans are kept. */
  readonly plans?: number;
  /** Told of each compilation, in milliseconds. */
  readonly onCompile?: (ms: number) => void;
}

/** What the parts of the engine share. */
export interface Parts {
  readonly schema: GraphQLSchema;
  readonly model: Model;
  readonly secret: string;
  readonly plans: PlanCache;
  readonly primary: Runner;
  readonly reader: Runner;
  readonly onCompile: (ms: number) => void;
}

/** The engine over a model: see `Engine`. */
export class CompiledEngine implements Engine {
  private readonly parts: Parts;
  private readonly queries: Queries;
  private readonly mutations: Mutations;
  private readonly streams: Streams;
  private readonly documents = new WeakMap<DocumentNode, Map<string, Known>>();
  private numbers = 0;

  constructor(options: EngineOptions) {
    const { prepare = true, timeoutMs = null } = options;
    const primary = new Runner(options.primary, prepare, timeoutMs);
    this.parts = {
      schema: options.schema,
      model: options.model,
      secret: options.secret,
      plans: new PlanCache(options.plans ?? 1000),
      primary,
      reader: options.replica ? new Runner(options.replica, prepare, timeoutMs) : primary,
      onCompile: options.onCompile ?? (() => {}),
    };
    this.queries = new Queries(this.parts);
    this.mutations = new Mutations(this.parts);
    this.streams = new Streams(this.parts);
  }

  /** Hits, misses and size of the plan cache, for metrics. */
  get plans(): { readonly hits: number; readonly misses: number; readonly size: number } {
    return this.parts.plans;
  }

  operation(document: DocumentNode, operationName: string | null | undefined): Known {
    let named = this.documents.get(document);
    if (!named) {
      named = new Map();
      this.documents.set(document, named);
    }
    const standing = named.get(operationName ?? "");
    if (standing) return standing;
    const known = this.find(document, operationName);
    named.set(operationName ?? "", known);
    return known;
  }

  async execute(operation: Operation, given: Variables, ctx: Ctx): Promise<Answer> {
    const known = operation as Known;
    const variables = this.coerce(known, given);
    if (variables.errors)
      return {
        data: null,
        errors: variables.errors.map((error) => tell(badVariable(error), ctx.house.log, ctx.requestId)),
      };
    return known.definition.operation === OperationTypeNode.MUTATION
      ? this.mutations.run(known, variables.coerced, ctx)
      : this.queries.run(known, variables.coerced, ctx);
  }

  subscription(operation: Operation, given: Variables, ctx: Ctx): SubscriptionPlan {
    const known = operation as Known;
    const variables = this.coerce(known, given);
    if (variables.errors) throw badVariable(variables.errors[0]!);
    return this.streams.plan(known, variables.coerced, ctx);
  }

  /** The variables as graphql-js coerces them, by types that are looked up once; it is asked itself what is wrong with bad ones. */
  private coerce(known: Known, given: Variables): ReturnType<typeof getVariableValues> {
    const coerced: Record<string, unknown> = {};
    let sound = true;
    const refuse = () => {
      sound = false;
    };
    for (const { name, type, preset } of known.variables) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (!Object.hasOwn(given, name)) {
        if (preset) coerced[name] = valueFromAST(preset, type);
        else if (isNonNullType(type)) refuse();
      } else if (value === null && isNonNullType(type)) refuse();
      else coerced[name] = coerceInputValue(value, type, refuse);
    }
    if (sound) return { coerced };
    const definitions = known.definition.variableDefinitions ?? [];
    return getVariableValues(this.parts.schema, definitions, given, { maxErrors: 50 });
  }

  private find(document: DocumentNode, operationName: string | null | undefined): Known {
    const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
    const definition = operationName
      ? operations.find((d) => d.name?.value === operationName)
      : operations.length === 1
        ? operations[0]
        : undefined;
    if (!definition)
      throw new Refusal(
        ErrorCode.OPERATION_RESOLUTION_FAILURE,
        operationName
          ? `The document has no operation named "${operationName}".`
          : "Say in operationName which of the document's operations is meant.",
      );
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments[d.name.value] = d;
    const variables = (definition.variableDefinitions ?? []).flatMap((d) => {
      const type = typeFromAST(this.parts.schema, d.type);
      return isInputType(type) ? [{ name: d.variable.name.value, type, preset: d.defaultValue }] : [];
    });
    return { document, definition, fragments, variables, number: ++this.numbers };
  }
}

/** graphql-js gives a value that does not fit its variable no code. */
const badVariable = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { ...error.extensions, code: ErrorCode.BAD_USER_INPUT },
  });
