import { parseArgs } from "node:util";
import { UsageError } from "../terminal";
import { rejectedPath } from "./rejectedRows";
import { type Target, targets } from "./targets";

export interface ImportOptions {
  readonly target: Target;
  readonly file: string;
  /** Null: the columns are named as the fields. */
  readonly map: string | null;
  readonly url: string | null;
  readonly token: string | null;
  readonly rejected: string;
  readonly batch: number;
  readonly parallel: number;
  readonly patience: number;
  readonly dryRun: boolean;
}

export const IMPORT_USAGE = `casegraph import ${[...targets.keys()].join("|")} FILE.csv[.gz] [--map MAPPING.json]

Reads a CSV file as the mapping says and sends it to a server. It may be run again at any time: what is there
already is brought up to date, and what is the same stays untouched.

  --map FILE          the mapping (docs/importing.md); without one the columns are named as the fields of the API
  --url URL           the server (CASEGRAPH_URL, else http://127.0.0.1:4000)
  --token TOKEN       an API token with DATA_TRANSFER (CASEGRAPH_TOKEN, which no list of processes shows)
  --dry-run           reads, maps and reports; sends nothing
  --rejected FILE     where refused rows go, with reasons (beside the input as NAME.rejected.csv)
  --batch N           rows in one request, 1 to 1000 (500)
  --parallel N        requests under way at once, 1 to 4 (2)
  --patience SECONDS  how long to try again while the server is away or busy (60)

Exit codes: 0 all done, 1 some rows refused, 64 wrong usage, mapping or file, 69 server unreachable,
78 wrong settings (token), 130 interrupted.
`;

/** Reads the arguments after `import`; null where help was asked for. */
export function importOptions(argv: readonly string[]): ImportOptions | null {
  const { values, positionals } = parsed(argv);
  if (values.help) return null;
  const [name, file, ...more] = positionals;
  const target = targets.get(name ?? "");
  if (!target)
    throw new UsageError(
      `${name ? `"${name}" cannot be imported` : "what to import is missing"}: it takes ${[...targets.keys()].join(", ")}`,
    );
  if (!file) throw new UsageError("the FILE to import is missing");
  if (more.length > 0) throw new UsageError(`one FILE at a time, not also ${more.join(" ")}`);
  return {
    target,
    file,
    map: values.map ?? null,
    url: values.url === undefined ? null : address(values.url),
    token: values.token ?? null,
    rejected: values.rejected ?? rejectedPath(file),
    batch: whole("batch", values.batch, 500, 1, 1000),
    parallel: whole("parallel", values.parallel, 2, 1, 4),
    patience: whole("patience", values.patience, 60, 0, 86_400),
    dryRun: values["dry-run"] ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        map: { type: "string" },
        url: { type: "string" },
        token: { type: "string" },
        rejected: { type: "string" },
        batch: { type: "string" },
        parallel: { type: "string" },
        patience: { type: "string" },
        "dry-run": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function address(text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new UsageError("--url must start with http: or https:");
  return text;
}

function whole(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}`);
  }
  return value;
}
