import { randomUUID } from "node:crypto";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { differs, KINDS, type Owing } from "./clock.steps";
import { type CaseClocks, clocksOf } from "./clock.queries";
import { beginPauses, endPauses, type WrittenClock, writeClocks } from "./clockRows.steps";
import {
  type CaseCourse,
  type CasePause,
  type Clock,
  type ClockColumns,
  columnsOf,
  derive,
  type Promised,
  toldQuietly,
} from "./derivation";
import { promiseTo, termsOf } from "./terms.queries";

/** A case as an import tells it: what its clocks are derived from, however long ago that was. */
export interface ImportedCase extends Omit<CaseCourse, "pauses"> {
  readonly id: string;
  readonly typeId: string;
  readonly customerId: string | null;
  /** False: it was there before. */
  readonly isNew: boolean;
  readonly held: boolean;
  readonly holdReason: string | null;
}

export interface ImportedClocks {
  columns(caseId: string): ClockColumns;
  /** Once the cases' rows are there. */
  write(): Promise<void>;
}

/** The clocks of imported cases, right in retrospect. Nobody is told what is past. */
export async function importedClocks(work: Work, cases: readonly ImportedCase[]): Promise<ImportedClocks> {
  const now = work.now.getTime();
  const standing = await standingClocks(work, cases);
  const promised = await promisedTo(
    work,
    cases.map((one) => owingOf(one, standing.get(one.id))),
  );
  const plans = cases.map((one) => plan(one, standing.get(one.id), promised(owingOf(one, standing.get(one.id))), now));
  const terms = await termsOf(
    work,
    plans.flatMap(({ clocks }) => clocks.map((clock) => clock.promised)),
  );
  const columns = new Map<string, ClockColumns>();
  const written: WrittenClock[] = [];
  for (const { id, course, clocks } of plans) {
    const is: Clock[] = [];
    for (const { kind, was, before, promised: under } of clocks) {
      const derived = derive(kind, before, terms(under), course, now, randomUUID);
      if (!derived) continue;
      const clock = toldQuietly(derived, now);
      is.push(clock);
      if (differs(was, clock)) written.push({ caseId: id, clock });
    }
    columns.set(id, columnsOf(is));
  }
  return {
    columns: (id) => columns.get(id)!,
    write: async () => {
      await endPauses(
        work,
        plans.flatMap(({ id, ends }) => (ends === null ? [] : [{ caseId: id, at: ends }])),
      );
      await beginPauses(
        work,
        plans.flatMap(({ id, begins }) => (begins === null ? [] : [{ caseId: id, ...begins }])),
      );
      await writeClocks(work, written);
    },
  };
}

async function standingClocks(work: Work, cases: readonly ImportedCase[]): Promise<Map<string, CaseClocks>> {
  const there = cases.filter((one) => !one.isNew).map((one) => one.id);
  if (there.length === 0) return new Map();
  return new Map((await work.query<CaseClocks>(clocksOf(there, null))).map((one) => [one.id, one]));
}

/** Who pays for the former customer's case does not pay for the new one's. */
const owingOf = ({ typeId, customerId }: ImportedCase, was: CaseClocks | undefined): Owing =>
  was && was.customerId === customerId
    ? { typeId, entitlementId: was.entitlementId, contractId: was.contractId }
    : { typeId, entitlementId: null, contractId: null };

const nameOf = ({ typeId, entitlementId, contractId }: Owing): string => `${typeId} ${entitlementId} ${contractId}`;

async function promisedTo(work: Work, owing: readonly Owing[]): Promise<(one: Owing) => Promised> {
  const asked = [...new Map(owing.map((one) => [nameOf(one), one])).values()];
  const subject = { typeId: sql`o."typeId"`, entitlementId: sql`o."entitlementId"`, contractId: sql`o."contractId"` };
  const rows = await work.query<Owing & { promised: Promised }>(sql`
    SELECT o.*, ${promiseTo(subject)} AS promised FROM json_to_recordset(${JSON.stringify(asked)}::json)
      AS o ("typeId" uuid, "entitlementId" uuid, "contractId" uuid)`);
  const promised = new Map(rows.map((row) => [nameOf(row), row.promised]));
  return (one) => promised.get(nameOf(one))!;
}

/** What a case's clocks are to be derived from, and which pause ends or begins with what the row tells. */
function plan(one: ImportedCase, was: CaseClocks | undefined, promised: Promised, now: number) {
  const { priority, openedAt, firstRespondedAt, ended } = one;
  const going = was?.pauses.find((pause) => pause.until === null);
  const ends = going && !one.held ? Math.max(going.from, ended?.at ?? now) : null;
  // Since when it is on hold no row tells: from now on.
  const begins: CasePause | null =
    one.held && !going ? { kind: "HOLD", from: Math.max(now, openedAt), until: null, note: one.holdReason } : null;
  const pauses = [
    ...(was?.pauses ?? []).map((pause) => (pause === going && ends !== null ? { ...pause, until: ends } : pause)),
    ...(begins ? [begins] : []),
  ];
  const course: CaseCourse = { priority, openedAt, firstRespondedAt, ended, pauses };
  const clocks = KINDS.map((kind) => {
    const clock = was?.clocks.find((each) => each.kind === kind);
    const base = clock ?? was?.clocks[0];
    // Under the revision that it started under, unless the row moves it to another policy.
    const under: Promised =
      base && base.policyId === promised.policyId
        ? {
            ...promised,
            policyRevision: base.policyRevision,
            calendarId: base.calendarId,
            calendarRevision: base.calendarNow,
          }
        : promised;
    // One that was started afresh since keeps its start.
    const before = clock && clock.startedAt === was!.openedAt ? { ...clock, startedAt: openedAt } : (clock ?? null);
    return { kind, was: clock, before, promised: under };
  });
  return { id: one.id, course, clocks, ends, begins };
}
