import { parseArgs } from "node:util";
import { UsageError } from "../terminal";
import { FORMATS } from "./formats";
import { type Source, sources } from "./sources";

export interface ExportOptions {
  readonly source: Source;
  readonly format: string;
  /** Null: standard output. */
  readonly out: string | null;
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly url: string | null;
  readonly token: string | null;
  readonly patience: number;
}

export const EXPORT_USAGE = `casegraph export ${[...sources.keys()].join("|")} [--format csv|ndjson] [--out FILE] [--filter JSON]

Writes all that the token may see, page by page, in the form that casegraph import reads back.

  --format FORMAT     csv (also by --out FILE.csv) or ndjson; csv unless told
  --out FILE          where to; standard output unless told
  --filter JSON       only what fits, as the API's list of it takes a filter
  --url URL           the server (CASEGRAPH_URL, else http://127.0.0.1:4000)
  --token TOKEN       an API token (CASEGRAPH_TOKEN, which no list of processes shows)
  --patience SECONDS  how long to try again while the server is away or busy (60)

Exit codes: 0 all done, 64 wrong usage or filter, 69 server unreachable, 74 the file cannot be written,
78 wrong settings (token), 130 interrupted.
`;

/** Reads the arguments after `export`; null where help was asked for. */
export function exportOptions(argv: readonly string[]): ExportOptions | null {
  const { values, positionals } = parsed(argv);
  if (values.help) return null;
  const [name, ...more] = positionals;
  const source = sources.get(name ?? "");
  if (!source) {
    const what = name ? `"${name}" cannot be exported` : "what to export is missing";
    throw new UsageError(`${what}: it takes ${[...sources.keys()].join(", ")}`);
  }
  if (more.length > 0) throw new UsageError(`one kind at a time, not also ${more.join(" ")}`);
  const format = values.format ?? (values.out?.endsWith(".ndjson") ? "ndjson" : "csv");
  if (!Object.hasOwn(FORMATS, format)) throw new UsageError(`--format is one of ${Object.keys(FORMATS).join(", ")}`);
  if (values.url !== undefined && (!/^https?:/i.test(values.url) || !URL.canParse(values.url)))
    throw new UsageError("--url must start with http: or https:");
  const patience = Number(values.patience ?? 60);
  if (!Number.isInteger(patience) || patience < 0 || patience > 86_400)
    throw new UsageError("--patience is a whole number from 0 to 86400");
  return {
    source,
    format,
    out: values.out ?? null,
    filter: values.filter === undefined ? null : filterOf(values.filter),
    url: values.url ?? null,
    token: values.token ?? null,
    patience,
  };
}

function filterOf(text: string): Record<string, unknown> {
  let filter: unknown;
  try {
    filter = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--filter is not JSON: ${(error as Error).message}`);
  }
  if (typeof filter !== "object" || filter === null || Array.isArray(filter))
    throw new UsageError('--filter is a JSON object such as {"view": "OPEN"}');
  return filter as Record<string, unknown>;
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        out: { type: "string" },
        filter: { type: "string" },
        url: { type: "string" },
        token: { type: "string" },
        patience: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
