import type { Pool, PoolClient } from "pg";
import { isConnectionLost } from "../faults";
import { type Run, valuesOf } from "../sql";
import type { ReadFinished } from "./declare";
import { MARKER, type Plan } from "./plan";
import { type Rows, TextQuery } from "./textQuery";

/** How many prepared statements one connection holds before it forgets them all. */
const PREPARED_MOST = 500;

/** Runs plans on a pool and answers their rows as text. */
export class Runner {
  constructor(
    private readonly pool: Pool,
    /** False behind a pooler that hands a connection to another client between statements. */
    private readonly prepare: boolean,
    /** Null: as long as the connection lets a statement run. */
    private readonly timeoutMs: number | null,
  ) {}

  async run(plan: Plan, run: Run, context: unknown): Promise<(string | null)[][]> {
    const values = valuesOf(plan.statement.params, run);
    for (const check of plan.checks) check.of(run);
    // A plan that comes once is not worth a name on every connection.
    const named = this.prepare && plan.prepared && plan.uses++ > 0;
    const rows = await this.rows(named ? plan.name : "", plan.statement.text, values);
    return plan.finished.length === 0 ? rows : finishRows(rows, plan.finished, context);
  }

  /**
   * Once for each connection; commands bring their own limit, and migrations are through by then. Not behind a pooler, where
   * the setting would reach whoever is given that connection next: there it is the database role's.
   */
  private limit(client: PoolClient): void {
    if (this.timeoutMs === null || !this.prepare || (client as { limited?: true }).limited) return;
    (client as { limited?: true }).limited = true;
    client.query(`SET statement_timeout = ${Math.ceil(this.timeoutMs)}`).catch(() => {
      // Lost; the query behind it says so.
    });
  }

  private rows(name: string, text: string, values: readonly unknown[]): Promise<Rows> {
    return new Promise((resolve, reject) => {
      this.pool.connect((lost, client, release) => {
        if (lost || !client) {
          reject(lost);
          return;
        }
        const query = new TextQuery(name, text, values, (error, rows) => {
          release(isConnectionLost(error) ? true : undefined);
          if (error) reject(error);
          else resolve(rows);
        });
        if (name) forget(client);
        this.limit(client);
        // Commands send ahead; a query of our own class may not, and a connection at rest takes either.
        (client as { pipeline?: boolean }).pipeline = false;
        client.query(query);
      });
    });
  }
}

/** Bounds the statements that one connection keeps prepared, on both of its ends. */
function forget(client: PoolClient): void {
  const connection = (client as unknown as { connection: { parsedStatements: Record<string, string> } }).connection;
  const held = (client as { held?: number }).held ?? 0;
  (client as { held?: number }).held = held + 1;
  // Counting is cheap, counting keys is not: look only now and then.
  if (held % 64 !== 63 || Object.keys(connection.parsedStatements).length < PREPARED_MOST) return;
  // It goes ahead of the query that comes next on this connection.
  client.query("DEALLOCATE ALL").catch(() => {});
  connection.parsedStatements = {};
}

/** Runs the functions of finished fields over all their places at once and writes the values in. */
async function finishRows(
  rows: readonly (string | null)[][],
  finished: readonly ReadFinished["finish"][],
  context: unknown,
): Promise<(string | null)[][]> {
  const places: { needs: Record<string, unknown>; put: (value: unknown) => void }[][] = finished.map(() => []);
  const walk = (value: unknown, put: (value: unknown) => void): void => {
    if (value === null || typeof value !== "object") return;
    if (MARKER in value) {
      const { [MARKER]: number, needs } = value as Record<string, unknown>;
      places[number as number]!.push({ needs: needs as Record<string, unknown>, put });
      return;
    }
    const inside = value as Record<string, unknown>;
    for (const [key, item] of Object.entries(inside))
      walk(item, (v) => {
        inside[key] = v;
      });
  };
  const parsed = rows.map((row) => row.map((cell) => ({ v: cell === null ? null : (JSON.parse(cell) as unknown) })));
  for (const row of parsed)
    for (const cell of row)
      walk(cell.v, (v) => {
        cell.v = v;
      });
  await Promise.all(
    places.map(async (found, i) => {
      if (found.length === 0) return;
      const values = await finished[i]!(
        found.map((place) => place.needs),
        context,
      );
      for (const [j, place] of found.entries()) place.put(values[j] ?? null);
    }),
  );
  return parsed.map((row, i) => row.map((cell, j) => (rows[i]![j] === null ? null : JSON.stringify(cell.v))));
}
