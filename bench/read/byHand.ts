import { createServer } from "node:http";
import { Pool } from "pg";
import { PLANNING } from "../../src/platform/database/planning";
import { serve } from "./contender";
import { STAFF_VIEWER } from "./seed";

/*
 * The limit: one statement per operation, written by hand for just this answer and this viewer, prepared once, its text
 * passed through by bare node:http. No schema, no validation, no authentication.
 */

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const optional = (text: string) => `coalesce('"' || ${text} || '"', 'null')`;
const quoted = (column: string) => `to_json(${column})::text`;
const some = (column: string) => `coalesce(to_json(${column})::text, 'null')`;
const person = (p: string) =>
  `CASE WHEN ${p}.id IS NULL THEN 'null' ELSE concat('{"id":"', ${p}.id, '","name":', ${quoted(`${p}.name`)}, '}') END`;
const kind = (a: string) =>
  `CASE ${a}.kind WHEN 'TASK' THEN 'Task' WHEN 'PHONE_CALL' THEN 'PhoneCall' WHEN 'EMAIL' THEN 'Email' ELSE 'Appointment' END`;

/** Confidential cases are for who works on them. */
const seen = `(NOT c.confidential OR c.assignee_id = $1::uuid
  OR EXISTS (SELECT FROM case_collaborator own WHERE own.case_id = c.id AND own.person_id = $1::uuid)
  OR EXISTS (SELECT FROM team own WHERE own.id = c.team_id AND own.lead_id = $1::uuid))`;
const open = `c.state IN ('NEW', 'OPEN', 'ON_HOLD')`;

const LIST = `
  SELECT concat('{"data":{"cases":{"nodes":[', string_agg(concat('{"id":"', c.id, '","number":"', c.number, '","title":', ${quoted("c.title")},
      ',"state":"', c.state, '","priority":"', c.priority, '","dueAt":', ${optional(instant("c.due_at"))},
      ',"openedAt":"', ${instant("c.opened_at")},
      '","openActivityCount":', (SELECT count(*) FROM activity o WHERE o.case_id = c.id AND o.state = 'OPEN'),
      ',"assignee":', ${person("p")},
      ',"asset":', CASE WHEN a.id IS NULL THEN 'null' ELSE concat('{"id":"', a.id, '","tag":', ${quoted("a.tag")}, ',"name":', ${quoted("a.name")},
        ',"customer":', ${person("cu")}, '}') END,
      ',"activities":{"nodes":[', (
        SELECT string_agg(concat('{"__typename":"', ${kind("t")}, '","id":"', t.id, '","subject":', ${quoted("t.subject")},
          ',"state":"', t.state, '","dueAt":', ${optional(instant("t.due_at"))}, '}'), ',')
        FROM (SELECT x.kind, x.id, x.subject, x.state, x.due_at FROM activity x WHERE x.case_id = c.id
          ORDER BY x.created_at DESC, x.id DESC LIMIT 3) t),
      ']},"comments":{"totalCount":', (SELECT count(*) FROM comment m WHERE m.case_id = c.id), '}}'), ',' ORDER BY c.n)
      FILTER (WHERE c.n <= 50),
    '],"pageInfo":{"hasNextPage":', CASE WHEN count(*) > 50 THEN 'true' ELSE 'false' END,
    ',"endCursor":"', max(concat(c.due_at, ' ', c.opened_at, ' ', c.id)) FILTER (WHERE c.n = 50), '"}}}}')
  FROM (
    SELECT c.id, c.number, c.title, c.state, c.priority, c.due_at, c.opened_at, c.assignee_id, c.asset_id, row_number() OVER () AS n
    FROM (SELECT * FROM service_case c WHERE ${open} AND ${seen}
      ORDER BY coalesce(c.due_at, 'infinity'), c.opened_at, c.id LIMIT 51) c
  ) c
  LEFT JOIN person p ON p.id = c.assignee_id
  LEFT JOIN asset a ON a.id = c.asset_id
  LEFT JOIN customer cu ON cu.id = a.customer_id`;

const PAGE = `
  SELECT concat('{"data":{"case":{"id":"', c.id, '","number":"', c.number, '","title":', ${quoted("c.title")}, ',"description":', ${quoted("c.description")},
    ',"state":"', c.state, '","priority":"', c.priority, '","channel":"', c.channel, '","tags":', to_json(c.tags),
    ',"dueAt":', ${optional(instant("c.due_at"))}, ',"openedAt":"', ${instant("c.opened_at")}, '","updatedAt":"', ${instant("c.updated_at")},
    '","version":', c.version, ',"type":{"name":', ${quoted("ty.name")}, '},"reason":{"name":', ${quoted("re.name")},
    '},"status":{"name":', ${quoted("st.name")}, ',"color":', ${some("st.color")}, '},"team":',
    CASE WHEN te.id IS NULL THEN 'null' ELSE concat('{"key":', ${quoted("te.key")}, ',"name":', ${quoted("te.name")}, '}') END,
    ',"customer":', CASE WHEN cu.id IS NULL THEN 'null' ELSE concat('{"id":"', cu.id, '","name":', ${quoted("cu.name")}, ',"email":', ${some("cu.email")},
      ',"phone":', ${some("cu.phone")}, ',"address":', ${some("cu.address")}, '}') END,
    ',"asset":', CASE WHEN a.id IS NULL THEN 'null' ELSE concat('{"id":"', a.id, '","tag":', ${quoted("a.tag")}, ',"name":', ${quoted("a.name")},
      ',"serialNumber":', ${some("a.serial_number")}, ',"location":', ${some("a.location")}, ',"warrantyUntil":', ${optional("a.warranty_until")},
      ',"type":{"name":', ${quoted("at.name")}, '}}') END,
    ',"assignee":', CASE WHEN p.id IS NULL THEN 'null' ELSE concat('{"id":"', p.id, '","name":', ${quoted("p.name")}, ',"email":', ${some("p.email")}, '}') END,
    ',"timeline":', (
      SELECT concat('{"nodes":[', string_agg(concat('{"id":"', e.id, '","kind":"', e.kind, '","at":"', ${instant("e.at")}, '","actor":', ${person("who")},
        ',"note":', ${some("w.note")}, ',"changes":', e.changes || coalesce(w.changes, '[]'), '}'), ',' ORDER BY e.n DESC) FILTER (WHERE e.n <= 20),
        '],"pageInfo":{"hasPreviousPage":', CASE WHEN count(*) > 20 THEN 'true' ELSE 'false' END, '}}')
      FROM (SELECT x.*, row_number() OVER () AS n FROM (SELECT l.seq, l.id, l.kind, l.at, l.actor_id, l.changes FROM event l
        WHERE l.case_id = c.id ORDER BY l.seq DESC LIMIT 21) x) e
      LEFT JOIN person who ON who.id = e.actor_id LEFT JOIN event_words w ON w.event_seq = e.seq),
    ',"activities":{"nodes":[', (
      SELECT string_agg(concat('{"__typename":"', ${kind("t")}, '","id":"', t.id, '","subject":', ${quoted("t.subject")}, ',"state":"', t.state,
        '","priority":"', t.priority, '","dueAt":', ${optional(instant("t.due_at"))}, ',"assignee":', ${person("who")}, '}'), ','
        ORDER BY coalesce(t.due_at, 'infinity'), t.created_at, t.id)
      FROM (SELECT x.kind, x.id, x.subject, x.state, x.priority, x.due_at, x.created_at, x.assignee_id FROM activity x WHERE x.case_id = c.id
        ORDER BY coalesce(x.due_at, 'infinity'), x.created_at, x.id LIMIT 50) t
      LEFT JOIN person who ON who.id = t.assignee_id),
    ']}}}}')
  FROM service_case c
  JOIN case_type ty ON ty.id = c.type_id
  JOIN reason_code re ON re.id = c.reason_id
  JOIN case_status st ON st.id = c.status_id
  LEFT JOIN team te ON te.id = c.team_id
  LEFT JOIN customer cu ON cu.id = c.customer_id
  LEFT JOIN asset a ON a.id = c.asset_id
  LEFT JOIN asset_type at ON at.id = a.type_id
  LEFT JOIN person p ON p.id = c.assignee_id
  WHERE c.id = $2::uuid AND ${seen}`;

const ONE = `
  SELECT concat('{"data":{"case":{"id":"', c.id, '","number":"', c.number, '","title":', ${quoted("c.title")}, ',"state":"', c.state,
    '","priority":"', c.priority, '","dueAt":', ${optional(instant("c.due_at"))}, ',"version":', c.version, ',"assignee":', ${person("p")}, '}}}')
  FROM service_case c LEFT JOIN person p ON p.id = c.assignee_id
  WHERE c.number = $2 AND ${seen}`;

const FOUND = `
  SELECT concat('{"data":{"cases":{"nodes":[', string_agg(concat('{"id":"', c.id, '","number":"', c.number, '","title":', ${quoted("c.title")},
      ',"state":"', c.state, '","priority":"', c.priority, '","dueAt":', ${optional(instant("c.due_at"))}, ',"updatedAt":"', ${instant("c.updated_at")},
      '","assignee":', ${person("p")}, ',"customer":', ${person("cu")}, '}'), ',' ORDER BY c.n) FILTER (WHERE c.n <= 20),
    '],"pageInfo":{"hasNextPage":', CASE WHEN count(*) > 20 THEN 'true' ELSE 'false' END,
    ',"endCursor":', coalesce('"' || max(concat(c.updated_at, ' ', c.id)) FILTER (WHERE c.n = least(c.total, 20)) || '"', 'null'), '}}}}')
  FROM (SELECT x.*, row_number() OVER () AS n, count(*) OVER () AS total FROM (
    SELECT c.id, c.number, c.title, c.state, c.priority, c.due_at, c.updated_at, c.assignee_id, c.customer_id
    FROM case_words w JOIN service_case c ON c.id = w.case_id
    WHERE w.staff @@ casegraph_search($2) AND c.priority IN ('HIGH', 'URGENT') AND c.state IN ('NEW', 'OPEN', 'ON_HOLD', 'RESOLVED', 'CLOSED') AND ${seen}
    ORDER BY c.updated_at DESC, c.id DESC LIMIT 21) x) c
  LEFT JOIN person p ON p.id = c.assignee_id
  LEFT JOIN customer cu ON cu.id = c.customer_id`;

const CUSTOMER = `
  SELECT concat('{"data":{"customer":{"id":"', cu.id, '","kind":"', cu.kind, '","name":', ${quoted("cu.name")}, ',"email":', ${some("cu.email")},
    ',"phone":', ${some("cu.phone")}, ',"address":', ${some("cu.address")}, ',"tags":', to_json(cu.tags),
    ',"openCaseCount":', (SELECT count(*) FROM service_case c WHERE c.customer_id = cu.id AND ${open} AND ${seen}),
    ',"contacts":{"nodes":[', (
      SELECT string_agg(concat('{"id":"', p.id, '","name":', ${quoted("p.name")}, ',"email":', ${some("p.email")}, ',"phone":', ${some("p.phone")}, '}'), ',')
      FROM (SELECT * FROM person p WHERE p.customer_id = cu.id ORDER BY p.name, p.id LIMIT 10) p),
    '],"totalCount":', (SELECT count(*) FROM person p WHERE p.customer_id = cu.id),
    '},"assets":{"nodes":[', (
      SELECT string_agg(concat('{"id":"', a.id, '","tag":', ${quoted("a.tag")}, ',"name":', ${quoted("a.name")}, ',"status":"', a.status,
        '","warrantyUntil":', ${optional("a.warranty_until")}, ',"type":{"name":', ${quoted("at.name")}, '}}'), ',' ORDER BY a.tag, a.id)
      FROM (SELECT * FROM asset a WHERE a.customer_id = cu.id ORDER BY a.tag, a.id LIMIT 20) a JOIN asset_type at ON at.id = a.type_id),
    '],"totalCount":', (SELECT count(*) FROM asset a WHERE a.customer_id = cu.id),
    '},"cases":{"nodes":[', (
      SELECT string_agg(concat('{"id":"', c.id, '","number":"', c.number, '","title":', ${quoted("c.title")}, ',"state":"', c.state,
        '","priority":"', c.priority, '","dueAt":', ${optional(instant("c.due_at"))}, ',"openedAt":"', ${instant("c.opened_at")},
        '","assignee":', ${person("p")}, ',"asset":', CASE WHEN a.id IS NULL THEN 'null' ELSE concat('{"id":"', a.id, '","tag":', ${quoted("a.tag")}, '}') END, '}'),
        ',' ORDER BY coalesce(c.due_at, 'infinity'), c.opened_at, c.id)
      FROM (SELECT c.id, c.number, c.title, c.state, c.priority, c.due_at, c.opened_at, c.assignee_id, c.asset_id FROM service_case c
        WHERE c.customer_id = cu.id AND ${seen} ORDER BY coalesce(c.due_at, 'infinity'), c.opened_at, c.id LIMIT 20) c
      LEFT JOIN person p ON p.id = c.assignee_id LEFT JOIN asset a ON a.id = c.asset_id),
    '],"totalCount":', (SELECT count(*) FROM service_case c WHERE c.customer_id = cu.id AND ${seen}),
    '},"activities":{"nodes":[', (
      SELECT string_agg(concat('{"__typename":"', ${kind("t")}, '","id":"', t.id, '","subject":', ${quoted("t.subject")}, ',"state":"', t.state,
        '","dueAt":', ${optional(instant("t.due_at"))}, ',"assignee":', ${person("who")}, '}'), ',' ORDER BY t.created_at DESC, t.id DESC)
      FROM (SELECT x.kind, x.id, x.subject, x.state, x.due_at, x.created_at, x.assignee_id FROM activity x WHERE x.customer_id = cu.id
        AND (x.case_id IS NULL OR EXISTS (SELECT FROM service_case c WHERE c.id = x.case_id AND ${seen}))
        ORDER BY x.created_at DESC, x.id DESC LIMIT 10) t
      LEFT JOIN person who ON who.id = t.assignee_id),
    ']}}}}')
  FROM customer cu WHERE cu.id = $2::uuid`;

/** One pass over the unfinished cases, one over the others. */
const COUNTS = `
  SELECT concat('{"data":{"open":{"totalCount":', u.open, '},"unassigned":{"totalCount":', u.unassigned, '},"mine":{"totalCount":', u.mine,
    '},"resolved":{"totalCount":', r.resolved, '},"myResolved":{"totalCount":', r.mine, '},"myTeams":{"totalCount":', u.my_teams,
    '},"overdue":{"totalCount":', u.overdue, '}}}')
  FROM (
    SELECT count(*) AS open, count(*) FILTER (WHERE c.assignee_id IS NULL) AS unassigned,
      count(*) FILTER (WHERE c.assignee_id = $1::uuid
        OR c.id IN (SELECT mine.case_id FROM case_collaborator mine WHERE mine.person_id = $1::uuid)) AS mine,
      count(*) FILTER (WHERE c.team_id = ANY (ARRAY(SELECT mine.team_id FROM team_member mine WHERE mine.person_id = $1::uuid))) AS my_teams,
      count(*) FILTER (WHERE c.due_at < casegraph_now()) AS overdue
    FROM service_case c WHERE ${open} AND ${seen}) u,
  (
    SELECT count(*) AS resolved, count(*) FILTER (WHERE c.assignee_id = $1::uuid
      OR c.id IN (SELECT mine.case_id FROM case_resolution mine WHERE mine.resolved_by_id = $1::uuid AND mine.current)) AS mine
    FROM service_case c WHERE c.state IN ('RESOLVED', 'CLOSED') AND ${seen}) r`;

const SEARCH = "filtered and searched list";

interface Body {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const STATEMENTS: Readonly<Record<string, string>> = {
  "dispatcher's list": LIST,
  "case page": PAGE,
  "one case by number": ONE,
  [SEARCH]: FOUND,
  "customer's 360": CUSTOMER,
  "a count per view": COUNTS,
};

void serve(async ({ databaseUrl, poolSize }) => {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize, options: PLANNING });
  const answer = async (body: Body): Promise<string> => {
    const { rows } = await pool.query<string[]>({
      // The best plan of a search depends on its words.
      ...(body.operation !== SEARCH && { name: body.operation }),
      text: STATEMENTS[body.operation]!,
      values: [STAFF_VIEWER, ...Object.values(body.variables)],
      rowMode: "array",
    });
    return rows[0]![0]!;
  };
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      answer(JSON.parse(Buffer.concat(chunks).toString()) as Body).then(
        (text) => {
          response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
          response.end(text);
        },
        (error: unknown) => {
          response.writeHead(500).end(String(error));
        },
      );
    });
  });
});
