import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { OperationTypeNode } from "graphql";
import { Histogram } from "prom-client";
import type { Viewer } from "./access/viewer";
import type { Admission, Admitted, Known } from "./admission";
import { ErrorCode, invalid, Refusal } from "./errors";
import { tell } from "./tell";
import type { House } from "./house";
import type { Answer, Engine } from "./read/engine";
import type { Ctx } from "./work";

/** Who asks, and over which line. */
export interface Caller {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** What is asked of a known document. */
export interface Asked {
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: unknown;
}

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;
const NONE: Readonly<Record<string, unknown>> = {};

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Runs one operation for whichever transport brought it: admission, context, engine, and what the caller is told. */
export class Execution {
  private runningNow = 0;
  private readonly seconds: Histogram<"kind">;
  private readonly whenIdle: (() => void)[] = [];

  constructor(
    readonly house: House,
    readonly engine: Engine,
    readonly admission: Admission,
  ) {
    this.seconds = new Histogram({
      name: "casegraph_operation_seconds",
      help: "How long queries and mutations take, from admission to the answer's text.",
      labelNames: ["kind"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [house.metrics],
    });
  }

  /** The context of one operation; refuses an idempotency key that is none. */
  context(known: Known, admitted: Admitted, asked: Asked, caller: Caller): Ctx {
    const key = asked.idempotencyKey ?? null;
    let idempotency: Ctx["idempotency"] = null;
    if (key !== null && admitted.kind === OperationTypeNode.MUTATION) {
      if (typeof key !== "string" || !PRINTABLE.test(key)) {
        throw invalid({
          path: "Idempotency-Key",
          rule: "shape",
          message: "must be 1 to 255 printable ASCII characters",
        });
      }
      const request = `${known.text}\0${asked.operationName ?? ""}\0${canonical(asked.variables)}`;
      idempotency = { key, requestHash: createHash("sha256").update(request).digest("hex"), slot: "" };
    }
    return {
      house: this.house,
      viewer: caller.viewer,
      requestId: caller.requestId,
      ip: caller.ip,
      userAgent: caller.userAgent,
      idempotency,
    };
  }

  /** The answer of a query or mutation. Never throws: what went wrong is in the answer. */
  async run(known: Known, asked: Asked, caller: Caller): Promise<Answer> {
    let leave: (() => void) | undefined;
    let kind = "refused";
    const began = performance.now();
    this.runningNow += 1;
    try {
      leave = this.admission.enter(caller.viewer, caller.ip);
      const admitted = this.admission.pick(known, asked.operationName);
      if (admitted.kind === OperationTypeNode.SUBSCRIPTION) {
        throw new Refusal(
          ErrorCode.BAD_REQUEST,
          "A subscription needs a WebSocket (graphql-transport-ws) on this same path.",
        );
      }
      this.admission.check(admitted, asked.variables, caller.viewer);
      kind = admitted.kind;
      const ctx = this.context(known, admitted, asked, caller);
      return await this.engine.execute(admitted.operation, asked.variables ?? NONE, ctx);
    } catch (error) {
      return { data: null, errors: [tell(error, this.house.log, caller.requestId)] };
    } finally {
      leave?.();
      this.seconds.observe({ kind }, (performance.now() - began) / 1000);
      this.runningNow -= 1;
      if (this.runningNow === 0) for (const wake of this.whenIdle.splice(0)) wake();
    }
  }

  /** Resolves once nothing runs. */
  async idle(): Promise<void> {
    if (this.runningNow > 0) await new Promise<void>((resolve) => this.whenIdle.push(resolve));
  }
}
