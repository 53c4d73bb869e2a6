import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { changesOf } from "../changes";
import { Customer, type CustomerKind } from "../customer.entity";
import { branchByKey } from "../people.steps";

/** What is left out stays, null clears, a list replaces the whole list. */
export interface UpdateCustomer {
  readonly externalId?: string | null;
  readonly kind?: CustomerKind;
  readonly name?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly timeZone?: string | null;
  readonly branch?: string | null;
  readonly tags?: readonly string[];
  readonly active?: boolean;
}

/** Told by words that people wrote, which can be taken away later. */
const WORDS: ReadonlySet<string> = new Set(["name", "email", "phone", "address", "externalId", "tags"]);

/** Changes a customer. By PEOPLE_WRITE. */
export function updateCustomer(ctx: Ctx, id: string, input: UpdateCustomer, expectedVersion?: number | null) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const c = raw("c");
    const row = await work.one<{ version: number } & Record<string, unknown>>(sql`SELECT c.version,
        c.external_id AS "externalId", c.kind, c.name, c.email, c.phone, c.address, c.time_zone AS "timeZone",
        c.branch_id AS branch, c.tags, c.active
      FROM customer c WHERE c.id = ${id} AND ${work.scope.visible(Customer, c)} FOR UPDATE OF c`);
    if (!row) throw notFound("The customer");
    if (expectedVersion != null && expectedVersion !== row.version)
      throw conflict("The customer was changed by somebody else.", { currentVersion: row.version });
    const branch = input.branch == null ? input.branch : (await branchByKey(work, input.branch, "input.branch")).id;
    const values = {
      externalId: input.externalId,
      kind: input.kind,
      name: input.name,
      email: input.email,
      phone: input.phone,
      address: input.address,
      timeZone: input.timeZone,
      branch,
      tags: input.tags && [...new Set(input.tags)],
      active: input.active,
    };
    const changes = changesOf(row, values);
    if (changes.length > 0) {
      await work.update(Customer, { id, version: row.version }, values);
      work.record({
        kind: "UPDATED",
        type: "CUSTOMER_UPDATED",
        subjectId: id,
        changes: changes.filter((change) => !WORDS.has(change.field)),
        words: { changes: changes.filter((change) => WORDS.has(change.field)) },
      });
    }
    return { customer: id };
  });
}
