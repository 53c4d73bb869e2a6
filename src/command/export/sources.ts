import { targets } from "../import/targets";

/** A value as a cell or a line tells it. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>> | null;

/** One node of the API's answer; what was selected is there. */
export type Found = Readonly<Record<string, any>>;

/** Something that can be taken out: the list that it is read from, and how a node becomes a row that an import reads. */
export interface Source {
  /** As the command line names it, and the root field. */
  readonly name: string;
  readonly filter: string;
  readonly order: string;
  readonly selection: string;
  readonly columns: readonly string[];
  row(node: Found): Record<string, Cell>;
  /** People whom the node names, and whom only an address could name in a file. */
  people(node: Found): readonly (Found | null)[];
}

/** What other systems call it, else our own id, by which an import finds it too. */
const nameOf = (node: Found | null): string | null => (node === null ? null : (node.externalId ?? node.id));
const keysOf = (nodes: readonly Found[]): string[] => nodes.map((node) => node.key);
const columnsOf = (name: string): string[] => Object.keys(targets.get(name)!.fields);

const cases: Source = {
  name: "cases",
  filter: "CaseFilter",
  order: "NUMBER",
  columns: columnsOf("cases"),
  selection: `id externalId title description type { key } reason { key } category { key } status { key } priority channel
    tags customer { id externalId } contact { email } asset { tag } assignee { email } team { key } queueItem { queue { key } } branch { key }
    order { number } product { sku } workOrder { number } parent { id externalId } confidential holdReason cancelReason
    escalationLevel openedAt firstRespondedAt resolvedAt closedAt canceledAt
    resolution { path { key } notes resolvedBy { email } } satisfaction { score } reopenCount`,
  row: (c) => ({
    ...c,
    externalId: nameOf(c),
    type: c.type.key,
    reason: c.reason.key,
    category: c.category?.key ?? null,
    status: c.status.key,
    customerExternalId: nameOf(c.customer),
    contactEmail: c.contact?.email ?? null,
    assetTag: c.asset?.tag ?? null,
    assigneeEmail: c.assignee?.email ?? null,
    team: c.team?.key ?? null,
    queue: c.queueItem?.queue.key ?? null,
    branch: c.branch?.key ?? null,
    orderNumber: c.order?.number ?? null,
    productSku: c.product?.sku ?? null,
    workOrderNumber: c.workOrder?.number ?? null,
    parentExternalId: nameOf(c.parent),
    resolutionPath: c.resolution?.path.key ?? null,
    resolutionNotes: c.resolution?.notes ?? null,
    resolvedByEmail: c.resolution?.resolvedBy?.email ?? null,
    satisfaction: c.satisfaction?.score ?? null,
  }),
  people: (c) => [c.contact, c.assignee, c.resolution?.resolvedBy ?? null],
};

const assets: Source = {
  name: "assets",
  filter: "AssetFilter",
  order: "TAG",
  columns: columnsOf("assets"),
  selection: `id externalId tag name serialNumber type { key } status customer { id externalId } holder { email }
    product { sku } parent { tag } location purchasedOn warrantyUntil fields notes`,
  row: (a) => ({
    ...a,
    externalId: nameOf(a),
    type: a.type.key,
    customerExternalId: nameOf(a.customer),
    holderEmail: a.holder?.email ?? null,
    productSku: a.product?.sku ?? null,
    parentTag: a.parent?.tag ?? null,
  }),
  people: (a) => [a.holder],
};

const people: Source = {
  name: "people",
  filter: "PersonFilter",
  order: "NAME",
  columns: columnsOf("people"),
  selection: `id externalId name email phone title timeZone locale roles { key } customer { id externalId } branch { key }
    teams { key } skills { name } capacity active`,
  row: (p) => ({
    ...p,
    externalId: nameOf(p),
    roles: keysOf(p.roles),
    customerExternalId: nameOf(p.customer),
    branch: p.branch?.key ?? null,
    teams: keysOf(p.teams),
    skills: p.skills.map((skill: Found) => skill.name),
  }),
  people: () => [],
};

const customers: Source = {
  name: "customers",
  filter: "CustomerFilter",
  order: "NAME",
  columns: columnsOf("customers"),
  selection: "id externalId kind name email phone address timeZone branch { key } tags active",
  row: (c) => ({ ...c, externalId: nameOf(c), branch: c.branch?.key ?? null }),
  people: () => [],
};

/** Everything that `casegraph export` takes out; each has the columns of the import of the same name. */
export const sources: ReadonlyMap<string, Source> = new Map(
  [cases, assets, people, customers].map((source) => [source.name, source]),
);
