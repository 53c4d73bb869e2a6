import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";

/** How many rows of each. */
export interface Sizes {
  readonly cases: number;
  readonly people: number;
  readonly assets: number;
  readonly activities: number;
  readonly events: number;
  readonly customers: number;
  readonly comments: number;
}

export const SIZES: Sizes = {
  cases: 100_000,
  people: 10_000,
  assets: 20_000,
  activities: 300_000,
  events: 500_000,
  customers: 2_000,
  comments: 150_000,
};

/** The dispatcher who asks, in a database that lives for the measurement only. */
export const TOKEN = `cgt_${"bench".repeat(9).slice(0, 43)}`;

/** The id of the dispatcher, as bench.id(2, 1) makes it. */
export const STAFF_VIEWER = "018bcfe5-6801-7002-8000-000000000000";

/** The first people are staff, the others customers' contacts. */
const STAFF = 300;
const TEAMS = 20;
/** Every twelfth part of hundred is unfinished, the latest ones. */
const OPEN_SHARE = 0.12;

const THINGS =
  "pump,boiler,printer,display,router,compressor,conveyor,scanner,gearbox,inverter,turbine,valve,crane,mixer,freezer,oven,lathe,laser,drill,fan,battery,charger,sensor,camera,terminal,lift,gate,welder,press,robot";
const FAULTS =
  "leak,noise,overheating,vibration,corrosion,shutdown,misprint,flicker,dropout,jam,crack,fracture,short circuit,false alarm,drift,stall,smoke,odour,delay,freeze,reboot,scratch,dent,wear,imbalance";
const PLACES =
  "north hall,south hall,loading dock,basement,roof,workshop,office,laboratory,canteen,reception,warehouse,cold store,paint line,assembly line,test bench,server room,yard,garage,tower,pier,depot,kitchen,archive,showroom,greenhouse";
const FIRST =
  "Ada,Ben,Cleo,Dan,Eva,Finn,Gina,Hugo,Ines,Jan,Kira,Leo,Mia,Nils,Olga,Paul,Quinn,Rosa,Sven,Tara,Udo,Vera,Will,Xenia,Yuri,Zoe";
const LAST =
  "Adler,Bauer,Conti,Duarte,Ebner,Fuchs,Gruber,Haas,Ivanov,Jansen,Keller,Lang,Moreau,Novak,Olsen,Pichler,Quast,Rossi,Steiner,Tanaka,Urban,Vogel,Weber,Xu,Young,Zeman";

/**
 * Ids and dice made of row numbers: the same rows on every machine, in any order of loading. The ids have the shape of
 * the product's own, so that `node(id)` and page cursors work on them. A function that named an argument twice would be
 * called row by row instead of being written into the statement.
 */
const FUNCTIONS = `
  CREATE SCHEMA bench;
  CREATE FUNCTION bench.id(type int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || lpad(to_hex(type), 3, '0') || '8000000000000000')::uuid $$;
  CREATE FUNCTION bench.dice(n bigint, salt int, sides int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ((hashint8extended(n, salt) & 9223372036854775807) % sides)::int $$;
  CREATE FUNCTION bench.pick(words text[], n bigint, salt int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT words[1 + bench.dice(n, salt, cardinality(words))] $$;
  CREATE FUNCTION bench.prose(n bigint, salt int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT concat('The ', bench.pick('{${THINGS}}', n, salt), ' at the ', bench.pick('{${PLACES}}', n, salt + 1),
      ' shows ', bench.pick('{${FAULTS}}', n, salt + 2), ' since shift ', 1 + bench.dice(n, salt + 3, 3),
      '; seen by the operator, not yet by us.') $$;
`;

const people = (s: Sizes) => `
  INSERT INTO branch (id, key, name, time_zone)
    SELECT bench.id(5, n), 'branch_' || n, 'Branch ' || n, 'Europe/Vienna' FROM generate_series(1, 10) n;
  INSERT INTO team (id, key, name)
    SELECT bench.id(3, n), 'team_' || n, 'Team ' || n FROM generate_series(1, ${TEAMS}) n;
  INSERT INTO customer (id, kind, name, email, phone, address, time_zone, branch_id, created_at, updated_at)
    SELECT bench.id(6, n), CASE WHEN n % 5 = 0 THEN 'INDIVIDUAL' ELSE 'ORGANIZATION' END,
      concat(bench.pick('{${LAST}}', n, 61), ' & ', bench.pick('{${LAST}}', n, 62), ' ', n),
      'desk' || n || '@customer.example', '+43 1 ' || 100000 + n, 'Street ' || n || ', 1010 Vienna', 'Europe/Vienna',
      bench.id(5, 1 + n % 10), anchor - interval '900 days', anchor - interval '900 days'
    FROM generate_series(1, ${s.customers}) n, bench.anchor;
  INSERT INTO person (id, name, email, phone, title, customer_id, branch_id, created_at, updated_at)
    SELECT bench.id(2, n), concat(bench.pick('{${FIRST}}', n, 21), ' ', bench.pick('{${LAST}}', n, 22), ' ', n),
      'person' || n || '@bench.example', '+43 2 ' || 100000 + n,
      CASE WHEN n <= ${STAFF} THEN 'Technician' END,
      CASE WHEN n > ${STAFF} THEN bench.id(6, 1 + n % ${s.customers}) END,
      CASE WHEN n <= ${STAFF} THEN bench.id(5, 1 + n % 10) END, anchor - interval '900 days', anchor - interval '900 days'
    FROM generate_series(1, ${s.people}) n, bench.anchor;
  INSERT INTO team_member (team_id, person_id)
    SELECT bench.id(3, 1 + n % ${TEAMS}), bench.id(2, n) FROM generate_series(1, ${STAFF}) n;
  UPDATE team SET lead_id = bench.id(2, substr(key, 6)::int) WHERE key LIKE 'team\\_%';
  INSERT INTO person_role (person_id, role_id)
    SELECT bench.id(2, n), (SELECT id FROM role WHERE key = CASE WHEN n = 1 THEN 'dispatcher' ELSE 'service' END)
    FROM generate_series(1, ${STAFF}) n;
`;

const assets = (s: Sizes) => `
  INSERT INTO asset_type (id, key, name, fields)
    SELECT bench.id(9, n), 'type_' || n, initcap((string_to_array('${THINGS}', ','))[n]),
      '[{"key":"power","label":"Power","kind":"NUMBER","required":false,"options":[],"unit":"kW","min":null,"max":null}]'
    FROM generate_series(1, 30) n;
  INSERT INTO asset (id, tag, name, serial_number, type_id, customer_id, location, purchased_on, warranty_until, fields,
      created_at, updated_at)
    SELECT bench.id(10, n), 'A-' || lpad(n::text, 6, '0'),
      concat(initcap((string_to_array('${THINGS}', ','))[1 + n % 30]), ' ', n), upper(substr(md5('serial' || n), 1, 10)),
      bench.id(9, 1 + n % 30), bench.id(6, 1 + bench.dice(n, 31, ${s.customers})), bench.pick('{${PLACES}}', n, 32),
      (anchor - make_interval(days => 200 + bench.dice(n, 33, 700)))::date,
      (anchor + make_interval(days => bench.dice(n, 33, 700) - 300))::date,
      jsonb_build_object('power', 1 + bench.dice(n, 34, 90)), anchor - interval '900 days', anchor - interval '900 days'
    FROM generate_series(1, ${s.assets}) n, bench.anchor;
`;

/** Opened evenly over two years. Unfinished ones are due from ten days ago to twenty days ahead; one in a hundred is confidential. */
const cases = (s: Sizes) => `
  INSERT INTO service_case (id, number_seq, title, description, type_id, reason_id, category_id, status_id, state, priority,
      channel, tags, customer_id, contact_id, asset_id, assignee_id, assigned_at, team_id, branch_id, confidential, due_at,
      sla_standing, hold_reason, opened_at, opened_by_id, resolved_at, closed_at, canceled_at, cancel_reason,
      created_at, updated_at, status_position)
    SELECT bench.id(23, n), n,
      concat(initcap(bench.pick('{${THINGS}}', n, 1)), ' ', bench.pick('{${FAULTS}}', n, 2), ' at the ', bench.pick('{${PLACES}}', n, 3)),
      concat(bench.prose(n, 4), ' ', bench.prose(n, 8)),
      types[1 + bench.dice(n, 12, 8)], reasons[1 + bench.dice(n, 13, 7)], categories[1 + bench.dice(n, 14, 6)],
      statuses[array_position('{NEW,OPEN,ON_HOLD,RESOLVED,CLOSED,CANCELED}', state)], state,
      ('{LOW,NORMAL,NORMAL,NORMAL,NORMAL,NORMAL,HIGH,HIGH,HIGH,URGENT}'::priority[])[1 + bench.dice(n, 15, 10)],
      ('{WEB,PORTAL,PHONE,EMAIL,API}'::text[])[1 + bench.dice(n, 16, 5)],
      CASE WHEN bench.dice(n, 17, 4) = 0 THEN ARRAY['tag-' || bench.dice(n, 18, 40)] ELSE '{}' END,
      customer_id, bench.id(2, ${STAFF} + 1 + bench.dice(n, 19, ${s.people - STAFF})), asset_id,
      CASE WHEN assigned THEN bench.id(2, 1 + bench.dice(n, 20, ${STAFF})) END,
      CASE WHEN assigned THEN opened_at + interval '10 minutes' END,
      bench.id(3, 1 + bench.dice(n, 21, ${TEAMS})), bench.id(5, 1 + bench.dice(n, 22, 10)), bench.dice(n, 23, 100) = 0,
      CASE WHEN unfinished AND bench.dice(n, 24, 20) > 0 THEN due END,
      CASE WHEN unfinished THEN CASE WHEN bench.dice(n, 24, 20) > 0 THEN 'RUNNING' ELSE 'PAUSED' END
        WHEN state = 'CANCELED' THEN 'CANCELED' WHEN ended <= due THEN 'MET' ELSE 'MET_LATE' END,
      CASE WHEN state = 'ON_HOLD' THEN 'Waits for a part.' END,
      opened_at, bench.id(2, 1 + bench.dice(n, 25, ${STAFF})),
      CASE WHEN state IN ('RESOLVED', 'CLOSED') THEN ended END, CASE WHEN state = 'CLOSED' THEN ended + interval '2 hours' END,
      CASE WHEN state = 'CANCELED' THEN ended END, CASE WHEN state = 'CANCELED' THEN 'Opened twice.' END,
      opened_at, coalesce(CASE WHEN NOT unfinished THEN ended END, opened_at + interval '30 minutes'),
      array_position('{NEW,OPEN,ON_HOLD,RESOLVED,CLOSED,CANCELED}', state)
    FROM (SELECT array_agg(id ORDER BY position) AS types FROM case_type) t,
      (SELECT array_agg(id ORDER BY position) AS reasons FROM reason_code) r,
      (SELECT array_agg(id ORDER BY position) AS categories FROM case_category) c,
      (SELECT array_agg(id ORDER BY position) AS statuses FROM case_status) st,
      bench.anchor,
      LATERAL (
        SELECT n, n > ${Math.round(s.cases * (1 - OPEN_SHARE))} AS unfinished, bench.dice(n, 26, 100) AS roll,
          anchor - (${s.cases} + 1 - n) * interval '730 days' / ${s.cases} AS opened_at,
          anchor + bench.dice(n, 27, 30 * 24 * 60) * interval '1 minute' - interval '10 days' AS due,
          bench.dice(n, 28, 10) < 7 AS assigned, bench.dice(n, 29, ${s.assets}) + 1 AS asset_n
        FROM generate_series(1, ${s.cases}) n OFFSET 0) numbered,
      LATERAL (
        SELECT CASE WHEN unfinished THEN (CASE WHEN roll < 20 THEN 'NEW' WHEN roll < 85 THEN 'OPEN' ELSE 'ON_HOLD' END)
            WHEN roll < 5 THEN 'RESOLVED' WHEN roll < 95 THEN 'CLOSED' ELSE 'CANCELED' END AS state,
          opened_at + (60 + bench.dice(n, 30, 12000)) * interval '1 minute' AS ended,
          bench.id(10, asset_n) AS asset_id, bench.id(6, 1 + bench.dice(asset_n, 31, ${s.customers})) AS customer_id OFFSET 0) derived;
  SELECT setval('case_number', ${s.cases});
`;

/** Which case a row hangs on: so much of the rows hangs on unfinished ones, which people work on and look at. */
const hangsOn = (s: Sizes, salt: number, share: number) => {
  const finished = Math.round(s.cases * (1 - OPEN_SHARE));
  return `CASE WHEN bench.dice(n, ${salt}, 1000) < ${share * 1000} THEN ${finished} + 1 + bench.dice(n, ${salt + 1}, ${s.cases - finished})
    ELSE 1 + bench.dice(n, ${salt + 1}, ${finished}) END`;
};

const hanging = (s: Sizes) => `
  INSERT INTO comment (id, case_id, author_id, body, internal, created_at)
    SELECT bench.id(24, n), c.id, bench.id(2, 1 + bench.dice(n, 71, ${STAFF})), bench.prose(n, 72), bench.dice(n, 76, 3) = 0,
      c.opened_at + bench.dice(n, 77, 4000) * interval '1 minute'
    FROM generate_series(1, ${s.comments}) n JOIN service_case c ON c.number_seq = ${hangsOn(s, 78, 0.3)};
  INSERT INTO activity (id, kind, subject, description, state, priority, case_id, customer_id, assignee_id, team_id, due_at,
      completed_at, completed_by_id, canceled_at, outcome, created_at, created_by_id, updated_at, direction, phone, duration,
      from_address, to_addresses, starts_at, ends_at, purpose, location, allows_overlap)
    SELECT bench.id(27, n), kind, concat(bench.pick('{Check,Call about,Order,Replace,Clean,Visit}', n, 41), ' the ', bench.pick('{${THINGS}}', n, 42)),
      bench.prose(n, 43), drawn.state, c.priority, c.id, c.customer_id, bench.id(2, 1 + bench.dice(n, 48, ${STAFF})), c.team_id,
      drawn.created_at + make_interval(hours => bench.dice(n, 49, 200)),
      CASE WHEN drawn.state = 'COMPLETED' THEN drawn.created_at + interval '3 hours' END,
      CASE WHEN drawn.state = 'COMPLETED' THEN bench.id(2, 1 + bench.dice(n, 48, ${STAFF})) END,
      CASE WHEN drawn.state = 'CANCELED' THEN drawn.created_at + interval '1 hour' END,
      CASE drawn.state WHEN 'COMPLETED' THEN 'Done.' WHEN 'CANCELED' THEN 'No longer needed.' END,
      drawn.created_at, bench.id(2, 1 + bench.dice(n, 50, ${STAFF})), drawn.created_at,
      CASE WHEN kind IN ('PHONE_CALL', 'EMAIL') THEN (ARRAY['INCOMING', 'OUTGOING'])[1 + bench.dice(n, 51, 2)] END,
      CASE WHEN kind = 'PHONE_CALL' THEN '+43 3 ' || 100000 + n END,
      CASE WHEN kind = 'PHONE_CALL' THEN make_interval(mins => 1 + bench.dice(n, 52, 40)) END,
      CASE WHEN kind = 'EMAIL' THEN 'desk@bench.example' END,
      CASE WHEN kind = 'EMAIL' THEN ARRAY['person' || 1 + bench.dice(n, 53, ${s.people}) || '@bench.example'] ELSE '{}' END,
      CASE WHEN kind = 'APPOINTMENT' THEN drawn.created_at + interval '1 day' END,
      CASE WHEN kind = 'APPOINTMENT' THEN drawn.created_at + interval '26 hours' END,
      CASE WHEN kind = 'APPOINTMENT' THEN 'SERVICE' END, CASE WHEN kind = 'APPOINTMENT' THEN bench.pick('{${PLACES}}', n, 54) END,
      kind = 'APPOINTMENT'
    FROM generate_series(1, ${s.activities}) n JOIN service_case c ON c.number_seq = ${hangsOn(s, 55, 0.24)},
      LATERAL (SELECT ('{TASK,TASK,TASK,TASK,TASK,PHONE_CALL,PHONE_CALL,EMAIL,EMAIL,APPOINTMENT}'::text[])[1 + bench.dice(n, 57, 10)] AS kind,
        CASE WHEN c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND bench.dice(n, 58, 10) < 4 THEN 'OPEN'
          WHEN bench.dice(n, 58, 10) = 9 THEN 'CANCELED' ELSE 'COMPLETED' END AS state,
        c.opened_at + bench.dice(n, 59, 5000) * interval '1 minute' AS created_at OFFSET 0) drawn;
`;

/** What casegraph_write_case_words would write, by a shorter way: nothing here has accents or odd signs. */
const words = `
  INSERT INTO case_words (case_id, staff, portal)
    SELECT c.id, own || to_tsvector('simple', coalesce(everything, '')), own || to_tsvector('simple', coalesce(openly, ''))
    FROM service_case c JOIN asset a ON a.id = c.asset_id
      LEFT JOIN (SELECT case_id, string_agg(body, ' ') AS everything, string_agg(body, ' ') FILTER (WHERE NOT internal) AS openly
        FROM comment GROUP BY case_id) said ON said.case_id = c.id,
      LATERAL (SELECT setweight(to_tsvector('simple', concat_ws(' ', c.number, c.title, a.tag, a.serial_number))
          || array_to_tsvector(ARRAY[lower(c.number), lower(a.tag), lower(a.serial_number)]), 'A')
        || setweight(to_tsvector('simple', c.description), 'B') AS own OFFSET 0) its;
`;

/** Everything has its place already; a fifth of it came with a note, a twentieth changed words. */
const events = (s: Sizes) => `
  INSERT INTO event (seq, pos, id, kind, type, subject_id, case_id, actor_id, at, changes, data)
    OVERRIDING SYSTEM VALUE
    SELECT place, place, bench.id(26, place), kind, type, case_id, case_id, bench.id(2, 1 + bench.dice(n, 91, ${STAFF})), at,
      CASE kind
        WHEN 'STATUS_CHANGED' THEN '[{"field":"status","from":"new","to":"open"}]'::jsonb
        WHEN 'PRIORITY_CHANGED' THEN '[{"field":"priority","from":"NORMAL","to":"HIGH"}]'::jsonb
        WHEN 'UPDATED' THEN '[{"field":"asset","from":null,"to":"A-000001"},{"field":"channel","from":"WEB","to":"PHONE"}]'::jsonb
        ELSE '[]' END,
      CASE kind WHEN 'OPENED' THEN jsonb_build_object('number', number)
        WHEN 'ASSIGNED' THEN jsonb_build_object('assigneeId', bench.id(2, 1 + bench.dice(n, 92, ${STAFF})))
        WHEN 'COMMENTED' THEN jsonb_build_object('internal', n % 3 = 0) ELSE '{}' END
    FROM (
      SELECT n, at, case_id, number, row_number() OVER (ORDER BY at, n) AS place,
        row_number() OVER (PARTITION BY case_id ORDER BY at, n) = 1 AS is_first
      FROM (
        SELECT n, c.id AS case_id, c.number, c.opened_at + bench.dice(n, 93, 1000) / 1000.0
          * (CASE WHEN c.state IN ('NEW', 'OPEN', 'ON_HOLD') THEN anchor ELSE c.updated_at END - c.opened_at) AS at
        FROM bench.anchor, generate_series(1, ${s.events}) n JOIN service_case c ON c.number_seq = ${hangsOn(s, 94, 0.48)}) drawn) placed,
      LATERAL (SELECT CASE WHEN is_first THEN 'OPENED' ELSE
        bench.pick('{COMMENTED,COMMENTED,COMMENTED,ASSIGNED,STATUS_CHANGED,UPDATED,PRIORITY_CHANGED,COMMENTED}', n, 96) END AS kind) k,
      LATERAL (SELECT CASE kind WHEN 'OPENED' THEN 'CASE_CREATED' WHEN 'COMMENTED' THEN 'COMMENT_ADDED'
        WHEN 'ASSIGNED' THEN 'CASE_ASSIGNED' ELSE 'CASE_' || kind END AS type) t;
  INSERT INTO event_words (event_seq, note, changes)
    SELECT seq, CASE WHEN bench.dice(seq, 97, 5) = 0 THEN bench.prose(seq, 98) END,
      CASE WHEN bench.dice(seq, 102, 20) = 0 THEN '[{"field":"title","from":"Pump","to":"Pump leak"}]'::jsonb ELSE '[]' END
    FROM event WHERE bench.dice(seq, 97, 5) = 0 OR bench.dice(seq, 102, 20) = 0;
  SELECT setval(pg_get_serial_sequence('event', 'seq'), ${s.events});
  UPDATE event_log SET head = ${s.events};
`;

const LARGE = ["service_case", "case_words", "activity", "event", "event_words", "comment", "asset", "person"];

/** Loads a migrated, empty database: the same rows every time, but for the day that instants are counted from. */
export async function seed(pool: Pool, sizes: Sizes, tell: (line: string) => void): Promise<void> {
  const db = await pool.connect();
  try {
    await load(db, sizes, tell);
  } finally {
    db.release(true);
  }
}

async function load(db: PoolClient, sizes: Sizes, tell: (line: string) => void): Promise<void> {
  const timed = async (what: string, statement: string) => {
    const started = performance.now();
    await db.query(statement);
    tell(`${what} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  };
  await db.query("BEGIN");
  // Walls and foreign keys are triggers: rows that are made whole need neither, and take a third of the time without.
  await db.query("SET LOCAL session_replication_role = replica");
  await db.query("SET LOCAL maintenance_work_mem = '512MB'");
  await db.query("SET LOCAL work_mem = '256MB'");
  await db.query(FUNCTIONS);
  await db.query("CREATE TABLE bench.anchor AS SELECT date_trunc('day', casegraph_now()) AS anchor");
  const { rows: indexes } = await db.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [LARGE],
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  await timed("people", people(sizes));
  await timed("assets", assets(sizes));
  await timed("cases", cases(sizes));
  // With no word of how many there are, what hangs on cases is joined to them row by row.
  await db.query("ANALYZE");
  await timed("comments and activities", hanging(sizes));
  await timed("timeline", events(sizes));
  await timed("words", words);
  await timed("indexes", indexes.map(({ definition }) => definition).join(";\n"));
  await db.query("INSERT INTO api_token (name, secret_hash, owner_id) VALUES ('bench', $1, bench.id(2, 1))", [
    createHash("sha256").update(TOKEN).digest(),
  ]);
  await db.query("COMMIT");
  await timed("analyze", "VACUUM (ANALYZE)");
}
