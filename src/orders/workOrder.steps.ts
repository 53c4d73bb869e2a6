import { Asset } from "../assets/asset.entity";
import { Customer } from "../people/customer.entity";
import { raw, sql } from "../platform/sql";
import { conflictOn } from "../platform/transact";
import type { Work } from "../platform/work";
import type { Kept, Keys, Kind } from "./keep.steps";
import { either, keep } from "./told.rules";
import { WorkOrderStatus } from "./workOrder.entity";

/** A work order as another system tells it. Left out stays, null clears; PLANNED when new. */
export interface WorkOrderRow {
  readonly externalId?: string | null;
  readonly number: string;
  readonly customerId?: string | null;
  readonly customerExternalId?: string | null;
  readonly assetId?: string | null;
  readonly assetTag?: string | null;
  readonly status?: WorkOrderStatus | null;
  readonly scheduledAt?: Date | null;
  readonly url?: string | null;
}

interface WorkOrderFacts extends Keys {
  readonly customerId: string | null;
  readonly assetId: string | null;
  readonly status: WorkOrderStatus;
  readonly scheduledAt: string | null;
  readonly url: string | null;
}

conflictOn("work_order_number_key", "A work order with this number is there already.");
conflictOn("work_order_external_id_key", "A work order with this externalId is there already.");

export const workOrders: Kind<WorkOrderRow, WorkOrderFacts> = {
  one: "A work order",
  type: 16,
  field: "number",
  number: (row) => row.number,
  externalId: (row) => row.externalId,

  async standing(work, externalIds, numbers) {
    const rows = await work.query<Omit<WorkOrderFacts, "scheduledAt"> & { id: string; scheduledAt: Date | null }>(sql`
      SELECT id, external_id AS "externalId", number, customer_id AS "customerId", asset_id AS "assetId", status,
        scheduled_at AS "scheduledAt", url
      FROM work_order
      WHERE external_id = ANY (${externalIds}::text[]) OR number = ANY (${numbers}::text[]) ORDER BY id FOR UPDATE`);
    return rows.map(({ id, scheduledAt, ...rest }) => {
      const facts = { ...rest, scheduledAt: scheduledAt?.toISOString() ?? null };
      return { id, was: facts, facts };
    });
  },

  async settling(work, rows) {
    const known = await named(work, rows);
    return (check, row, was) => {
      if (row.status === null) check.say("status", "notNull", "this cannot be null");
      const told = row.scheduledAt === undefined ? undefined : (row.scheduledAt?.toISOString() ?? null);
      return {
        customerId: either(
          check,
          was?.customerId,
          {
            path: "customerId",
            value: row.customerId?.toLowerCase() ?? row.customerId,
            known: known.customerIds,
            missing: () => "no customer has this id",
          },
          {
            path: "customerExternalId",
            value: row.customerExternalId,
            known: known.customers,
            missing: (value) => `no customer is called \`${value}\``,
          },
        ),
        assetId: either(
          check,
          was?.assetId,
          {
            path: "assetId",
            value: row.assetId?.toLowerCase() ?? row.assetId,
            known: known.assetIds,
            missing: () => "no asset has this id",
          },
          {
            path: "assetTag",
            value: row.assetTag,
            known: known.assets,
            missing: (value) => `no asset has the tag \`${value}\``,
          },
        ),
        status: row.status ?? was?.status ?? WorkOrderStatus.PLANNED,
        scheduledAt: keep(told, was?.scheduledAt),
        url: keep(row.url, was?.url),
      };
    };
  },

  async insert(work, things) {
    const made = await work.query(sql`
      INSERT INTO work_order (id, external_id, number, customer_id, asset_id, status, scheduled_at, url, created_at,
        updated_at)
      SELECT told.id, told.external_id, told.number, told.customer_id, told.asset_id, told.status, told.scheduled_at,
        told.url, ${work.now}, ${work.now}
      FROM ${told(things)} ON CONFLICT DO NOTHING RETURNING id`);
    return made.length;
  },

  async update(work, things) {
    await work.query(sql`
      UPDATE work_order w SET external_id = told.external_id, number = told.number, customer_id = told.customer_id,
        asset_id = told.asset_id, status = told.status, scheduled_at = told.scheduled_at, url = told.url,
        updated_at = ${work.now}
      FROM ${told(things)} WHERE w.id = told.id`);
  },
};

interface Named {
  readonly customerIds: Readonly<Record<string, string>>;
  readonly customers: Readonly<Record<string, string>>;
  readonly assetIds: Readonly<Record<string, string>>;
  readonly assets: Readonly<Record<string, string>>;
}

/** Everything that the rows name, in one statement: by id what the viewer sees, by another system's names whatever is there. */
async function named(work: Work, rows: readonly WorkOrderRow[]): Promise<Named> {
  const found = await work.one<{ named: Named }>(sql`SELECT json_build_object(
    'customerIds', coalesce((SELECT json_object_agg(c.id, c.id) FROM customer c
      WHERE c.id = ANY (${rows.flatMap((row) => row.customerId ?? [])}::uuid[])
        AND ${work.scope.visible(Customer, raw("c"))}), '{}'),
    'customers', coalesce((SELECT json_object_agg(external_id, id) FROM customer
      WHERE external_id = ANY (${rows.flatMap((row) => row.customerExternalId ?? [])}::text[])), '{}'),
    'assetIds', coalesce((SELECT json_object_agg(a.id, a.id) FROM asset a
      WHERE a.id = ANY (${rows.flatMap((row) => row.assetId ?? [])}::uuid[])
        AND ${work.scope.visible(Asset, raw("a"))}), '{}'),
    'assets', coalesce((SELECT json_object_agg(tag, id) FROM asset
      WHERE tag = ANY (${rows.flatMap((row) => row.assetTag ?? [])}::text[])), '{}')) AS named`);
  return found!.named;
}

const told = (things: readonly Kept<WorkOrderFacts>[]) =>
  sql`json_to_recordset(${JSON.stringify(
    things.map(({ id, facts }) => ({
      id,
      external_id: facts.externalId,
      number: facts.number,
      customer_id: facts.customerId,
      asset_id: facts.assetId,
      status: facts.status,
      scheduled_at: facts.scheduledAt,
      url: facts.url,
    })),
  )}::json) AS told (id uuid, external_id text, number text, customer_id uuid, asset_id uuid, status text,
    scheduled_at timestamptz, url text)`;
