import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequest,
  HeaderMap,
  type HTTPGraphQLRequest,
} from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { syntaxRefusal, Unsound } from "../admission";
import { ErrorCode } from "../errors";
import type { Caller, Execution } from "../execution";
import { tell } from "../tell";
import type { Answer } from "../read/engine";
import { retryAfter, statusOf, textOf } from "./answers";

/** An answer as bytes for the socket, with what HTTP says of it. */
export interface Reply {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
}

/** The engine's answer on its way through Apollo, which hands it to `stringifyResult` as it is. */
class Ready {
  constructor(readonly answer: Answer) {}
}

interface Carry {
  readonly caller: Caller;
  readonly idempotencyKey: string | null;
  hasData: boolean;
  errors: readonly GraphQLFormattedError[] | undefined;
}
interface Context {
  readonly carry: Carry;
}

/** Codes that Apollo gives its own status, which stays. */
const APOLLOS: ReadonlySet<unknown> = new Set([
  ErrorCode.BAD_REQUEST,
  ErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/** Apollo Server with its lifecycle, CSRF prevention and persisted queries, and our engine where it would execute. */
export class Apollo {
  private readonly server: ApolloServer<Context>;

  constructor(
    private readonly execution: Execution,
    schema: GraphQLSchema,
  ) {
    const { admission, house } = execution;
    const plugin: ApolloServerPlugin<Context> = {
      requestDidStart: async () => ({
        // A text that is sound is parsed and validated once for both transports; one that is not is left to Apollo to refuse.
        didResolveSource: async (request) => {
          try {
            (request as { document?: unknown }).document = admission.prepare(request.source).document;
          } catch (error) {
            if (!(error instanceof Unsound)) throw error;
          }
        },
        responseForOperation: async ({ source, request, contextValue: { carry } }) => {
          const answer = await this.answer(source, request, carry);
          carry.hasData = answer.data !== null;
          return {
            body: { kind: "single", singleResult: { data: new Ready(answer) as never, errors: answer.errors } },
            http: { status: undefined, headers: new HeaderMap() },
          };
        },
        willSendResponse: async ({ response, contextValue: { carry } }) => {
          if (response.body.kind === "single") carry.errors = response.body.singleResult.errors;
        },
      }),
    };
    this.server = new ApolloServer<Context>({
      schema,
      logger: house.log,
      documentStore: null,
      parseOptions: { maxTokens: admission.limits.tokens },
      validationOptions: { maxErrors: admission.limits.validationErrors },
      introspection: true,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      allowBatchedHttpRequests: false,
      nodeEnv: "production",
      formatError: (formatted, error) => {
        if (formatted.extensions?.code === ErrorCode.GRAPHQL_PARSE_FAILED && error instanceof GraphQLError) {
          return syntaxRefusal(error, admission.limits).toJSON();
        }
        return formatted;
      },
      stringifyResult: (result) => {
        const data: unknown = result.data;
        return data instanceof Ready ? textOf(data.answer) : JSON.stringify(result);
      },
      plugins: [
        plugin,
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginInlineTraceDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
        ApolloServerPluginUsageReportingDisabled(),
      ],
    });
  }

  start(): Promise<void> {
    return this.server.start();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async answer(source: string, request: GraphQLRequest, carry: Carry): Promise<Answer> {
    const { operationName, variables = {} } = request;
    const { caller, idempotencyKey } = carry;
    try {
      const known = this.execution.admission.prepare(source);
      return await this.execution.run(known, { operationName, variables, idempotencyKey }, caller);
    } catch (error) {
      // Sound to Apollo and not to us: longer than we take.
      if (!(error instanceof Unsound)) throw error;
      return { data: null, errors: error.errors.map((e) => e.toJSON()) };
    }
  }

  async reply(request: HTTPGraphQLRequest, caller: Caller, idempotencyKey: string | null): Promise<Reply> {
    const carry: Carry = { caller, idempotencyKey, hasData: false, errors: undefined };
    const answer = await this.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: request,
      context: async () => ({ carry }),
    });
    if (answer.body.kind !== "complete") throw new Error("an answer in parts was never asked for");
    const contentType = answer.headers.get("content-type") ?? "";
    const headers = [...answer.headers];
    const code = carry.errors?.[0]?.extensions?.code;
    if (answer.status === 500) {
      // Neither the engine nor the caller: Apollo's own words stay in the log.
      const errors = [tell(new Error(answer.body.string), this.execution.house.log, caller.requestId)];
      return { status: 500, headers, body: textOf({ data: null, errors }) };
    }
    if (carry.errors === undefined || (APOLLOS.has(code) && answer.status !== undefined)) {
      return { status: answer.status ?? 200, headers, body: answer.body.string };
    }
    const seconds = retryAfter(carry.errors);
    if (seconds !== null) headers.push(["retry-after", seconds]);
    return { status: statusOf(carry.hasData, carry.errors, contentType), headers, body: answer.body.string };
  }
}
