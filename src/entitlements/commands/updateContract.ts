import { conflict, invalid, notFound } from "../../platform/errors";
import { typeOfId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { policyByKey } from "../../sla/slaPolicy.queries";
import { Contract } from "../contract.entity";
import { mayWriteContracts } from "../entitlement.policy";
import { changed } from "../rules";
import { wrongDays } from "../term.rules";

/** What is left out stays; null clears. */
export interface UpdateContract {
  readonly externalId?: string | null;
  readonly name?: string;
  readonly startsOn?: string;
  readonly endsOn?: string | null;
  /** By key. */
  readonly slaPolicy?: string | null;
}

interface Standing {
  readonly id: string;
  readonly version: number;
  readonly externalId: string | null;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly slaPolicy: string | null;
}

/** Changes a contract. By SLA_MANAGE. */
export function updateContract(
  ctx: Ctx,
  given: { readonly id: string; readonly input: UpdateContract; readonly expectedVersion?: number | null },
) {
  const { id, input } = given;
  return transact(ctx, async (work) => {
    mayWriteContracts(ctx.viewer);
    const standing =
      typeOfId(id) === 36 &&
      (await work.one<Standing>(sql`SELECT k.id, k.version, k.external_id AS "externalId", k.name,
          k.starts_on::text AS "startsOn", k.ends_on::text AS "endsOn", k.sla_policy_id AS "slaPolicy"
        FROM contract k WHERE k.id = ${id} AND ${work.scope.visible(Contract, raw("k"))} FOR NO KEY UPDATE`));
    if (!standing) throw notFound("The contract");
    if (given.expectedVersion != null && given.expectedVersion !== standing.version)
      throw conflict("The contract was changed by somebody else.", { currentVersion: standing.version });
    const endsOn = input.endsOn === undefined ? standing.endsOn : input.endsOn;
    const wrong = wrongDays(input.startsOn ?? standing.startsOn, endsOn);
    if (wrong.length > 0) throw invalid(...wrong);
    const { policy } = await mustExist(work, {
      policy: input.slaPolicy != null && policyByKey("input.slaPolicy", input.slaPolicy),
    });
    const { externalId, name, startsOn } = input;
    const slaPolicy = input.slaPolicy === undefined ? undefined : policy;
    const values = changed(standing, { externalId, name, startsOn, endsOn, slaPolicy });
    if (values) await work.update(Contract, standing, values);
    return { contract: standing.id };
  });
}
