import { setTimeout as pause } from "node:timers/promises";
import { Client, type Notification, type Pool } from "pg";
import type { Logger } from "../log";

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

/**
 * One connection beside the pool, so that the log goes on while commands fill the pool. It is opened when it is first
 * used, and again after it was lost.
 */
export class OwnConnection {
  private client: Client | null = null;
  private opening: Promise<Client> | null = null;
  private readonly closing = new AbortController();
  private failures = 0;

  constructor(
    private readonly pool: Pool,
    private readonly log: Logger,
    /** As the database's list of sessions shows it. */
    private readonly name: string,
    private readonly prepare: (client: Client) => Promise<unknown>,
    private readonly onNotification: (notification: Notification) => void = () => {},
  ) {}

  /** True while the last use went well and the connection stands. */
  get connected(): boolean {
    return this.client !== null;
  }

  /** Runs `use` on the connection; after an error the connection is taken to be lost. */
  async with<T>(use: (client: Client) => Promise<T>): Promise<T> {
    const client = this.client ?? (await this.opened());
    try {
      const answer = await use(client);
      this.failures = 0;
      return answer;
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  /** Logs an error and waits a little longer after each one in a row; at once when the connection is closed. */
  async afterFailure(error: unknown): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.failures++;
    const wait = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS);
    this.log.warn({ err: error, connection: this.name, failures: this.failures }, "a database connection was lost");
    await pause(wait, undefined, { signal: this.closing.signal }).catch(() => {});
  }

  /** Ends the connection for good. */
  async close(): Promise<void> {
    this.closing.abort();
    const client = this.client ?? (await this.opening?.catch(() => null));
    this.client = null;
    await client?.end().catch(() => {});
  }

  private opened(): Promise<Client> {
    this.opening ??= this.open();
    return this.opening;
  }

  private async open(): Promise<Client> {
    const client = new Client({
      ...this.pool.options,
      // The pool hides it from enumeration.
      password: this.pool.options.password,
      application_name: `casegraph ${this.name}`,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      // A network that swallows everything looks like a slow answer: give up, and connect anew.
      query_timeout: 15_000,
    });
    try {
      if (this.closing.signal.aborted) throw new Error("closed");
      client.on("error", () => this.drop(client));
      client.on("end", () => this.drop(client));
      client.on("notification", this.onNotification);
      await client.connect();
      await this.prepare(client);
      this.client = client;
      return client;
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    } finally {
      this.opening = null;
    }
  }

  private drop(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
    client.end().catch(() => {});
  }
}
