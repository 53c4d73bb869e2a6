import { readClientSettings, SettingsError } from "../../platform/config";
import { type Api, endpoint, Refused, send, Unreachable } from "../client";
import { grouped, Progress } from "../import/progress";
import { type CommandIo, Exit, terminal, UsageError } from "../terminal";
import { EXPORT_USAGE, type ExportOptions, exportOptions } from "./exportOptions";
import { FORMATS } from "./formats";
import { fileSink, type Sink, SinkFault, streamSink } from "./sink";
import type { Found } from "./sources";

/** Rows of one page: what the API gives at most. */
const PAGE = 200;

interface Page {
  readonly page: {
    readonly totalCount?: number;
    readonly nodes: readonly Found[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** `casegraph export …`: answers the exit code, never throws. */
export async function runExport(argv: readonly string[], io: CommandIo = terminal): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  io.signals.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const progress = new Progress(io.stderr);
  try {
    const options = exportOptions(argv);
    if (options) return await run(options, io, progress, stop.signal);
    io.stdout.write(EXPORT_USAGE);
    return Exit.DONE;
  } catch (error) {
    progress.end();
    return told(error as Error, io);
  } finally {
    progress.end();
    io.signals.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

async function run(options: ExportOptions, io: CommandIo, progress: Progress, stop: AbortSignal): Promise<number> {
  const api = apiOf(options, progress, stop);
  // Asked before a file is made, so that a wrong token or filter leaves none.
  const first = await pageOf(api, options, null, true);
  const sink = options.out === null ? streamSink(io.stdout) : await fileSink(options.out);
  try {
    const { rows, unnamed } = await writeAll(api, options, first, sink, progress);
    if (stop.aborted) {
      await sink.drop();
      progress.say(`Stopped after ${grouped(rows)} ${options.source.name}.`);
      return Exit.INTERRUPTED;
    }
    await sink.done();
    if (unnamed > 0)
      progress.say(
        `${grouped(unnamed)} mentions of people without an e-mail address are left out: a file has no other name.`,
      );
    if (options.out !== null) progress.say(`${options.out}: ${grouped(rows)} ${options.source.name}`);
    return Exit.DONE;
  } catch (error) {
    await sink.drop();
    throw error;
  }
}

/** Page by page; never more than one is in memory. */
async function writeAll(api: Api, options: ExportOptions, first: Page["page"], sink: Sink, progress: Progress) {
  const { source } = options;
  const format = FORMATS[options.format]!;
  const total = first.totalCount ?? 0;
  let [rows, unnamed] = [0, 0];
  if (options.out !== null) progress.begin("Exporting");
  await sink.write(format.head(source));
  for (let page = first; !api.stop.aborted; page = await pageOf(api, options, page.pageInfo.endCursor, false)) {
    await sink.write(page.nodes.map((node) => format.line(source, source.row(node))).join(""));
    rows += page.nodes.length;
    unnamed += page.nodes.flatMap((node) => source.people(node)).filter((one) => one !== null && !one.email).length;
    if (options.out !== null) progress.show(rows, total, source.name);
    if (!page.pageInfo.hasNextPage) break;
  }
  return { rows, unnamed };
}

async function pageOf(api: Api, options: ExportOptions, after: string | null, count: boolean): Promise<Page["page"]> {
  const { name, filter, order, selection } = options.source;
  const query = `query Export($after: String, $filter: ${filter}) {
    page: ${name}(first: ${PAGE}, after: $after, filter: $filter, orderBy: [{ field: ${order} }]) {
      ${count ? "totalCount" : ""} nodes { ${selection} } pageInfo { hasNextPage endCursor }
    }
  }`;
  return (await send<Page>(api, query, JSON.stringify({ after, filter: options.filter }))).page;
}

function apiOf(options: ExportOptions, progress: Progress, stop: AbortSignal): Api {
  const settings = readClientSettings();
  const token = options.token ?? settings.token;
  if (!token) throw new SettingsError("CASEGRAPH_TOKEN: is needed (or --token): an API token");
  return {
    url: endpoint(options.url ?? settings.url ?? "http://127.0.0.1:4000"),
    token,
    patience: options.patience,
    stop,
    onRetry: (why, seconds) => progress.say(`The server ${why}; again in ${seconds.toFixed(1)} s.`),
  };
}

function told(error: Error, io: CommandIo): number {
  const end = (code: number, message: string): number => {
    io.stderr.write(`${message}\n`);
    return code;
  };
  if (error instanceof UsageError)
    return end(Exit.USAGE, `casegraph export: ${error.message}\nTry casegraph export --help.`);
  if (error instanceof SettingsError) return end(Exit.SETTINGS, error.message);
  if (error instanceof SinkFault) return end(Exit.UNWRITABLE, error.message);
  if (error instanceof Refused && (error.code === "UNAUTHENTICATED" || error.code === "FORBIDDEN"))
    return end(
      Exit.SETTINGS,
      `CASEGRAPH_TOKEN: the server does not take it for this (${error.code}: ${error.message})`,
    );
  if (error instanceof Refused && error.code === "BAD_USER_INPUT")
    return end(Exit.USAGE, `casegraph export: the server refuses the filter: ${error.message}`);
  if (error instanceof Refused || error instanceof Unreachable)
    return end(Exit.UNREACHABLE, `The export cannot go on: ${error.message}`);
  return end(Exit.FAULT, `The export failed: ${error.stack ?? error.message}`);
}
