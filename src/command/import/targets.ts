/** What a target field takes; `texts` is a list of texts. */
export type FieldType = "text" | "email" | "integer" | "boolean" | "instant" | "date" | "enum" | "texts";

export interface TargetField {
  readonly type: FieldType;
  /** The values of an enum. */
  readonly values?: readonly string[];
  /** Every mapping has to fill it. */
  readonly required?: boolean;
}

/** One kind of thing that can be imported: the mutation that takes it and the fields of its input. */
export interface Target {
  /** As the command line and the mapping's `target` name it. */
  readonly name: string;
  /** One of them, for messages. */
  readonly one: string;
  readonly mutation: string;
  readonly input: string;
  /** The field that tells one from the other, filled by the mapping's `key`. */
  readonly key: string;
  /** A field that names another row of the same import by its key, which therefore goes first. */
  readonly after?: string;
  readonly fields: Readonly<Record<string, TargetField>>;
}

const text: TargetField = { type: "text" };
const email: TargetField = { type: "email" };
const integer: TargetField = { type: "integer" };
const boolean: TargetField = { type: "boolean" };
const instant: TargetField = { type: "instant" };

const cases: Target = {
  name: "cases",
  one: "case",
  mutation: "importCases",
  input: "ImportCaseInput",
  key: "externalId",
  after: "parentExternalId",
  fields: {
    externalId: { type: "text", required: true },
    title: { type: "text", required: true },
    description: text,
    type: text,
    reason: text,
    category: text,
    status: text,
    priority: { type: "enum", values: ["LOW", "NORMAL", "HIGH", "URGENT"] },
    channel: { type: "enum", values: ["WEB", "PORTAL", "PHONE", "EMAIL", "API", "IMPORT"] },
    tags: { type: "texts" },
    customerExternalId: text,
    contactEmail: email,
    assetTag: text,
    assigneeEmail: email,
    team: text,
    branch: text,
    orderNumber: text,
    productSku: text,
    workOrderNumber: text,
    parentExternalId: text,
    confidential: boolean,
    holdReason: text,
    cancelReason: text,
    escalationLevel: integer,
    openedAt: instant,
    firstRespondedAt: instant,
    resolvedAt: instant,
    resolvedByEmail: email,
    closedAt: instant,
    canceledAt: instant,
    resolutionPath: text,
    resolutionNotes: text,
    satisfaction: integer,
    reopenCount: integer,
  },
};

/** Everything that `casegraph import` can bring in; a further kind is a further entry here. */
export const targets: ReadonlyMap<string, Target> = new Map([cases].map((target) => [target.name, target]));
