import type { Connection, Submittable } from "pg";

// The driver's own way of writing values; it has no types.
const { prepareValue } = require("pg/lib/utils") as { prepareValue(value: unknown): unknown };

/** What of the driver's connection a query speaks to. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  execute(message: object): void;
  sync(): void;
}

export type Rows = (string | null)[][];

/**
 * A statement whose columns are all text. It asks for no description of its rows and makes no result object of them,
 * which for small answers is half of what the driver's own query costs.
 */
export class TextQuery implements Submittable {
  private readonly rows: Rows = [];
  private failed: Error | null = null;

  constructor(
    /** Empty: the statement is not kept prepared. The driver reads both names. */
    readonly name: string,
    readonly text: string,
    private readonly values: readonly unknown[],
    readonly callback: (error: Error | null, rows: Rows) => void,
  ) {}

  submit(given: Connection): null {
    const connection = given as unknown as Wire;
    const { name, text } = this;
    connection.stream.cork();
    try {
      const standing = name && (connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]);
      if (!standing) {
        connection.parse({ name, text });
        if (name) connection.submittedNamedStatements[name] = text;
      }
      connection.bind({ statement: name, values: this.values, valueMapper: prepareValue });
      connection.execute({});
    } catch (error) {
      // A value that cannot be sent; the connection has to stay in step all the same.
      this.failed = error as Error;
    }
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleDataRow(message: { readonly fields: (string | null)[] }): void {
    this.rows.push(message.fields);
  }

  handleError(error: Error): void {
    this.callback(error, []);
  }

  handleReadyForQuery(): void {
    this.callback(this.failed, this.rows);
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}
