import type { House } from "../../src/platform/house";
import { Random } from "./random";
import { type Owed, writeContracts, writeUses } from "./worldContracts";
import { standing, writeClocks } from "./worldClocks";
import { writeEvidence } from "./worldEvidence";
import { type Desk, writePeople } from "./worldPeople";
import { writeTogether } from "./worldTogether";
import { writeQueues } from "./worldQueues";
import { Writer } from "./worldWriter";

/*
 * A small desk, the same for the same seed: people of every role, customers with contacts, cases in every state (some
 * confidential, some without anybody), comments of both kinds, activities of every kind, assets inside assets, what the log
 * tells. Written as rows, past every command: tests of reading want what is awkward, not what is usual.
 */

const STATES = ["NEW", "OPEN", "OPEN", "ON_HOLD", "RESOLVED", "CLOSED", "CANCELED"];

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

async function write(w: Writer): Promise<void> {
  const desk = await writePeople(w);
  const statuses = new Map<string, string>();
  for (const state of new Set(STATES))
    statuses.set(state, (await w.ids(`SELECT id FROM case_status WHERE state = '${state}' AND is_default`))[0]!);
  await writeProcess(w);
  const owed = await writeContracts(w, desk);
  const cases: string[] = [];
  for (let i = 0; i < 36; i++) cases.push(await writeCase(w, { ...desk, owed }, cases, statuses, i));
  for (let i = 0; i < 12; i++) await writeActivity(w, desk, null);
  await w.ids(`UPDATE service_case c SET origin_id = a.id, version = c.version + 1
    FROM (SELECT case_id, min(id::text)::uuid AS id FROM activity WHERE direction = 'INCOMING' GROUP BY case_id) a
    WHERE a.case_id = c.id RETURNING c.id`);
  for (let i = 0; i < 12; i++) await writeArticle(w, desk, cases);
  await writeClocks(w, cases, desk.people);
  for (const owner of desk.people) await writeView(w, owner);
  await writeEvidence(w);
  await writeTogether(w, cases);
  await writeQueues(w, desk.staff);
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

const FILTERS = [
  {},
  { view: "MINE" },
  { state: { in: ["OPEN"] }, customer: { name: { contains: "p" } } },
  // Of fields and values that are no more.
  { color: { eq: "red" } },
  { priority: { eq: "ENORMOUS" } },
];

/** Kept filters, some shared, some of what is no more. */
async function writeView(w: Writer, owner: string): Promise<void> {
  while (w.random.chance(0.5))
    await w.put("saved_view", {
      id: w.id(45),
      name: w.words(2),
      owner_id: owner,
      shared: w.random.chance(0.4),
      filter: JSON.stringify(w.random.pick(FILTERS)),
      order_by: JSON.stringify(w.random.chance(0.5) ? [] : [{ field: "DUE_AT", direction: "DESC" }]),
      position: w.random.below(4),
    });
}

const STAGES: Readonly<Record<string, readonly string[]>> = {
  intake: ["assignee", "description"],
  work: ["customer", "asset", "category", "dueAt"],
  check: [],
};
const stageIds: string[] = [];

/** A process of three stages, of one type's cases. */
async function writeProcess(w: Writer): Promise<void> {
  const process = await w.put("business_process", { id: w.id(37), key: "walk", name: w.words(2), active: true });
  stageIds.length = 0;
  for (const [i, key] of Object.keys(STAGES).entries())
    stageIds.push(
      await w.put("process_stage", {
        id: w.id(0),
        process_id: process,
        key,
        name: w.words(1),
        position: i + 1,
        required_fields: STAGES[key],
      }),
    );
  await w.ids(`UPDATE case_type SET process_id = '${process}' WHERE key = 'repair' RETURNING id`);
}

async function writeCase(
  w: Writer,
  desk: Desk & { readonly owed: readonly Owed[] },
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
  const order = w.maybe(0.4, () => random.pick(desk.orders));
  const customer = contact?.customer ?? w.maybe(0.6, () => random.pick(desk.customers));
  const owed = desk.owed.filter((one) => one.customer === customer && random.chance(0.7))[0];
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
    hold_until: state === "ON_HOLD" && i % 2 === 0 ? new Date(opened.getTime() + 864_000_000) : null,
    stage_id: stageIds[i % 4] ?? null,
    stage_entered_at: stageIds[i % 4] ? opened : null,
    process_completed: i % 8 === 2,
    priority: random.pick(["LOW", "NORMAL", "HIGH", "URGENT"]),
    channel: random.pick(["WEB", "PORTAL", "PHONE", "API", "IMPORT"]),
    tags: random.some(["hot", "t 1", "", "{x}"], random.below(3)),
    customer_id: customer,
    entitlement_id: owed?.id ?? null,
    contract_id: owed?.contract ?? null,
    contact_id: contact?.id ?? null,
    asset_id: w.maybe(0.6, () => random.pick(desk.assets)),
    order_id: order?.id ?? null,
    order_line_id: order && order.lines.length > 0 ? w.maybe(0.7, () => random.pick(order.lines)) : null,
    product_id: w.maybe(0.3, () => random.pick(desk.products)),
    work_order_id: w.maybe(0.3, () => random.pick(desk.workOrders)),
    assignee_id: w.maybe(0.6, () => random.pick(desk.staff)),
    assigned_at: w.maybe(0.6, () => w.at(-49, -41)),
    team_id: w.maybe(0.7, () => random.pick(desk.teams)),
    branch_id: w.maybe(0.3, () => random.pick(desk.branches)),
    confidential: random.chance(0.3),
    due_at: due,
    ...standing(w, state, due),
    escalation_level: random.below(3),
    parent_id: w.maybe(0.3, () => earlier[random.below(earlier.length)] ?? null),
    merged_into_id: state === "CANCELED" && random.chance(0.6) ? (earlier[random.below(earlier.length)] ?? null) : null,
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
  if (random.chance(0.3))
    await w.put("supplier_return", {
      id: w.id(17),
      case_id: id,
      supplier: w.words(1),
      order_line_id: w.maybe(0.6, () => random.pick(desk.orders.flatMap((one) => one.lines))),
      product_id: w.maybe(0.6, () => random.pick(desk.products)),
      quantity: 1 + random.below(3),
      status: random.pick(["OPEN", "SENT", "CREDITED"]),
      notes: w.maybe(0.5, () => w.words()),
      opened_by_id: w.maybe(0.8, () => random.pick(desk.staff)),
    });
  if (owed) await writeUses(w, id, owed.id);
  for (let n = random.below(4); n > 0; n--) await writeComment(w, desk, id);
  for (let n = random.below(4); n > 0; n--) await writeActivity(w, desk, id);
  return id;
}

async function writeArticle(w: Writer, desk: Desk, cases: readonly string[]): Promise<void> {
  const { random } = w;
  const state = random.pick(["DRAFT", "PUBLISHED", "PUBLISHED", "ARCHIVED"]);
  const id = await w.put("article", {
    id: w.id(38),
    title: w.words(3).replace("\n", " "),
    body: w.words(9),
    state,
    internal: random.chance(0.4),
    tags: random.some(["hot", "t 1", "{x}"], random.below(3)),
    author_id: w.maybe(0.9, () => random.pick(desk.staff)),
    published_at: state === "DRAFT" ? null : w.at(-30, -10),
    created_at: w.at(-60, -40),
    updated_at: w.at(-9, 0),
    version: 4,
  });
  for (let version = 1; version < 4 - random.below(3); version++)
    await w.put("article_wording", {
      id: w.id(99),
      article_id: id,
      version,
      title: w.words(1),
      body: w.words(),
      internal: random.chance(0.5),
      tags: [],
      replaced_at: w.at(-39, -10),
      replaced_by_id: w.maybe(0.8, () => random.pick(desk.staff)),
    });
  for (const one of random.some([...cases], random.below(4)))
    await w.put("case_article", { case_id: one, article_id: id, linked_at: w.at(-5, 0) });
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
  const deleted = w.maybe(0.1, () => w.at(-5, 0));
  const id = await w.put("comment", {
    id: w.id(24),
    case_id: caseId,
    author_id: w.maybe(0.9, () => w.random.pick(desk.people)),
    body: deleted ? "" : w.words(6),
    internal,
    deleted_at: deleted,
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
    // Whoever is picked twice is booked twice.
    allows_overlap: meets,
    purpose: meets ? random.pick(["SERVICE", "INSTALLATION"]) : null,
    location: meets ? w.maybe(0.5, () => w.words(1)) : null,
    contact_id: meets ? w.maybe(0.5, () => random.pick(desk.contacts).id) : null,
    work_order_id: meets ? w.maybe(0.5, () => random.pick(desk.workOrders)) : null,
    reschedule_count: meets ? random.below(3) : 0,
  });
  const added = { kind: "ACTIVITY_ADDED", type: "ACTIVITY_CREATED", activity_id: id };
  if (caseId) await tell(w, desk, caseId, added);
  // By itself, or from before it was put on its case.
  if (!caseId || random.chance(0.4))
    await tell(w, desk, id, { ...added, kind: random.pick(["ACTIVITY_ADDED", "ACTIVITY_UPDATED"]), case_id: null });
}
