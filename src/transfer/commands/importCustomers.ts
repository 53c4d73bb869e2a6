import { CustomerKind } from "../../people/customer.entity";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { idsByKey, namesIn } from "../named.queries";
import { type Standing, type Target, upsertRows, type Values } from "../tableRows.steps";
import { kept, list, ref, text } from "../texts.rules";
import { tellImported } from "../told.steps";

/** A customer as another system tells it. */
export interface CustomerRow {
  readonly externalId: string;
  readonly kind?: CustomerKind | null;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly timeZone?: string | null;
  /** By key. */
  readonly branch?: string | null;
  readonly tags?: readonly string[] | null;
  readonly active?: boolean | null;
}

const CUSTOMERS: Target = {
  table: "customer",
  type: 6,
  facts: {
    kind: { type: "text" },
    name: { type: "text" },
    email: { type: "text" },
    phone: { type: "text" },
    address: { type: "text" },
    time_zone: { type: "text" },
    branch_id: { type: "uuid" },
    tags: { type: "text[]" },
    active: { type: "boolean" },
  },
};
const WORDS: ReadonlySet<string> = new Set(["name", "email", "phone", "address", "tags"]);

/** Takes customers as another system tells them, each row with its own outcome. By DATA_TRANSFER. */
export function importCustomers(ctx: Ctx, rows: readonly CustomerRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      const branches = await idsByKey(work, "branch", namesIn(rows, "branch"));
      const tally = await upsertRows(work, CUSTOMERS, rows, {
        settle: (row, was) => factsOf(row, was, branches),
        written: async (taken) => {
          for (const { id, was, values } of taken)
            tellImported(work, { noun: "CUSTOMER", subjectId: id }, was?.values ?? null, values, WORDS);
        },
      });
      return { run: await tellRun(work, ImportKind.CUSTOMERS, rows.length, tally) };
    },
    { timeoutMs: 60_000 },
  );
}

function factsOf(row: CustomerRow, was: Standing | null, branches: Readonly<Record<string, string>>): Values {
  const standing = was?.values ?? {};
  text("name", row.name, 200);
  text("phone", row.phone, 100);
  text("address", row.address, 1000, "words");
  list("tags", row.tags, 50, 100);
  return {
    kind: row.kind ?? standing.kind ?? CustomerKind.ORGANIZATION,
    name: row.name,
    email: kept(row.email, standing.email),
    phone: kept(row.phone, standing.phone),
    address: kept(row.address, standing.address),
    time_zone: kept(row.timeZone, standing.time_zone),
    branch_id: ref(branches, "branch", row.branch, "branch", (id) => id, standing.branch_id),
    tags: row.tags === undefined ? (standing.tags ?? []) : [...new Set(row.tags ?? [])],
    active: row.active ?? standing.active ?? true,
  };
}
