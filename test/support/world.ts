import type { PoolClient } from "pg";
import type { House } from "../../src/platform/house";
import { Random } from "./random";

/*
 * A small desk, the same for the same seed: people of every role, customers with contacts, cases in every state (some
 * confidential, some without anybody), comments of both kinds, activities of every kind, assets inside assets, what the log
 * tells. Written as rows, past every command: tests of reading want what is awkward, not what is usual.
 */

const STATES = ["NEW", "OPEN", "OPEN", "ON_HOLD", "RESOLVED", "CLOSED", "CANCELED"];
const WORDS = [
  "pump",
  "Pümpe",
  "leaks",
  "noise",
  'door "B"',
  "O'Neil",
  "100%",
  "a_b",
  "valve\nloose",
  "🦉",
  "Żuraw",
  "pump leaks",
  "back\\slash",
  "firmware",
];
const ROLES = [
  "admin",
  "owner",
  "manager",
  "support_lead",
  "support",
  "dispatcher",
  "service",
  "service",
  "installer",
  "buyer",
  "buyer",
  "executive",
  "customer",
  "customer",
  null,
];
const NOW = Date.parse("2026-11-01T12:00:00Z");

class Writer {
  constructor(
    readonly random: Random,
    private readonly client: PoolClient,
  ) {}

  id(type: number): string {
    const hex = (length: number) => Array.from({ length }, () => this.random.below(16).toString(16)).join("");
    return `${hex(8)}-${hex(4)}-7${type.toString(16).padStart(3, "0")}-8${hex(3)}-${hex(12)}`;
  }

  async put(table: string, row: Record<string, unknown>): Promise<string> {
    const names = Object.keys(row);
    const places = names.map((_, i) => `$${i + 1}`);
    await this.client.query(`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`, Object.values(row));
    return String(row.id);
  }

  async ids(text: string): Promise<string[]> {
    return (await this.client.query<{ id: string }>(text)).rows.map((row) => row.id);
  }

  maybe<T>(probability: number, value: () => T): T | null {
    return this.random.chance(probability) ? value() : null;
  }

  words(most = 4): string {
    return Array.from({ length: 1 + this.random.below(most) }, () => this.random.pick(WORDS)).join(" ");
  }

  /** An instant within so many hours before or after now; whole hours, so that many are level. */
  at(from: number, to: number): Date {
    return new Date(NOW + (from + this.random.below(to - from + 1)) * 3_600_000);
  }
}

/** Fills a fresh house and stops its clock at noon, 1 November 2026. */
export async function fillWorld(house: House, seed: number): Promise<void> {
  const client = await house.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL casegraph.step = 'import'");
    await write(new Writer(new Random(seed), client));
    await client.query("COMMIT");
    const { rows } = await client.query<{ seq: string }>("SELECT max(seq)::text AS seq FROM event");
    // The log's places are given out meanwhile: what is read must not change between two readings.
    await house.feed.cursorOfSeq(rows[0]!.seq, 10_000);
    await client.query(`CREATE OR REPLACE FUNCTION casegraph_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT '2026-11-01T12:00:00Z'::timestamptz $$`);
  } finally {
    client.release();
  }
}

interface Desk {
  readonly people: string[];
  readonly staff: string[];
  readonly customers: string[];
  readonly contacts: readonly { readonly id: string; readonly customer: string }[];
  readonly teams: string[];
  readonly branches: string[];
  readonly assets: string[];
}

async function write(w: Writer): Promise<void> {
  const desk = await writePeople(w);
  const statuses = new Map<string, string>();
  for (const state of new Set(STATES))
    statuses.set(state, (await w.ids(`SELECT id FROM case_status WHERE state = '${state}' AND is_default`))[0]!);
  const cases: string[] = [];
  for (let i = 0; i < 36; i++) cases.push(await writeCase(w, desk, cases, statuses, i));
  for (let i = 0; i < 12; i++) await writeActivity(w, desk, null);
  const [admin, ...others] = desk.staff as [string, ...string[]];
  for (const startedBy of [admin, admin, w.random.pick(others)])
    await w.put("import_run", {
      id: w.id(44),
      kind: "CASES",
      state: w.random.pick(["RUNNING", "DONE", "FAILED"]),
      total: 10,
      done: w.random.below(10),
      errors: JSON.stringify(
        w.random.chance(0.5)
          ? []
          : [{ row: 3, externalId: "x", code: "BAD_USER_INPUT", path: null, message: w.words() }],
      ),
      started_by_id: startedBy,
      started_at: w.at(-40, 0),
    });
}

async function writePeople(w: Writer): Promise<Desk> {
  const { random } = w;
  const branches: string[] = [];
  for (const key of ["north", "south"])
    branches.push(
      await w.put("branch", {
        id: w.id(5),
        key,
        name: w.words(1),
        time_zone: "Europe/Vienna",
        active: key === "north",
      }),
    );
  const customers: string[] = [];
  for (let i = 0; i < 3; i++)
    customers.push(
      await w.put("customer", {
        id: w.id(6),
        external_id: w.maybe(0.6, () => `K-${i}`),
        kind: random.pick(["ORGANIZATION", "INDIVIDUAL"]),
        name: w.words(2),
        email: w.maybe(0.6, () => `desk${i}@example.org`),
        phone: w.maybe(0.5, () => "+43 1 234"),
        address: w.maybe(0.5, () => w.words()),
        time_zone: w.maybe(0.5, () => "Europe/Vienna"),
        branch_id: w.maybe(0.5, () => random.pick(branches)),
        tags: random.some(["vip", "slow payer", ""], random.below(3)),
        active: random.chance(0.8),
      }),
    );
  const people: string[] = [];
  const staff: string[] = [];
  const contacts: { id: string; customer: string }[] = [];
  for (const [i, role] of ROLES.entries()) {
    const customer = role === "customer" ? customers[contacts.length % 2]! : null;
    const id = await w.put("person", {
      id: w.id(2),
      external_id: w.maybe(0.4, () => `P-${i}`),
      name: w.words(2),
      email: `person${i}@example.org`,
      phone: w.maybe(0.4, () => "+43 2 345"),
      title: w.maybe(0.4, () => w.words(1)),
      locale: w.maybe(0.3, () => "de-AT"),
      active: random.chance(0.9),
      customer_id: customer,
      branch_id: w.maybe(0.4, () => random.pick(branches)),
      capacity: w.maybe(0.4, () => random.below(9)),
      password_hash: w.maybe(0.7, () => "none"),
    });
    people.push(id);
    if (customer) contacts.push({ id, customer });
    else staff.push(id);
    const keys = role === null ? [] : role === "admin" ? ["admin", "dispatcher"] : [role];
    for (const key of keys)
      await w.put("person_role", {
        person_id: id,
        role_id: (await w.ids(`SELECT id FROM role WHERE key = '${key}'`))[0],
      });
    await w.put("session", {
      id: w.id(8),
      person_id: id,
      family_hash: Buffer.from(`family ${i}`),
      refresh_hash: Buffer.from(`refresh ${i}`),
      access_hash: Buffer.from(`access ${i}`),
      access_expires_at: w.at(1, 2),
      user_agent: w.maybe(0.5, () => w.words(1)),
      started_at: w.at(-5, -1),
      last_used_at: w.at(-1, 0),
      expires_at: random.chance(0.7) ? w.at(1, 40) : w.at(-1, 0),
    });
    if (random.chance(0.5))
      await w.put("api_token", {
        id: w.id(7),
        name: w.words(1),
        secret_hash: Buffer.from(`token ${i}`),
        owner_id: id,
        permissions: w.maybe(0.5, () => ["SERVICE_READ"]),
        created_at: w.at(-9, 0),
        revoked_at: w.maybe(0.3, () => w.at(-1, 0)),
      });
  }
  await writeTeams(w, staff);
  const teams = await w.ids("SELECT id FROM team ORDER BY key");
  return { people, staff, customers, contacts, teams, branches, assets: await writeAssets(w, customers, people) };
}

async function writeTeams(w: Writer, staff: readonly string[]): Promise<void> {
  const skills: string[] = [];
  for (const name of ["welding", "Wiring", "öl"]) skills.push(await w.put("skill", { id: w.id(4), name }));
  await w.put("team", { id: w.id(3), key: "old", name: w.words(1), active: false, lead_id: w.random.pick(staff) });
  for (const id of await w.ids("SELECT id FROM team ORDER BY key")) {
    for (const person of w.random.some(staff, 1 + w.random.below(4)))
      await w.put("team_member", { team_id: id, person_id: person });
  }
  for (const person of staff)
    for (const skill of w.random.some(skills, w.random.below(3)))
      await w.put("person_skill", { person_id: person, skill_id: skill });
}

async function writeAssets(w: Writer, customers: readonly string[], people: readonly string[]): Promise<string[]> {
  const types: string[] = [];
  for (const key of ["pump", "valve"])
    types.push(
      await w.put("asset_type", {
        id: w.id(9),
        key,
        name: w.words(1),
        description: w.maybe(0.5, () => w.words()),
        active: key === "pump",
        fields: JSON.stringify([
          {
            key: "power",
            label: w.words(1),
            kind: "NUMBER",
            required: false,
            options: [],
            unit: "kW",
            min: 0.5,
            max: null,
          },
          {
            key: "colour",
            label: "Colour",
            kind: "CHOICE",
            required: true,
            options: ["red", 'b "lue'],
            unit: null,
            min: null,
            max: null,
          },
        ]),
      }),
    );
  const assets: string[] = [];
  for (let i = 0; i < 14; i++) {
    assets.push(
      await w.put("asset", {
        id: w.id(10),
        external_id: w.maybe(0.4, () => `A-${i}`),
        tag: `T-${String(i).padStart(3, "0")}`,
        name: w.words(2),
        serial_number: w.maybe(0.6, () => `SN${w.random.below(5)}`),
        type_id: w.random.pick(types),
        status: w.random.pick(["IN_STOCK", "IN_SERVICE", "IN_REPAIR", "RETIRED"]),
        customer_id: w.maybe(0.7, () => w.random.pick(customers)),
        holder_id: w.maybe(0.5, () => w.random.pick(people)),
        parent_id: w.maybe(0.4, () => assets[w.random.below(assets.length)] ?? null),
        location: w.maybe(0.4, () => w.words(1)),
        purchased_on: w.maybe(0.5, () => "2024-02-29"),
        warranty_until: w.maybe(0.6, () => w.random.pick(["2026-10-31", "2026-11-01", "2027-01-01"])),
        fields: JSON.stringify(w.random.chance(0.5) ? {} : { power: 1.5, colour: "red" }),
        notes: w.maybe(0.3, () => w.words()),
        created_at: w.at(-200, -100),
        updated_at: w.at(-100, 0),
      }),
    );
    const tells = { subject_id: assets[i], asset_id: assets[i] };
    await w.put("event", {
      kind: "CREATED",
      type: "ASSET_CREATED",
      ...tells,
      actor_id: w.maybe(0.8, () => w.random.pick(people)),
    });
  }
  return assets;
}

async function writeCase(
  w: Writer,
  desk: Desk,
  earlier: readonly string[],
  statuses: ReadonlyMap<string, string>,
  i: number,
): Promise<string> {
  const { random } = w;
  const state = random.pick(STATES);
  const one = async (table: string) => random.pick(await w.ids(`SELECT id FROM ${table} ORDER BY key`));
  const contact = w.maybe(0.5, () => random.pick(desk.contacts));
  const opened = w.at(-90, -50);
  const resolved = state === "RESOLVED" || (state === "CLOSED" && random.chance(0.8)) ? w.at(-40, -20) : null;
  const due = ["NEW", "OPEN"].includes(state) ? w.maybe(0.8, () => w.at(-5, 40)) : null;
  const rated = (state === "RESOLVED" || state === "CLOSED") && random.chance(0.5);
  const id = await w.put("service_case", {
    id: w.id(23),
    external_id: w.maybe(0.3, () => `X-${i}`),
    title: w.words(3),
    description: random.chance(0.7) ? w.words(6) : "",
    type_id: await one("case_type"),
    reason_id: await one("reason_code"),
    category_id: random.chance(0.5) ? await one("case_category") : null,
    status_id: statuses.get(state),
    state,
    hold_reason: state === "ON_HOLD" ? w.words() : null,
    priority: random.pick(["LOW", "NORMAL", "HIGH", "URGENT"]),
    channel: random.pick(["WEB", "PORTAL", "PHONE", "API", "IMPORT"]),
    tags: random.some(["hot", "t 1", "", "{x}"], random.below(3)),
    customer_id: contact?.customer ?? w.maybe(0.6, () => random.pick(desk.customers)),
    contact_id: contact?.id ?? null,
    asset_id: w.maybe(0.6, () => random.pick(desk.assets)),
    assignee_id: w.maybe(0.6, () => random.pick(desk.staff)),
    assigned_at: w.maybe(0.6, () => w.at(-49, -41)),
    team_id: w.maybe(0.7, () => random.pick(desk.teams)),
    branch_id: w.maybe(0.3, () => random.pick(desk.branches)),
    confidential: random.chance(0.3),
    due_at: due,
    sla_due_at: due ?? w.maybe(0.5, () => w.at(-30, -10)),
    sla_met_at: resolved,
    escalation_level: random.below(3),
    parent_id: w.maybe(0.3, () => earlier[random.below(earlier.length)] ?? null),
    merged_into_id: state === "CANCELED" && random.chance(0.3) ? (earlier[0] ?? null) : null,
    satisfaction_score: rated ? 1 + random.below(5) : null,
    satisfaction_comment: rated ? w.maybe(0.5, () => w.words()) : null,
    satisfaction_at: rated ? w.at(-5, 0) : null,
    satisfaction_by_id: rated ? (contact?.id ?? null) : null,
    reopen_count: random.below(3),
    opened_at: opened,
    opened_by_id: w.maybe(0.8, () => random.pick(desk.people)),
    first_responded_at: w.maybe(0.5, () => w.at(-49, -41)),
    resolved_at: resolved,
    closed_at: state === "CLOSED" ? w.at(-10, 0) : null,
    canceled_at: state === "CANCELED" ? w.at(-10, 0) : null,
    cancel_reason: state === "CANCELED" ? w.words() : null,
    updated_at: w.at(-10, 0),
    version: 1 + random.below(9),
  });
  for (const person of random.some(desk.staff, random.below(3)))
    await w.put("case_collaborator", { case_id: id, person_id: person, added_at: w.at(-40, -39) });
  for (const person of random.some(desk.people, random.below(3)))
    await w.put("case_person", {
      case_id: id,
      person_id: person,
      relation: w.words(1),
      note: w.maybe(0.5, () => w.words()),
    });
  await tell(w, desk, id, { kind: "OPENED", type: "CASE_CREATED", data: JSON.stringify({ number: "C-1" }) });
  const resolutions = resolved ? 1 + random.below(2) : random.below(2);
  for (let n = 0; n < resolutions; n++) {
    const current = resolved !== null && n === resolutions - 1;
    await w.put("case_resolution", {
      id: w.id(99),
      case_id: id,
      path_id: await one("resolution_path"),
      notes: w.words(),
      resolved_at: w.at(-40, -20),
      resolved_by_id: w.maybe(0.8, () => random.pick(desk.staff)),
      current,
    });
    await tell(w, desk, id, { kind: "RESOLVED", type: "CASE_RESOLVED", data: JSON.stringify({ path: "repaired" }) });
  }
  for (let n = random.below(4); n > 0; n--) await writeComment(w, desk, id);
  for (let n = random.below(4); n > 0; n--) await writeActivity(w, desk, id);
  return id;
}

async function tell(w: Writer, desk: Desk, caseId: string, event: Record<string, unknown>): Promise<void> {
  const changes = w.random.chance(0.5) ? [] : [{ field: "priority", from: "LOW", to: w.maybe(0.7, () => "HIGH") }];
  await w.put("event", {
    subject_id: caseId,
    case_id: caseId,
    actor_id: w.maybe(0.8, () => w.random.pick(desk.people)),
    at: w.at(-90, 0),
    changes: JSON.stringify(changes),
    ...event,
  });
  if (!w.random.chance(0.4)) return;
  const [seq] = await w.ids("SELECT max(seq)::text AS id FROM event");
  const words = JSON.stringify([{ field: "title", from: w.words(1), to: w.words(1) }]);
  await w.put("event_words", { event_seq: seq, note: w.maybe(0.6, () => w.words()), changes: words });
}

async function writeComment(w: Writer, desk: Desk, caseId: string): Promise<void> {
  const internal = w.random.chance(0.4);
  const id = await w.put("comment", {
    id: w.id(24),
    case_id: caseId,
    author_id: w.maybe(0.9, () => w.random.pick(desk.people)),
    body: w.words(6),
    internal,
    created_at: w.at(-40, 0),
    edited_at: w.maybe(0.2, () => w.at(-5, 0)),
  });
  const data = JSON.stringify({ internal });
  await tell(w, desk, caseId, { kind: "COMMENTED", type: "COMMENT_ADDED", comment_id: id, data });
}

async function writeActivity(w: Writer, desk: Desk, caseId: string | null): Promise<void> {
  const { random } = w;
  const kind = random.pick(["TASK", "TASK", "PHONE_CALL", "EMAIL", "APPOINTMENT"]);
  const state = random.pick(["OPEN", "OPEN", "COMPLETED", "CANCELED"]);
  const talks = kind === "PHONE_CALL" || kind === "EMAIL";
  const meets = kind === "APPOINTMENT";
  const id = await w.put("activity", {
    id: w.id(27),
    kind,
    subject: w.words(2),
    description: w.maybe(0.5, () => w.words()),
    state,
    priority: random.pick(["LOW", "NORMAL", "HIGH", "URGENT"]),
    case_id: caseId,
    customer_id: w.maybe(0.5, () => random.pick(desk.customers)),
    assignee_id: w.maybe(0.6, () => random.pick(desk.staff)),
    team_id: w.maybe(0.3, () => random.pick(desk.teams)),
    due_at: w.maybe(0.6, () => w.at(-10, 20)),
    started_at: w.maybe(0.5, () => w.at(-29, -6)),
    completed_at: state === "COMPLETED" ? w.at(-5, 0) : null,
    completed_by_id: state === "COMPLETED" ? random.pick(desk.staff) : null,
    outcome: w.maybe(0.3, () => w.words()),
    time_spent: w.maybe(0.5, () => random.pick(["90 minutes", "25 hours", "0"])),
    created_at: w.at(-30, -1),
    created_by_id: w.maybe(0.9, () => random.pick(desk.staff)),
    direction: talks ? random.pick(["INCOMING", "OUTGOING"]) : null,
    with_person_id: talks ? w.maybe(0.7, () => random.pick(desk.people)) : null,
    phone: kind === "PHONE_CALL" ? "+43 3 456" : null,
    duration: kind === "PHONE_CALL" ? "00:07:00" : null,
    from_address: kind === "EMAIL" ? "a@example.org" : null,
    to_addresses: kind === "EMAIL" ? ["b@example.org", "c@example.org"] : [],
    starts_at: meets ? w.at(1, 3) : null,
    ends_at: meets ? w.at(4, 6) : null,
    purpose: meets ? random.pick(["SERVICE", "INSTALLATION"]) : null,
    location: meets ? w.maybe(0.5, () => w.words(1)) : null,
    contact_id: meets ? w.maybe(0.5, () => random.pick(desk.contacts).id) : null,
  });
  if (caseId) await tell(w, desk, caseId, { kind: "ACTIVITY_ADDED", type: "ACTIVITY_CREATED", activity_id: id });
}
