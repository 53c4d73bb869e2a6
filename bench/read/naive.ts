import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import DataLoader from "dataloader";
import { type ColumnType, DataSource, EntitySchema, In, type ObjectLiteral, type SelectQueryBuilder } from "typeorm";
import { makeSchema, printedSchema } from "../../src/schema";
import { serve } from "./contender";
import { STAFF_VIEWER } from "./seed";

/*
 * The same schema as the tutorials write it: Apollo's own server, TypeORM entities with all their columns, a resolver for
 * each relation and a DataLoader for each way to load, made anew for each request. Nothing is loaded row by row.
 */

type Row = ObjectLiteral & { readonly id: string };

const TABLES = [
  "service_case",
  "case_type",
  "case_status",
  "reason_code",
  "team",
  "person",
  "customer",
  "asset",
  "asset_type",
  "activity",
  "comment",
  "event",
  "event_words",
];

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** An entity for each table, with every column that holds a value of its own. */
async function entitiesOf(url: string): Promise<EntitySchema[]> {
  const plain = await new DataSource({ type: "postgres", url }).initialize();
  const columns: { table: string; name: string; type: string; nullable: boolean; key: boolean }[] = await plain.query(
    `SELECT a.attrelid::regclass::text AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
       NOT a.attnotnull AS nullable, coalesce(a.attnum = ANY (i.indkey), false) AS key
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = ANY ($1::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'tsvector'::regtype`,
    [TABLES],
  );
  await plain.destroy();
  return TABLES.map(
    (table) =>
      new EntitySchema({
        name: table,
        tableName: table,
        columns: Object.fromEntries(
          columns
            .filter((column) => column.table === table)
            .map(({ name, type, nullable, key }) => [
              camel(name),
              {
                name,
                type: (type === "priority" ? "text" : type.replace("[]", "")) as ColumnType,
                array: type.endsWith("[]"),
                nullable,
                primary: key,
              },
            ]),
        ),
      }),
  );
}

const SEEN = `(NOT c.confidential OR c.assignee_id = :viewer
  OR EXISTS (SELECT 1 FROM case_collaborator own WHERE own.case_id = c.id AND own.person_id = :viewer)
  OR EXISTS (SELECT 1 FROM team own WHERE own.id = c.team_id AND own.lead_id = :viewer))`;

const UNFINISHED = ["NEW", "OPEN", "ON_HOLD"];
const DONE = ["RESOLVED", "CLOSED"];

const VIEWS: Readonly<Record<string, (query: SelectQueryBuilder<Row>) => SelectQueryBuilder<Row>>> = {
  OPEN: (q) => q.andWhere("c.state IN (:...states)", { states: UNFINISHED }),
  UNASSIGNED: (q) => q.andWhere("c.state IN (:...states)", { states: UNFINISHED }).andWhere("c.assigneeId IS NULL"),
  MINE: (q) =>
    q
      .andWhere("c.state IN (:...states)", { states: UNFINISHED })
      .andWhere(
        "(c.assigneeId = :viewer OR c.id IN (SELECT mine.case_id FROM case_collaborator mine WHERE mine.person_id = :viewer))",
      ),
  RESOLVED: (q) => q.andWhere("c.state IN (:...states)", { states: DONE }),
  MY_RESOLVED: (q) =>
    q
      .andWhere("c.state IN (:...states)", { states: DONE })
      .andWhere(
        "(c.assigneeId = :viewer OR c.id IN (SELECT mine.case_id FROM case_resolution mine WHERE mine.resolved_by_id = :viewer AND mine.current))",
      ),
  MY_TEAMS: (q) =>
    q
      .andWhere("c.state IN (:...states)", { states: UNFINISHED })
      .andWhere("c.teamId IN (SELECT mine.team_id FROM team_member mine WHERE mine.person_id = :viewer)"),
  OVERDUE: (q) =>
    q.andWhere("c.state IN (:...states)", { states: UNFINISHED }).andWhere("c.dueAt < statement_timestamp()"),
};

const KINDS: Readonly<Record<string, string>> = {
  TASK: "Task",
  PHONE_CALL: "PhoneCall",
  EMAIL: "Email",
  APPOINTMENT: "Appointment",
};

const cursorOf = (row: Row | undefined) =>
  row ? Buffer.from(JSON.stringify([row.dueAt, row.openedAt, row.id])).toString("base64url") : null;

/** The loaders of one request. */
class Loaders {
  constructor(private readonly source: DataSource) {}

  private readonly one = new Map<string, DataLoader<string, Row | null>>();

  byId(table: string, id: string | null, key = "id"): Promise<Row | null> | null {
    if (id === null) return null;
    let loader = this.one.get(table);
    if (!loader) {
      loader = new DataLoader(async (ids: readonly string[]) => {
        const rows = await this.source.getRepository<Row>(table).findBy({ [key]: In([...ids]) });
        const found = new Map(rows.map((row) => [row[key] as string, row]));
        return ids.map((wanted) => found.get(wanted) ?? null);
      });
      this.one.set(table, loader);
    }
    return loader.load(id);
  }

  private ofCases(table: string, order: string, direction: "ASC" | "DESC") {
    return new DataLoader(async (ids: readonly string[]) => {
      const rows = await this.source
        .getRepository<Row>(table)
        .createQueryBuilder("r")
        .where("r.caseId IN (:...ids)", { ids: [...ids] })
        .orderBy(order, direction)
        .addOrderBy("r.createdAt", direction)
        .addOrderBy("r.id", direction)
        .getMany();
      const byCase = new Map<string, Row[]>(ids.map((id) => [id, []]));
      for (const row of rows) byCase.get(row.caseId as string)!.push(row);
      return ids.map((id) => byCase.get(id)!);
    });
  }

  readonly latestActivities = this.ofCases("activity", "r.createdAt", "DESC");
  readonly activitiesByDue = this.ofCases("activity", "COALESCE(r.due_at, 'infinity')", "ASC");

  private counted(table: string, condition: string) {
    return new DataLoader(async (ids: readonly string[]) => {
      const rows: { id: string; count: string }[] = await this.source
        .getRepository<Row>(table)
        .createQueryBuilder("r")
        .select("r.caseId", "id")
        .addSelect("count(*)", "count")
        .where("r.caseId IN (:...ids)", { ids: [...ids] })
        .andWhere(condition)
        .groupBy("r.caseId")
        .getRawMany();
      const found = new Map(rows.map((row) => [row.id, Number(row.count)]));
      return ids.map((id) => found.get(id) ?? 0);
    });
  }

  readonly openActivities = this.counted("activity", "r.state = 'OPEN'");
  readonly comments = this.counted("comment", "TRUE");
}

interface Context {
  readonly loaders: Loaders;
}

function resolversOf(source: DataSource) {
  const cases = () =>
    source.getRepository<Row>("service_case").createQueryBuilder("c").where(SEEN, { viewer: STAFF_VIEWER });
  const ofCustomer = async (table: string, row: Row, order: Record<string, "ASC">, first: number) => {
    const [nodes, totalCount] = await source
      .getRepository<Row>(table)
      .findAndCount({ where: { customerId: row.id }, order, take: first });
    return { nodes, totalCount };
  };
  const toOne =
    (field: string, table: string) =>
    (row: Row, _args: unknown, { loaders }: Context) =>
      loaders.byId(table, row[`${field}Id`] as string | null);
  return {
    Node: { __resolveType: () => null },
    WorkItem: { __resolveType: () => null },
    Activity: { __resolveType: (row: Row) => KINDS[row.kind as string] },
    Query: {
      customer: (_: unknown, { id }: { id: string }) => source.getRepository<Row>("customer").findOneBy({ id }),
      case: (_: unknown, by: { id?: string; number?: string }) =>
        by.id
          ? cases().andWhere("c.id = :id", { id: by.id }).getOne()
          : cases().andWhere("c.number = :number", { number: by.number }).getOne(),
      cases: (_: unknown, args: { first?: number; filter?: Record<string, any>; orderBy?: unknown[] }) => {
        const { view, search, priority, state } = args.filter ?? {};
        let query = cases();
        if (view) query = VIEWS[view as string]!(query);
        if (search)
          query.andWhere(
            "EXISTS (SELECT 1 FROM case_words w WHERE w.case_id = c.id AND w.staff @@ casegraph_search(:search))",
            { search },
          );
        if (priority) query.andWhere("c.priority IN (:...priorities)", { priorities: priority.in });
        if (state) query.andWhere("c.state IN (:...allowed)", { allowed: state.in });
        return { query, size: args.first ?? 50, latest: args.orderBy !== undefined };
      },
    },
    CaseConnection: {
      nodes: (page: Page) => rowsOf(page).then((rows) => rows.slice(0, page.size)),
      pageInfo: async (page: Page) => {
        const rows = await rowsOf(page);
        return { hasNextPage: rows.length > page.size, endCursor: cursorOf(rows.slice(0, page.size).at(-1)) };
      },
      totalCount: (page: Page) => page.query.getCount(),
    },
    Case: {
      type: toOne("type", "case_type"),
      reason: toOne("reason", "reason_code"),
      status: toOne("status", "case_status"),
      team: toOne("team", "team"),
      customer: toOne("customer", "customer"),
      asset: toOne("asset", "asset"),
      assignee: toOne("assignee", "person"),
      openActivityCount: (row: Row, _args: unknown, { loaders }: Context) => loaders.openActivities.load(row.id),
      comments: (row: Row) => row,
      activities: async (row: Row, args: { first?: number; orderBy?: unknown[] }, { loaders }: Context) => {
        const loader = args.orderBy ? loaders.latestActivities : loaders.activitiesByDue;
        return { nodes: (await loader.load(row.id)).slice(0, args.first ?? 50) };
      },
      timeline: async (row: Row, args: { last: number }) => {
        const entries = await source
          .getRepository<Row>("event")
          .find({ where: { caseId: row.id }, order: { seq: "DESC" }, take: args.last + 1 });
        return {
          nodes: entries.slice(0, args.last).reverse(),
          pageInfo: { hasPreviousPage: entries.length > args.last },
        };
      },
    },
    CommentConnection: {
      totalCount: (row: Row, _args: unknown, { loaders }: Context) => loaders.comments.load(row.id),
    },
    Customer: {
      openCaseCount: (row: Row) =>
        cases()
          .andWhere("c.customerId = :id", { id: row.id })
          .andWhere("c.state IN (:...states)", { states: UNFINISHED })
          .getCount(),
      contacts: (row: Row, { first }: { first: number }) =>
        ofCustomer("person", row, { name: "ASC", id: "ASC" }, first),
      assets: (row: Row, { first }: { first: number }) => ofCustomer("asset", row, { tag: "ASC", id: "ASC" }, first),
      cases: (row: Row, { first }: { first: number }) => ({
        query: cases().andWhere("c.customerId = :id", { id: row.id }),
        size: first,
        latest: false,
      }),
      activities: async (row: Row, { first }: { first: number }) => ({
        nodes: await source
          .getRepository<Row>("activity")
          .createQueryBuilder("r")
          .where("r.customerId = :id", { id: row.id })
          .andWhere(
            `(r.caseId IS NULL OR EXISTS (SELECT 1 FROM service_case c WHERE c.id = r.case_id AND ${SEEN.replaceAll("assigneeId", "assignee_id")}))`,
            {
              viewer: STAFF_VIEWER,
            },
          )
          .orderBy("r.createdAt", "DESC")
          .addOrderBy("r.id", "DESC")
          .limit(first)
          .getMany(),
      }),
    },
    Asset: { customer: toOne("customer", "customer"), type: toOne("type", "asset_type") },
    TimelineEntry: {
      actor: toOne("actor", "person"),
      note: async (row: Row, _args: unknown, { loaders }: Context) =>
        (await loaders.byId("event_words", row.seq as string, "eventSeq"))?.note ?? null,
      changes: async (row: Row, _args: unknown, { loaders }: Context) => [
        ...(row.changes as unknown[]),
        ...(((await loaders.byId("event_words", row.seq as string, "eventSeq"))?.changes as unknown[]) ?? []),
      ],
    },
    ...Object.fromEntries(Object.values(KINDS).map((name) => [name, { assignee: toOne("assignee", "person") }])),
  };
}

interface Page {
  readonly query: SelectQueryBuilder<Row>;
  readonly size: number;
  readonly latest: boolean;
  rows?: Promise<Row[]>;
}

function rowsOf(page: Page): Promise<Row[]> {
  page.rows ??= (
    page.latest
      ? page.query.orderBy("c.updatedAt", "DESC").addOrderBy("c.id", "DESC")
      : page.query.orderBy("COALESCE(c.due_at, 'infinity')").addOrderBy("c.openedAt").addOrderBy("c.id")
  )
    .limit(page.size + 1)
    .getMany();
  return page.rows;
}

void serve(async ({ databaseUrl, poolSize }) => {
  const source = await new DataSource({
    type: "postgres",
    url: databaseUrl,
    entities: await entitiesOf(databaseUrl),
    poolSize,
    extra: { options: "-c jit=off" },
  }).initialize();
  const apollo = new ApolloServer<Context>({
    typeDefs: printedSchema(await makeSchema()),
    resolvers: resolversOf(source),
    nodeEnv: "production",
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(apollo, {
    listen: { port: 0, host: "127.0.0.1" },
    context: async () => ({ loaders: new Loaders(source) }),
  });
  return `${url.replace(/\/$/, "")}/graphql`;
});
