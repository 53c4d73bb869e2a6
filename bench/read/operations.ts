import type { Pool } from "pg";
import { STAFF_VIEWER } from "./seed";

type Variables = Readonly<Record<string, unknown>>;

/** One thing that clients ask, and how each contender is asked for it. */
export interface Operation {
  readonly name: string;
  /** For the product and for the naive resolvers, which have the same schema. */
  readonly graphql: string;
  /** For PostGraphile: the same data under its own names. */
  readonly postgraphile: string;
  /** Different ones, so that no single row stays in a cache. */
  readonly variables: readonly Variables[];
}

const LIST = `query DispatcherList {
  cases(first: 50, filter: { view: OPEN }) {
    nodes {
      id number title state priority dueAt openedAt openActivityCount
      assignee { id name }
      asset { id tag name customer { id name } }
      activities(first: 3, orderBy: [{ field: CREATED_AT, direction: DESC }]) { nodes { __typename id subject state dueAt } }
      comments { totalCount }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const LIST_OF_POSTGRAPHILE = `query DispatcherList {
  cases: openCases(first: 50) {
    nodes {
      id: rowId number title state priority dueAt openedAt openActivityCount
      assignee { id: rowId name }
      asset { id: rowId tag name customer { id: rowId name } }
      activities: activitiesByCaseId(first: 3, orderBy: [CREATED_AT_DESC, PRIMARY_KEY_DESC]) { nodes { kind id: rowId subject state dueAt } }
      comments: commentsByCaseId { totalCount }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const PAGE = `query CasePage($id: ID!) {
  case(id: $id) {
    id number title description state priority channel tags dueAt openedAt updatedAt version
    type { name } reason { name } status { name color } team { key name }
    customer { id name email phone address }
    asset { id tag name serialNumber location warrantyUntil type { name } }
    assignee { id name email }
    timeline(last: 20) {
      nodes { id kind at actor { id name } note changes { field from to } }
      pageInfo { hasPreviousPage }
    }
    activities(first: 50) { nodes { __typename id subject state priority dueAt assignee { id name } } }
  }
}`;

const PAGE_OF_POSTGRAPHILE = `query CasePage($id: UUID!) {
  case: serviceCase(rowId: $id) {
    id: rowId number title description state priority channel tags dueAt openedAt updatedAt version
    type { name } reason { name } status: caseStatusByStatusIdAndState { name color } team { key name }
    customer { id: rowId name email phone address }
    asset { id: rowId tag name serialNumber location warrantyUntil type { name } }
    assignee { id: rowId name email }
    timeline: eventsByCaseId(last: 20, orderBy: [SEQ_ASC]) {
      nodes { id: rowId kind at actor { id: rowId name } eventWord { note changes } changes }
      pageInfo { hasPreviousPage }
    }
    activities: activitiesByCaseId(first: 50, orderBy: [DUE_AT_ASC, CREATED_AT_ASC, PRIMARY_KEY_ASC]) {
      nodes { kind id: rowId subject state priority dueAt assignee { id: rowId name } }
    }
  }
}`;

const CUSTOMER = `query Customer360($id: ID!) {
  customer(id: $id) {
    id kind name email phone address tags openCaseCount
    contacts(first: 10) { nodes { id name email phone } totalCount }
    assets(first: 20) { nodes { id tag name status warrantyUntil type { name } } totalCount }
    cases(first: 20) { nodes { id number title state priority dueAt openedAt assignee { id name } asset { id tag } } totalCount }
    activities(first: 10, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
      nodes { __typename id subject state dueAt assignee { id name } }
    }
  }
}`;

const CUSTOMER_OF_POSTGRAPHILE = `query Customer360($id: UUID!) {
  customer(rowId: $id) {
    id: rowId kind name email phone address tags openCaseCount
    contacts: people(first: 10, orderBy: [NAME_ASC, PRIMARY_KEY_ASC]) { nodes { id: rowId name email phone } totalCount }
    assets(first: 20, orderBy: [TAG_ASC, PRIMARY_KEY_ASC]) {
      nodes { id: rowId tag name status warrantyUntil type { name } } totalCount
    }
    cases: seenCases(first: 20) {
      nodes { id: rowId number title state priority dueAt openedAt assignee { id: rowId name } asset { id: rowId tag } } totalCount
    }
    activities: seenActivities(first: 10) { nodes { kind id: rowId subject state dueAt assignee { id: rowId name } } }
  }
}`;

const ONE = `query CaseByNumber($number: String!) {
  case(number: $number) { id number title state priority dueAt version assignee { id name } }
}`;

const ONE_OF_POSTGRAPHILE = `query CaseByNumber($number: String!) {
  case: serviceCaseByNumber(number: $number) { id: rowId number title state priority dueAt version assignee { id: rowId name } }
}`;

const FOUND = `query Found($words: String!) {
  cases(
    first: 20
    filter: { search: $words, priority: { in: [HIGH, URGENT] }, state: { in: [NEW, OPEN, ON_HOLD, RESOLVED, CLOSED] } }
    orderBy: [{ field: UPDATED_AT, direction: DESC }]
  ) {
    nodes { id number title state priority dueAt updatedAt assignee { id name } customer { id name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const FOUND_OF_POSTGRAPHILE = `query Found($words: String!) {
  cases: foundCases(words: $words, first: 20) {
    nodes { id: rowId number title state priority dueAt updatedAt assignee { id: rowId name } customer { id: rowId name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const VIEWS = ["open", "unassigned", "mine", "resolved", "myResolved", "myTeams", "overdue"] as const;

const COUNTS = `query Counts {
${VIEWS.map((view) => `  ${view}: cases(filter: { view: ${view.replace(/[A-Z]/, (c) => `_${c}`).toUpperCase()} }) { totalCount }`).join("\n")}
}`;

const COUNTS_OF_POSTGRAPHILE = `query Counts {
${VIEWS.map((view) => `  ${view}: ${view}Cases { totalCount }`).join("\n")}
}`;

/** The operations, over rows that the seeded viewer sees. */
export async function operations(pool: Pool): Promise<Operation[]> {
  const { rows } = await pool.query<{ id: string; number: string; title: string }>(
    `SELECT id, number, title FROM service_case WHERE state IN ('NEW', 'OPEN', 'ON_HOLD') AND NOT confidential
     ORDER BY md5(number) LIMIT 1000`,
  );
  const customers = await pool.query<{ id: string }>("SELECT id FROM customer ORDER BY md5(name) LIMIT 500");
  return [
    { name: "dispatcher's list", graphql: LIST, postgraphile: LIST_OF_POSTGRAPHILE, variables: [{}] },
    {
      name: "case page",
      graphql: PAGE,
      postgraphile: PAGE_OF_POSTGRAPHILE,
      variables: rows.map(({ id }) => ({ id })),
    },
    {
      name: "one case by number",
      graphql: ONE,
      postgraphile: ONE_OF_POSTGRAPHILE,
      variables: rows.map(({ number }) => ({ number })),
    },
    {
      name: "filtered and searched list",
      graphql: FOUND,
      postgraphile: FOUND_OF_POSTGRAPHILE,
      variables: [...new Set(rows.slice(0, 100).map(({ title }) => title.split(" ").slice(0, 2).join(" ")))].map(
        (words) => ({ words }),
      ),
    },
    {
      name: "customer's 360",
      graphql: CUSTOMER,
      postgraphile: CUSTOMER_OF_POSTGRAPHILE,
      variables: customers.rows.map(({ id }) => ({ id })),
    },
    { name: "a count per view", graphql: COUNTS, postgraphile: COUNTS_OF_POSTGRAPHILE, variables: [{}] },
  ];
}

/** The database role that PostGraphile takes on for those who ask, where the database knows the access rules. */
export const READER = "bench_reader";

/**
 * What PostGraphile's documentation has one write: functions where a list is more than its conditions can say, a computed
 * column, and smart comments for relations that the tables do not tell.
 */
export const POSTGRAPHILE_FUNCTIONS = `
  CREATE FUNCTION seen_by_me(c service_case) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT c.confidential OR c.assignee_id = '${STAFF_VIEWER}'
      OR EXISTS (SELECT FROM case_collaborator own WHERE own.case_id = c.id AND own.person_id = '${STAFF_VIEWER}')
      OR EXISTS (SELECT FROM team own WHERE own.id = c.team_id AND own.lead_id = '${STAFF_VIEWER}') $$;
  CREATE FUNCTION service_case_open_activity_count(c service_case) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT count(*)::int FROM activity a WHERE a.case_id = c.id AND a.state = 'OPEN' $$;
  CREATE FUNCTION open_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND seen_by_me(c)
    ORDER BY coalesce(c.due_at, 'infinity'), c.opened_at, c.id $$;
  CREATE FUNCTION found_cases(words text) RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c JOIN case_words w ON w.case_id = c.id
    WHERE w.staff @@ casegraph_search(words) AND c.priority IN ('HIGH', 'URGENT') AND c.state <> 'CANCELED' AND seen_by_me(c)
    ORDER BY c.updated_at DESC, c.id DESC $$;
  CREATE FUNCTION customer_open_case_count(cu customer) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT count(*)::int FROM service_case c WHERE c.customer_id = cu.id AND c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND seen_by_me(c) $$;
  CREATE FUNCTION customer_seen_cases(cu customer) RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.customer_id = cu.id AND seen_by_me(c)
    ORDER BY coalesce(c.due_at, 'infinity'), c.opened_at, c.id $$;
  CREATE FUNCTION customer_seen_activities(cu customer) RETURNS SETOF activity LANGUAGE sql STABLE AS $$
    SELECT a.* FROM activity a WHERE a.customer_id = cu.id AND (a.case_id IS NULL
      OR EXISTS (SELECT FROM service_case c WHERE c.id = a.case_id AND seen_by_me(c)))
    ORDER BY a.created_at DESC, a.id DESC $$;
  CREATE FUNCTION unassigned_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND c.assignee_id IS NULL AND seen_by_me(c) $$;
  CREATE FUNCTION mine_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND (c.assignee_id = '${STAFF_VIEWER}'
      OR c.id IN (SELECT mine.case_id FROM case_collaborator mine WHERE mine.person_id = '${STAFF_VIEWER}')) $$;
  CREATE FUNCTION resolved_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('RESOLVED', 'CLOSED') AND seen_by_me(c) $$;
  CREATE FUNCTION my_resolved_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('RESOLVED', 'CLOSED') AND (c.assignee_id = '${STAFF_VIEWER}'
      OR c.id IN (SELECT mine.case_id FROM case_resolution mine WHERE mine.resolved_by_id = '${STAFF_VIEWER}' AND mine.current)) $$;
  CREATE FUNCTION my_teams_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND seen_by_me(c)
      AND c.team_id = ANY (ARRAY(SELECT mine.team_id FROM team_member mine WHERE mine.person_id = '${STAFF_VIEWER}')) $$;
  CREATE FUNCTION overdue_cases() RETURNS SETOF service_case LANGUAGE sql STABLE AS $$
    SELECT c.* FROM service_case c WHERE c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND c.due_at < casegraph_now() AND seen_by_me(c) $$;
  COMMENT ON FUNCTION seen_by_me(service_case) IS '@omit';
  CREATE ROLE ${READER};
  GRANT USAGE ON SCHEMA public TO ${READER};
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${READER};
  ALTER TABLE service_case ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON service_case FOR SELECT TO ${READER} USING (NOT confidential
    OR assignee_id = (SELECT current_setting('viewer.id')::uuid)
    OR EXISTS (SELECT FROM case_collaborator own WHERE own.case_id = service_case.id AND own.person_id = (SELECT current_setting('viewer.id')::uuid))
    OR EXISTS (SELECT FROM team own WHERE own.id = service_case.team_id AND own.lead_id = (SELECT current_setting('viewer.id')::uuid)));
  COMMENT ON TABLE event IS E'@foreignKey (case_id) references service_case (id)\\n@foreignKey (actor_id) references person (id)';
  COMMENT ON CONSTRAINT activity_case_id_fkey ON activity IS E'@behavior +connection +list +select +order';
  COMMENT ON COLUMN activity.due_at IS E'@behavior +orderBy';
  COMMENT ON CONSTRAINT person_customer_id_fkey ON person IS E'@behavior +connection +list +select +order';
  COMMENT ON COLUMN person.name IS E'@behavior +orderBy';
  COMMENT ON CONSTRAINT asset_customer_id_fkey ON asset IS E'@behavior +connection +list +select +order';
  COMMENT ON COLUMN asset.tag IS E'@behavior +orderBy';
`;
