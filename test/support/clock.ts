import type { Pool, PoolClient } from "pg";

/** The database's clock in the hands of a test. It goes on from where it is set. */
export interface Clock {
  /** From now on it is this instant. */
  set(instant: string | Date): void;
  /** So many ms later than it would be. */
  advance(ms: number): void;
  /** What the clock shows. */
  now(): Date;
}

type Callback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** Moves the clock of every statement that comes through this pool; `changed` is called after each move. */
export function clockOf(pool: Pool, changed: () => void): Clock {
  let offset = 0;
  const offsets = new WeakMap<PoolClient, number>();
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;

  const onTime = async (): Promise<PoolClient> => {
    const client = await connect();
    if ((offsets.get(client) ?? 0) === offset) return client;
    const wanted = offset;
    try {
      await client.query(`SET casegraph.clock_offset = '${wanted / 1000} seconds'`);
      offsets.set(client, wanted);
      return client;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  };
  pool.connect = ((callback?: Callback) => {
    if (!callback) return onTime();
    onTime().then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => {}),
    );
  }) as Pool["connect"];

  const move = (to: number): void => {
    offset = to;
    changed();
  };
  return {
    set: (instant) => move(new Date(instant).getTime() - Date.now()),
    advance: (ms) => move(offset + ms),
    now: () => new Date(Date.now() + offset),
  };
}
