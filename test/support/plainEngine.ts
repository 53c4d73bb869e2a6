import {
  buildSchema,
  type DocumentNode,
  execute,
  getArgumentValues,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
} from "graphql";
import { getVariableValues } from "graphql/execution/values";
import type { Viewer } from "../../src/platform/access/viewer";
import { permit, signedIn } from "../../src/platform/access/viewer";
import { Permission } from "../../src/platform/access/permissions";
import { conflict, ErrorCode, Refusal } from "../../src/platform/errors";
import type { Stream } from "../../src/platform/events/stream";
import type { Answer, Engine, Operation, SubscriptionPlan } from "../../src/platform/read/engine";
import { tell } from "../../src/platform/tell";
import type { Ctx } from "../../src/platform/work";

/** A small schema with something of everything that a server has to carry. */
export const plainSchema = (): GraphQLSchema =>
  buildSchema(/* GraphQL */ `
    type Query {
      echo(text: String!): String!
      who: String
      late: String
      broken: String
      refused: String
      idempotency: String
      box: Box!
      boxes(first: Int, last: Int): BoxConnection!
    }
    type Box { name: String! inside: [Box!]! boxes(first: Int): BoxConnection! }
    type BoxConnection { nodes: [Box!]! edges: [BoxEdge!]! totalCount: Int! }
    type BoxEdge { node: Box! }
    type Mutation {
      signIn(email: String!): String!
      write(text: String!): String
    }
    type Subscription {
      "What everybody with SERVICE_READ hears."
      noted(topic: String, after: String): Note!
      "What only the person named by the event hears."
      told(after: String): Note!
      "Holds a value of the viewer, which only reading tells."
      signed(after: String): Note!
    }
    type Note { text: String! cursor: String! reader: String }
  `);

const permitted = (viewer: Viewer) => permit(viewer, Permission.SERVICE_READ);
const note = (event: { pos: number; data: Readonly<Record<string, unknown>> }) => ({
  text: event.data.text,
  cursor: String(event.pos),
});

const STREAMS: Readonly<Record<string, Stream>> = {
  noted: {
    permit: permitted,
    wants: (event, _, args) => event.type === "noted" && (args.topic === undefined || event.data.topic === args.topic),
    value: note,
  },
  told: {
    permit: permitted,
    personal: true,
    wants: (event, viewer) => event.type === "noted" && event.data.person === viewer.personId,
    value: note,
  },
  signed: { permit: permitted, wants: (event) => event.type === "noted", value: note },
};

/** Executes by graphql-js and JSON.stringify: what any engine must answer. */
export class PlainEngine implements Engine {
  /** Statements that subscriptions have cost. */
  reads = 0;
  /** Resolves `late`. */
  release: () => void = () => {};
  private readonly released = new Promise<string>((resolve) => {
    this.release = () => resolve("at last");
  });

  constructor(
    readonly schema: GraphQLSchema,
    private readonly cursorOf: (pos: number) => string,
  ) {}

  operation(document: DocumentNode, operationName: string | null | undefined): Operation {
    const definitions = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
    const found = operationName == null ? definitions : definitions.filter((d) => d.name?.value === operationName);
    if (found.length !== 1) {
      throw new Refusal(ErrorCode.OPERATION_RESOLUTION_FAILURE, "Name one operation of the document.");
    }
    return { document, definition: found[0]! };
  }

  async execute(operation: Operation, variables: Readonly<Record<string, unknown>>, ctx: Ctx): Promise<Answer> {
    const { document, definition } = operation;
    const result = await execute({
      schema: this.schema,
      document,
      operationName: definition.name?.value,
      variableValues: variables,
      contextValue: ctx,
      rootValue: this.root(ctx),
    });
    const errors = result.errors?.map((error) => tell(error, ctx.house.log, ctx.requestId));
    return { data: result.data === undefined ? null : JSON.stringify(result.data), ...(errors && { errors }) };
  }

  subscription(operation: Operation, variables: Readonly<Record<string, unknown>>, ctx: Ctx): SubscriptionPlan {
    const { schema } = this;
    const { document, definition } = operation;
    const field = definition.selectionSet.selections[0]!;
    if (field.kind !== Kind.FIELD) throw new GraphQLError("a subscription has one root field");
    const name = field.name.value;
    const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
    if (coerced.errors) throw coerced.errors[0]!;
    const type = schema.getSubscriptionType() as GraphQLObjectType;
    const args = getArgumentValues(type.getFields()[name]!, field, coerced.coerced);
    const plan = {
      stream: STREAMS[name]!,
      args,
      usesViewer: false,
      read: async (values: readonly Record<string, unknown>[], viewer: Viewer): Promise<(Answer | null)[]> => {
        this.reads += 1;
        plan.usesViewer = name === "signed";
        return Promise.all(
          values.map(async (value) => {
            const rootValue = {
              [name]: { ...value, cursor: this.cursorOf(Number(value.cursor)), reader: viewer.personId },
            };
            const result = await execute({ schema, document, variableValues: variables, rootValue, contextValue: ctx });
            return { data: JSON.stringify(result.data) };
          }),
        );
      },
    };
    return plan;
  }

  private root(ctx: Ctx) {
    const box = (name: string): object => ({ name, inside: () => [box(`${name}.1`)], boxes: () => connection() });
    const connection = () => ({ nodes: [box("a"), box("b")], edges: [{ node: box("a") }], totalCount: 2 });
    return {
      echo: ({ text }: { text: string }) => text,
      who: () => signedIn(ctx.viewer).personId,
      late: () => this.released,
      broken: () => {
        throw new Error("the cellar is flooded");
      },
      refused: () => {
        throw conflict("Somebody was faster.", { currentVersion: 7 });
      },
      idempotency: () => JSON.stringify(ctx.idempotency),
      box: () => box("box"),
      boxes: connection,
      signIn: ({ email }: { email: string }) => `a session for ${email}`,
      write: ({ text }: { text: string }) => (ctx.idempotency ? `${text} ${JSON.stringify(ctx.idempotency)}` : text),
    };
  }
}
