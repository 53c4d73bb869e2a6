import { Customer } from "../people/customer.entity";
import { newId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import { conflictOn } from "../platform/transact";
import type { Work } from "../platform/work";
import type { Kept, Keys, Kind } from "./keep.steps";
import { type Check, either, keep } from "./told.rules";

/** One line as another system tells it; it is told whole, so that what is left out is empty. */
export interface OrderLineRow {
  readonly lineNumber: number;
  readonly sku?: string | null;
  readonly quantity: number;
  readonly description?: string | null;
}

/** An order as another system tells it. Left out stays, null clears, lines given replace the order's. */
export interface OrderRow {
  readonly externalId?: string | null;
  readonly number: string;
  readonly customerId?: string | null;
  readonly customerExternalId?: string | null;
  readonly placedAt?: Date | null;
  readonly url?: string | null;
  readonly lines?: readonly OrderLineRow[] | null;
}

interface Line {
  readonly lineNumber: number;
  readonly productId: string | null;
  readonly quantity: number;
  readonly description: string | null;
  /** A case or a supplier return names it: it is never taken away. */
  readonly named: boolean;
}

interface OrderFacts extends Keys {
  readonly customerId: string | null;
  readonly placedAt: string | null;
  readonly url: string | null;
  /** By line number. */
  readonly lines: readonly Line[];
}

/** The most lines of one order. */
const MOST_LINES = 1000;

conflictOn("sales_order_number_key", "An order with this number is there already.");
conflictOn("sales_order_external_id_key", "An order with this externalId is there already.");

export const orders: Kind<OrderRow, OrderFacts> = {
  one: "An order",
  type: 15,
  field: "number",
  number: (row) => row.number,
  externalId: (row) => row.externalId,

  async standing(work, externalIds, numbers) {
    const rows = await work.query<Omit<OrderFacts, "placedAt" | "lines"> & { id: string; placedAt: Date | null }>(sql`
      SELECT id, external_id AS "externalId", number, customer_id AS "customerId", placed_at AS "placedAt", url
      FROM sales_order
      WHERE external_id = ANY (${externalIds}::text[]) OR number = ANY (${numbers}::text[]) ORDER BY id FOR UPDATE`);
    const lines = await linesOf(
      work,
      rows.map((row) => row.id),
    );
    return rows.map(({ id, placedAt, ...rest }) => {
      const facts = { ...rest, placedAt: placedAt?.toISOString() ?? null, lines: lines.get(id) ?? [] };
      return { id, was: facts, facts };
    });
  },

  async settling(work, rows) {
    const known = await named(work, rows);
    return (check, row, was) => ({
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
      placedAt: keep(row.placedAt === undefined ? undefined : (row.placedAt?.toISOString() ?? null), was?.placedAt),
      url: keep(row.url, was?.url),
      lines: settledLines(check, row, was?.lines ?? [], known.products),
    });
  },

  async insert(work, things) {
    const made = await work.query(sql`
      INSERT INTO sales_order (id, external_id, number, customer_id, placed_at, url, created_at, updated_at)
      SELECT told.id, told.external_id, told.number, told.customer_id, told.placed_at, told.url, ${work.now}, ${work.now}
      FROM ${told(things)} ON CONFLICT DO NOTHING RETURNING id`);
    if (made.length === things.length) await writeLines(work, things);
    return made.length;
  },

  async update(work, things) {
    await work.query(sql`
      UPDATE sales_order o SET external_id = told.external_id, number = told.number, customer_id = told.customer_id,
        placed_at = told.placed_at, url = told.url, updated_at = ${work.now}
      FROM ${told(things)} WHERE o.id = told.id`);
    await writeLines(work, things);
  },
};

/** The lines of these orders. They are locked before it is seen who names them, so that no case can name one unseen. */
async function linesOf(work: Work, orderIds: readonly string[]): Promise<Map<string, Line[]>> {
  const found = new Map<string, Line[]>();
  if (orderIds.length === 0) return found;
  await work.query(sql`SELECT FROM order_line WHERE order_id = ANY (${orderIds}::uuid[]) ORDER BY id FOR UPDATE`);
  const rows = await work.query<Line & { orderId: string }>(sql`
    SELECT l.order_id AS "orderId", l.line_number AS "lineNumber", l.product_id AS "productId", l.quantity, l.description,
      EXISTS (SELECT FROM service_case c WHERE c.order_line_id = l.id)
        OR EXISTS (SELECT FROM supplier_return r WHERE r.order_line_id = l.id) AS named
    FROM order_line l WHERE l.order_id = ANY (${orderIds}::uuid[]) ORDER BY l.order_id, l.line_number`);
  for (const { orderId, ...line } of rows) {
    const lines = found.get(orderId);
    if (lines) lines.push(line);
    else found.set(orderId, [line]);
  }
  return found;
}

function settledLines(
  check: Check,
  row: OrderRow,
  standing: readonly Line[],
  known: Readonly<Record<string, string>>,
): readonly Line[] {
  if (row.lines === undefined) return standing;
  const given = row.lines ?? [];
  if (given.length > MOST_LINES) check.say("lines", "maxItems", `an order has at most ${MOST_LINES} lines`);
  const lines = new Map(standing.filter((line) => line.named).map((line) => [line.lineNumber, line]));
  const seen = new Set<number>();
  given.forEach((line, i) => {
    const at = (field: string) => `lines.${i}.${field}`;
    if (seen.has(line.lineNumber)) check.say(at("lineNumber"), "unique", "this line number is there twice");
    seen.add(line.lineNumber);
    check.atLeast(at("lineNumber"), 0, line.lineNumber);
    check.atLeast(at("quantity"), 0, line.quantity);
    if ((line.description?.length ?? 0) > 10_000)
      check.say(at("description"), "maxLength", "this has at most 10000 characters");
    lines.set(line.lineNumber, {
      lineNumber: line.lineNumber,
      productId:
        line.sku == null ? null : check.found(at("sku"), known, line.sku, `no product has the sku \`${line.sku}\``),
      quantity: line.quantity,
      description: line.description ?? null,
      named: lines.get(line.lineNumber)?.named ?? false,
    });
  });
  return [...lines.values()].sort((a, b) => a.lineNumber - b.lineNumber);
}

interface Named {
  readonly customerIds: Readonly<Record<string, string>>;
  readonly customers: Readonly<Record<string, string>>;
  readonly products: Readonly<Record<string, string>>;
}

/** Everything that the rows name, in one statement: by id what the viewer sees, by another system's names whatever is there. */
async function named(work: Work, rows: readonly OrderRow[]): Promise<Named> {
  const ids = rows.flatMap((row) => row.customerId ?? []);
  const externalIds = rows.flatMap((row) => row.customerExternalId ?? []);
  const skus = [...new Set(rows.flatMap((row) => row.lines?.flatMap((line) => line.sku ?? []) ?? []))];
  if (ids.length + externalIds.length + skus.length === 0) return { customerIds: {}, customers: {}, products: {} };
  const found = await work.one<{ named: Named }>(sql`SELECT json_build_object(
    'customerIds', coalesce((SELECT json_object_agg(c.id, c.id) FROM customer c
      WHERE c.id = ANY (${ids}::uuid[]) AND ${work.scope.visible(Customer, raw("c"))}), '{}'),
    'customers', coalesce((SELECT json_object_agg(external_id, id) FROM customer
      WHERE external_id = ANY (${externalIds}::text[])), '{}'),
    'products', coalesce((SELECT json_object_agg(sku, id) FROM product WHERE sku = ANY (${skus}::text[])), '{}')) AS named`);
  return found!.named;
}

/** Makes the lines in the database those of the facts: by line number, so that a line stays the same line. */
async function writeLines(work: Work, things: readonly Kept<OrderFacts>[]): Promise<void> {
  const lines = things.flatMap(({ id, facts }) =>
    facts.lines.map((line) => ({
      id: newId(14),
      order_id: id,
      line_number: line.lineNumber,
      product_id: line.productId,
      quantity: line.quantity,
      description: line.description,
    })),
  );
  const rows = sql`json_to_recordset(${JSON.stringify(lines)}::json) AS told (id uuid, order_id uuid, line_number int,
    product_id uuid, quantity int, description text)`;
  if (things.some((thing) => (thing.was?.lines.length ?? 0) > 0))
    await work.query(sql`DELETE FROM order_line l WHERE l.order_id = ANY (${things.map((thing) => thing.id)}::uuid[])
      AND NOT EXISTS (SELECT FROM ${rows} WHERE told.order_id = l.order_id AND told.line_number = l.line_number)`);
  if (lines.length > 0)
    await work.query(sql`
      INSERT INTO order_line AS l (id, order_id, line_number, product_id, quantity, description)
      SELECT told.id, told.order_id, told.line_number, told.product_id, told.quantity, told.description FROM ${rows}
      ON CONFLICT (order_id, line_number) DO UPDATE
        SET product_id = excluded.product_id, quantity = excluded.quantity, description = excluded.description
        WHERE (l.product_id, l.quantity, l.description)
          IS DISTINCT FROM (excluded.product_id, excluded.quantity, excluded.description)`);
}

const told = (things: readonly Kept<OrderFacts>[]) =>
  sql`json_to_recordset(${JSON.stringify(
    things.map(({ id, facts }) => ({
      id,
      external_id: facts.externalId,
      number: facts.number,
      customer_id: facts.customerId,
      placed_at: facts.placedAt,
      url: facts.url,
    })),
  )}::json) AS told (id uuid, external_id text, number text, customer_id uuid, placed_at timestamptz, url text)`;
