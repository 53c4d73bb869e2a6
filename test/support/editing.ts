import { type Desk, openDesk } from "./desk";
import { Random } from "./random";
import { replayBreaches } from "./replay";

/** How much is edited: for a time, or so often. */
export interface Editing {
  readonly clients: number;
  readonly cases: number;
  readonly seconds?: number;
  readonly edits?: number;
}

/** A write that named the version that it had read, and was taken. */
interface Guarded {
  readonly case: string;
  readonly version: number;
  readonly token: string;
}

export interface Edited {
  /** What was answered: `done` or a code, for what asked with a version and what did not. */
  readonly answers: Record<string, number>;
  readonly breaches: string[];
}

const CASE_LINE = "case { id }";
const READ = "query ($id: ID!) { case(id: $id) { version description priority } }";
const UPDATE = `mutation ($id: ID!, $input: UpdateCaseInput!, $version: Int) { updateCase(id: $id, input: $input, expectedVersion: $version) { ${CASE_LINE} } }`;

/** What needs no version: each does what it does to a case that is not finished. */
const UNGUARDED = [
  `setCasePriority(id: $id, priority: URGENT) { ${CASE_LINE} }`,
  `setCasePriority(id: $id, priority: LOW) { ${CASE_LINE} }`,
  `updateCase(id: $id, input: { title: $word }) { ${CASE_LINE} }`,
  `assignCase(id: $id, team: "warehouse") { ${CASE_LINE} }`,
  `assignCase(id: $id, team: "support", personId: $me) { ${CASE_LINE} }`,
  `holdCase(id: $id, reason: $word) { ${CASE_LINE} }`,
  `resumeCase(id: $id) { ${CASE_LINE} }`,
  `escalateCase(id: $id, reason: $word) { ${CASE_LINE} }`,
  `tagCase(id: $id, tags: ["red"]) { ${CASE_LINE} }`,
  `untagCase(id: $id, tags: ["red"]) { ${CASE_LINE} }`,
  `commentOnCase(id: $id, body: $word) { comment { id } }`,
  `createTask(input: { caseId: $id, subject: $word }) { activity { id } }`,
];

/** Whoever writes a case or tells of it leaves a note of the transaction, so that both can be held against each other. */
const TRACE = `
  CREATE TABLE traced_version (case_id uuid, was int, became int, tx bigint);
  CREATE TABLE traced_event (case_id uuid, kind text, tx bigint);
  CREATE FUNCTION trace_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO traced_version VALUES (NEW.id, OLD.version, NEW.version, txid_current()); RETURN NULL; END $$;
  CREATE FUNCTION trace_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO traced_event VALUES (NEW.case_id, NEW.kind, txid_current()); RETURN NULL; END $$;
  CREATE TRIGGER zz_trace AFTER UPDATE ON service_case FOR EACH ROW EXECUTE FUNCTION trace_version();
  CREATE TRIGGER zz_trace AFTER INSERT ON event FOR EACH ROW WHEN (NEW.case_id IS NOT NULL AND NEW.case_id = NEW.subject_id)
    EXECUTE FUNCTION trace_event();`;

/**
 * Many clients at few cases, over HTTP: half of them read a case, add a word of their own to its description and send the
 * version that they read; the others do whatever comes. Then nothing may be lost, skipped or untold.
 */
export async function editAtRandom(editing: Editing): Promise<Edited> {
  const desk = await openDesk();
  try {
    await desk.house.pool.query(TRACE);
    const people = await Promise.all(
      Array.from({ length: editing.clients }, (_, i) => desk.person(`Editor${i}`, ["support_lead"])),
    );
    const cases = await Promise.all(
      Array.from({ length: editing.cases }, async () => {
        const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x" } });
        return createCase.case.id;
      }),
    );
    const answers: Record<string, number> = {};
    const guarded: Guarded[] = [];
    const said = (how: string, outcome: string) => {
      answers[`${how} ${outcome}`] = (answers[`${how} ${outcome}`] ?? 0) + 1;
    };
    const until = performance.now() + (editing.seconds ?? 3600) * 1000;
    let left = editing.edits ?? Number.POSITIVE_INFINITY;
    await Promise.all(
      people.map(async ({ id: me, token }, n) => {
        const random = new Random(n + 1);
        for (let i = 0; left > 0 && performance.now() < until; i++) {
          left -= 1;
          const id = random.pick(cases);
          const word = `${n}.${i}`;
          if (random.chance(0.5)) {
            const { data } = await desk.ask(READ, { id }, token);
            const { version, description } = data!.case;
            const input = { description: `${description} ${word}` };
            const { errors } = await desk.ask(UPDATE, { id, input, version }, token);
            said("guarded", errors?.[0]?.extensions.code ?? "done");
            if (!errors) guarded.push({ case: id, version, token: word });
          } else {
            const verb = random.pick(UNGUARDED);
            const used = [verb.includes("$word") && "$word: String!", verb.includes("$me") && "$me: ID!"];
            const declared = ["$id: ID!", ...used.filter((one) => one !== false)].join(", ");
            const given = { id, ...(used[0] && { word }), ...(used[1] && { me }) };
            const { errors } = await desk.ask(`mutation (${declared}) { ${verb} }`, given, token);
            said("unguarded", errors?.[0]?.extensions.code ?? "done");
          }
        }
      }),
    );
    return { answers, breaches: await breachesOf(desk, cases, guarded) };
  } finally {
    await desk.close();
  }
}

async function breachesOf(desk: Desk, cases: readonly string[], guarded: readonly Guarded[]): Promise<string[]> {
  const breaches: string[] = [];
  const claimed = new Set<string>();
  for (const { case: id, version } of guarded) {
    if (claimed.has(`${id} ${version}`)) breaches.push(`${id}: two wrote over version ${version}`);
    claimed.add(`${id} ${version}`);
  }
  for (const id of cases) {
    const [row] = await desk.rows("SELECT version, description FROM service_case WHERE id = $1", id);
    const written = guarded.filter((one) => one.case === id).sort((a, b) => a.version - b.version);
    const expected = written.map(({ token }) => ` ${token}`).join("");
    if (row!.description !== expected) breaches.push(`${id}: it says "${row!.description}" instead of "${expected}"`);
    const steps = await desk.rows<{ was: number; became: number }>(
      "SELECT was, became FROM traced_version WHERE case_id = $1 ORDER BY became",
      id,
    );
    if (steps.some((step, i) => step.was !== i + 1 || step.became !== i + 2) || row!.version !== steps.length + 1)
      breaches.push(`${id}: its versions went ${steps.map(({ became }) => became).join(" ")} up to ${row!.version}`);
    breaches.push(...(await replayBreaches(desk, id)));
  }
  const untold = await desk.rows(
    "SELECT v.case_id, v.became FROM traced_version v WHERE NOT EXISTS (SELECT FROM traced_event e WHERE e.case_id = v.case_id AND e.tx = v.tx)",
  );
  breaches.push(...untold.map(({ case_id, became }) => `${case_id}: version ${became} is not on the timeline`));
  // A comment is told on a case that it does not change.
  const undone = await desk.rows(
    `SELECT e.case_id, e.kind FROM traced_event e WHERE e.kind NOT IN ('COMMENTED', 'OPENED', 'ROUTED', 'ASSIGNED', 'SLA_STARTED')
       AND NOT EXISTS (SELECT FROM traced_version v WHERE v.case_id = e.case_id AND v.tx = e.tx)`,
  );
  breaches.push(...undone.map(({ case_id, kind }) => `${case_id}: ${kind} without a change`));
  return breaches;
}
