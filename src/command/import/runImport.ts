import { readFile, stat } from "node:fs/promises";
import { readClientSettings, SettingsError } from "../../platform/config";
import { type Api, endpoint, Refused, send, Unreachable } from "../client";
import { type CommandIo, Exit, terminal, UsageError } from "../terminal";
import { IMPORT_USAGE, type ImportOptions, importOptions } from "./importOptions";
import { type MappedRow, Mapper, type Rejection } from "./mapRows";
import { type Mapping, MappingFault } from "./mapping";
import { grouped, Progress } from "./progress";
import { FileFault, readCsv } from "./readCsv";
import { PLAIN_FILE, plainMapping, readMapping } from "./readMapping";
import { RejectedRows } from "./rejectedRows";
import { sendRows, type Tally } from "./sendRows";

/** A terminal's Ctrl-C reaches us twice under npm, which passes it on: what comes this soon after, in ms, is the same. */
const SAME_SIGNAL = 300;

/** `casegraph import …`: answers the exit code, never throws. */
export async function runImport(argv: readonly string[], io: CommandIo = terminal): Promise<number> {
  try {
    const options = importOptions(argv);
    if (options) return await new Import(options, io).run();
    io.stdout.write(IMPORT_USAGE);
    return Exit.DONE;
  } catch (error) {
    return told(error as Error, io);
  }
}

class Import {
  readonly #options: ImportOptions;
  readonly #io: CommandIo;
  readonly #progress: Progress;
  readonly #stop = new AbortController();
  readonly #tally: Tally = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly #started = performance.now();

  constructor(options: ImportOptions, io: CommandIo) {
    this.#options = options;
    this.#io = io;
    this.#progress = new Progress(io.stderr);
  }

  async run(): Promise<number> {
    const { signals } = this.#io;
    let first: number | null = null;
    const stop = (signal: NodeJS.Signals) => {
      if (first === null) {
        first = performance.now();
        this.#progress.say("Stopping after what is under way; again to stop at once.");
        this.#stop.abort();
      } else if (performance.now() - first > SAME_SIGNAL) {
        signals.off("SIGINT", stop).off("SIGTERM", stop);
        process.kill(process.pid, signal);
      }
    };
    signals.on("SIGINT", stop).on("SIGTERM", stop);
    try {
      return await this.#import();
    } finally {
      this.#progress.end();
      signals.off("SIGINT", stop).off("SIGTERM", stop);
    }
  }

  async #import(): Promise<number> {
    const { target, dryRun, rejected: path } = this.#options;
    const mapping = await this.#mapping();
    const api = dryRun ? null : this.#api();
    const mapper = await this.#read(mapping, api);
    if (this.#stop.signal.aborted) return this.#summary(mapper, 0);
    const rejected = new RejectedRows(path, (line) => this.#progress.say(line));
    let total = 0;
    try {
      const rows = this.#map(mapper, rejected);
      total = rows.length + this.#tally.rejected;
      if (api) await this.#send(rows, api, rejected);
      else
        this.#io.stdout.write(
          rows
            .slice(0, 3)
            .map((row) => `${JSON.stringify(row.input)}\n`)
            .join(""),
        );
    } catch (error) {
      this.#progress.end();
      const code = this.#summary(mapper, total, rejected);
      // Who asked to stop is not told that the server could not be waited for.
      if (this.#stop.signal.aborted && error instanceof Unreachable) return code;
      throw error;
    } finally {
      rejected.close();
    }
    if (rejected.failure) this.#progress.say(`${rejected.path} could not be written: ${rejected.failure}`);
    return this.#summary(mapper, total, rejected, dryRun ? `would be sent as ${target.mutation}` : undefined);
  }

  /** Null: the file's header says what its columns are. */
  async #mapping(): Promise<Mapping | null> {
    const { map, target } = this.#options;
    if (map === null) return null;
    let text: string;
    try {
      text = await readFile(map, "utf8");
    } catch (error) {
      throw new MappingFault([`cannot be read: ${(error as Error).message}`]);
    }
    return readMapping(text, target);
  }

  #api(): Api {
    const settings = readClientSettings();
    const token = this.#options.token ?? settings.token;
    if (!token) throw new SettingsError("CASEGRAPH_TOKEN: is needed (or --token): an API token with DATA_TRANSFER");
    return {
      url: endpoint(this.#options.url ?? settings.url ?? "http://127.0.0.1:4000"),
      token,
      patience: this.#options.patience,
      stop: this.#stop.signal,
      onRetry: (why, seconds) => this.#progress.say(`The server ${why}; again in ${seconds.toFixed(1)} s.`),
    };
  }

  /** The whole file before anything is sent: which of a key's rows counts is only known at its end. */
  async #read(mapping: Mapping | null, api: Api | null): Promise<Mapper> {
    const { file, target } = this.#options;
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    this.#progress.begin("Reading");
    const onBytes = (read: number) => this.#progress.show(read, size, "bytes");
    let mapper: Mapper | null = null;
    if (mapping?.file.columns) {
      mapper = new Mapper(mapping, target, mapping.file.columns);
      if (api) await knock(api);
    }
    for await (const row of readCsv(file, mapping?.file ?? PLAIN_FILE, onBytes)) {
      if (mapper) mapper.add(row);
      else {
        mapper = new Mapper(mapping ?? plainMapping(target, row.cells), target, row.cells);
        if (api) await knock(api);
      }
      if (this.#stop.signal.aborted) break;
    }
    if (!mapper) throw new FileFault(`${file} is empty`);
    return mapper;
  }

  #map(mapper: Mapper, rejected: RejectedRows): MappedRow[] {
    const rows: MappedRow[] = [];
    const refused = new Set<string>();
    for (const one of mapper.finish()) {
      if ("input" in one) rows.push(one);
      else {
        rejected.add(one);
        // A key may have several reasons and is one all the same; rows without a key are one each.
        refused.add(one.key === "" ? `row ${one.row}` : `key ${one.key}`);
      }
    }
    this.#tally.rejected = refused.size;
    return rows;
  }

  async #send(rows: readonly MappedRow[], api: Api, rejected: RejectedRows): Promise<void> {
    const { target, batch, parallel } = this.#options;
    let done = 0;
    this.#progress.begin("Sending");
    const onDone = (more: Tally) => {
      for (const key of ["created", "updated", "unchanged", "rejected"] as const) {
        this.#tally[key] += more[key];
        done += more[key];
      }
      this.#progress.show(done, rows.length, target.name);
    };
    const onRejected = (rejection: Rejection) => rejected.add(rejection);
    await sendRows(rows, { api, target, batch, parallel, onDone, onRejected });
    this.#progress.end();
  }

  #summary(mapper: Mapper, total: number, rejected?: RejectedRows, instead?: string): number {
    const { file, target } = this.#options;
    const tally = this.#tally;
    const told = tally.created + tally.updated + tally.unchanged + tally.rejected;
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1);
    const line = (name: string, value: string) => `  ${name.padEnd(10)}${value.padStart(12)}\n`;
    let text = `${file}: ${grouped(mapper.rows)} rows, ${grouped(mapper.size)} ${target.name}\n`;
    if (instead) text += line("mapped", grouped(total - tally.rejected)).replace("\n", `  ${instead}\n`);
    else for (const key of ["created", "updated", "unchanged"] as const) text += line(key, grouped(tally[key]));
    text += line("rejected", grouped(tally.rejected)) + line("seconds", seconds);
    if (tally.rejected > 0 && rejected && !rejected.failure) text += `The rejected rows and why: ${rejected.path}\n`;
    const unfinished = !instead && told < total;
    if (total === 0 && this.#stop.signal.aborted) text += "Stopped before anything was sent.\n";
    else if (unfinished || this.#stop.signal.aborted) {
      text += `Stopped with ${grouped(total - told)} of ${grouped(total)} left; the same command goes on from here.\n`;
    }
    this.#io.stdout.write(text);
    if (this.#stop.signal.aborted) return Exit.INTERRUPTED;
    return tally.rejected > 0 ? Exit.REFUSED : Exit.DONE;
  }
}

/** Is somebody there, and may we do this? Asked before a long file is read, with little patience. */
async function knock(api: Api): Promise<void> {
  const patient = { ...api, patience: Math.min(api.patience, 2) };
  const { viewerPermissions } = await send<{ viewerPermissions: readonly string[] }>(
    patient,
    "query Knock { viewerPermissions }",
    "{}",
  );
  if (!viewerPermissions.includes("DATA_TRANSFER")) {
    throw new Refused("FORBIDDEN", [{ message: "it needs the permission DATA_TRANSFER" }]);
  }
}

function told(error: Error, io: CommandIo): number {
  const say = (message: string) => io.stderr.write(`${message}\n`);
  if (error instanceof UsageError) {
    say(`casegraph import: ${error.message}\nTry casegraph import --help.`);
    return Exit.USAGE;
  }
  if (error instanceof MappingFault) {
    say(error.problems.map((problem) => `mapping: ${problem}`).join("\n"));
    return Exit.USAGE;
  }
  if (error instanceof FileFault) {
    say(error.message);
    return Exit.USAGE;
  }
  if (error instanceof SettingsError) {
    say(error.message);
    return Exit.SETTINGS;
  }
  if (error instanceof Refused && (error.code === "UNAUTHENTICATED" || error.code === "FORBIDDEN")) {
    say(`CASEGRAPH_TOKEN: the server does not take it for this (${error.code}: ${error.message})`);
    return Exit.SETTINGS;
  }
  if (error instanceof Refused || error instanceof Unreachable) {
    say(`The import cannot go on: ${error.message}`);
    return Exit.UNREACHABLE;
  }
  say(`The import failed: ${error.stack ?? error.message}`);
  return Exit.FAULT;
}
