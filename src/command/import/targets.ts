/** What a target field takes; `texts` is a list of texts, `object` is JSON, and may be told key by key. */
export type FieldType =
  | "text"
  | "email"
  | "integer"
  | "number"
  | "boolean"
  | "instant"
  | "date"
  | "enum"
  | "zone"
  | "texts"
  | "object";

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
  /** The field that `after` names the other by; its key unless told. */
  readonly afterBy?: string;
  readonly fields: Readonly<Record<string, TargetField>>;
}

const text: TargetField = { type: "text" };
const email: TargetField = { type: "email" };
const integer: TargetField = { type: "integer" };
const boolean: TargetField = { type: "boolean" };
const instant: TargetField = { type: "instant" };
const zone: TargetField = { type: "zone" };

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
    queue: text,
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

const assets: Target = {
  name: "assets",
  one: "asset",
  mutation: "importAssets",
  input: "ImportAssetInput",
  key: "externalId",
  after: "parentTag",
  afterBy: "tag",
  fields: {
    externalId: { type: "text", required: true },
    tag: { type: "text", required: true },
    name: { type: "text", required: true },
    serialNumber: text,
    type: { type: "text", required: true },
    status: { type: "enum", values: ["IN_STOCK", "IN_SERVICE", "IN_REPAIR", "RETIRED", "LOST"] },
    customerExternalId: text,
    holderEmail: email,
    productSku: text,
    parentTag: text,
    location: text,
    purchasedOn: { type: "date" },
    warrantyUntil: { type: "date" },
    fields: { type: "object" },
    notes: text,
  },
};

const people: Target = {
  name: "people",
  one: "person",
  mutation: "importPeople",
  input: "ImportPersonInput",
  key: "externalId",
  fields: {
    externalId: { type: "text", required: true },
    name: { type: "text", required: true },
    email,
    phone: text,
    title: text,
    timeZone: zone,
    locale: text,
    roles: { type: "texts" },
    customerExternalId: text,
    branch: text,
    teams: { type: "texts" },
    skills: { type: "texts" },
    capacity: integer,
    active: boolean,
  },
};

const customers: Target = {
  name: "customers",
  one: "customer",
  mutation: "importCustomers",
  input: "ImportCustomerInput",
  key: "externalId",
  fields: {
    externalId: { type: "text", required: true },
    kind: { type: "enum", values: ["ORGANIZATION", "INDIVIDUAL"] },
    name: { type: "text", required: true },
    email,
    phone: text,
    address: text,
    timeZone: zone,
    branch: text,
    tags: { type: "texts" },
    active: boolean,
  },
};

const comments: Target = {
  name: "comments",
  one: "comment",
  mutation: "importComments",
  input: "ImportCommentInput",
  key: "externalId",
  fields: {
    externalId: { type: "text", required: true },
    caseExternalId: { type: "text", required: true },
    authorEmail: email,
    body: { type: "text", required: true },
    internal: { type: "boolean", required: true },
    createdAt: { type: "instant", required: true },
  },
};

/** Everything that `casegraph import` can bring in; a further kind is a further entry here. */
export const targets: ReadonlyMap<string, Target> = new Map(
  [cases, assets, people, customers, comments].map((target) => [target.name, target]),
);

/** What a modelled field takes whose name follows the object's and a point: `fields.power`. */
export const MODELLED = ["text", "number", "boolean", "date", "texts"] as const;
