import { invalid, type Violation } from "../../src/platform/errors";
import type { OrderBy, ReadConnection } from "../../src/platform/read/declare";
import { Keyset } from "../../src/platform/read/pages";
import type { Model } from "../../src/platform/read/model";
import { join, raw, sql } from "../../src/platform/sql";
import type { Eyes, Source } from "./oracleRows";

type Given = Readonly<Record<string, unknown>>;

/** Every row of a table in one order, with its place and its cursor. */
export interface Ranks {
  readonly place: ReadonlyMap<string, number>;
  readonly cursors: readonly string[];
}

export function orderOf(read: ReadConnection, args: Given): readonly OrderBy[] {
  const order: OrderBy[] = [];
  for (const item of (args.orderBy ?? []) as readonly { field: string; direction?: string }[])
    if (!order.some((earlier) => earlier.term === item.field))
      order.push({ term: item.field, direction: item.direction === "DESC" ? "DESC" : "ASC" });
  return order.length > 0 ? order : read.defaultOrder;
}

export function ranksOf(
  eyes: Eyes,
  model: Model,
  secret: string,
  read: ReadConnection,
  order: readonly OrderBy[],
): Promise<Ranks> {
  const table = eyes.tables.of(read.of());
  const words = order.map((by) => `${by.term} ${by.direction}`).join();
  return eyes.keep(`ranks ${table.name} ${words}`, async () => {
    const row = raw("the_target");
    const cursor = new Keyset(model.entityOf(read.of()), read, order, secret).cursor(row);
    const id = table.key(row);
    const last = order.at(-1)?.direction ?? "ASC";
    const terms = order.map((by) => sql`${read.orders[by.term]!.sql(row)} ${raw(by.direction)} NULLS LAST`);
    const rows = await eyes.run(
      sql`SELECT ${id} AS id, ${cursor} AS cursor FROM ${table.sql} the_target ORDER BY ${join(terms, ",")}, ${id} ${raw(last)}`,
    );
    return {
      place: new Map(rows.map((one, i) => [String(one.id), i])),
      cursors: rows.map((one) => String(one.cursor)),
    };
  });
}

/** What is wrong with a page's arguments. */
export async function pageFaults(read: ReadConnection, args: Given, ranks: () => Promise<Ranks>): Promise<Violation[]> {
  const faults: Violation[] = [];
  const most = read.maxFirst ?? 200;
  for (const name of ["first", "last"] as const) {
    const size = args[name] as number | null | undefined;
    if (size != null && (size < 0 || size > most)) faults.push({ path: name, rule: "page", message: "" });
  }
  if (args.first != null && args.last != null) faults.push({ path: "last", rule: "page", message: "" });
  for (const name of ["after", "before"] as const)
    if (args[name] != null && !(await ranks()).cursors.includes(args[name] as string))
      faults.push({ path: name, rule: "cursor", message: "" });
  return faults;
}

/** Cuts one page out of all rows of a list. */
export function pageOf(read: ReadConnection, args: Given, rows: readonly Source[], ranks: Ranks) {
  const place = (row: Source) => ranks.place.get(row.id!)!;
  const cursorOf = (row: Source) => ranks.cursors[place(row)]!;
  const bound = (name: string) => {
    if (args[name] == null) return null;
    const found = ranks.cursors.indexOf(args[name] as string);
    if (found < 0) throw invalid({ path: name, rule: "cursor", message: "" });
    return found;
  };
  const [after, before] = [bound("after"), bound("before")];
  const sorted = [...rows].sort((a, b) => place(a) - place(b));
  const within = sorted.filter(
    (row) => (after === null || place(row) > after) && (before === null || place(row) < before),
  );
  const backward = args.last != null;
  const size = ((args.first ?? args.last) as number | null | undefined) ?? read.defaultFirst ?? 50;
  const shown = backward ? within.slice(Math.max(0, within.length - size)) : within.slice(0, size);
  const more = within.length > size;
  return {
    totalCount: rows.length,
    nodes: shown,
    edges: shown.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: {
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
      startCursor: shown[0] ? cursorOf(shown[0]) : null,
      endCursor: shown.length > 0 ? cursorOf(shown.at(-1)!) : null,
    },
  };
}
