import { OperationTypeNode } from "graphql";
import type { RawData, WebSocket } from "ws";
import type { Viewer } from "../access/viewer";
import { assertSeen } from "../events/seen";
import { type Known, Unsound, tooComplex } from "../admission";
import type { Caller, Execution } from "../execution";
import { textOf } from "../http/answers";
import { bearerOf } from "../http/bearer";
import { isOutage, tell } from "../tell";
import type { Groups } from "./groups";
import {
  ackText,
  Close,
  completeText,
  errorText,
  messageOf,
  nextPrefix,
  nextText,
  PROTOCOL,
  pongText,
  type SubscribePayload,
} from "./messages";
import { type Line, Subscriber } from "./subscriber";
import { wishOf } from "./wish";

/** How a socket learns who is behind a token, and when that changes (a new viewer) or ends (null). */
export interface Credentials {
  viewerOf(bearer: string): Promise<Viewer | null>;
  watch(bearer: string, onChange: (viewer: Viewer | null) => void): () => void;
}

/** Nobody waits longer for a client that opened a socket to say who it is. */
const INIT_MS = 5_000;
/** With more than this waiting to be sent, streams pause. */
const FULL = 256 * 1024;
/** With more than this, the socket is not listened to any more until it has taken what waits. */
const CHOKED = 1024 * 1024;

/** One socket: who it belongs to, and what it asked for. */
export class Connection implements Line {
  /** Unanswered pings. */
  silent = 0;
  private holder: Viewer | null = null;
  private greeted = false;
  private unwatch: (() => void) | null = null;
  /** What runs, by the client's id: a subscriber, or null for what answers once. */
  private readonly running = new Map<string, Subscriber | null>();
  private readonly initTimer: NodeJS.Timeout;
  private waiting: (() => void)[] = [];
  private operations = 0;

  constructor(
    private readonly ws: WebSocket,
    private readonly execution: Execution,
    private readonly credentials: Credentials,
    private readonly groups: Groups,
    private readonly origin: {
      readonly requestId: string;
      readonly ip: string | null;
      readonly userAgent: string | null;
    },
    private readonly closing: () => boolean,
    private readonly onGone: (connection: Connection) => void,
  ) {
    this.initTimer = setTimeout(() => this.close(Close.INIT_TIMEOUT, "Say connection_init first"), INIT_MS);
    ws.on("message", (data, isBinary) => this.receive(data, isBinary));
    ws.on("pong", () => {
      this.silent = 0;
    });
    ws.on("error", (error) =>
      execution.house.log.debug({ requestId: origin.requestId, err: error }, "a socket failed"),
    );
    ws.on("close", () => this.gone());
    if (ws.protocol !== PROTOCOL) this.close(Close.WRONG_PROTOCOL, `Speak ${PROTOCOL}`);
  }

  get viewer(): Viewer {
    if (!this.holder) throw new Error("a stream was opened before its viewer was known");
    return this.holder;
  }

  get subscriptions(): number {
    let count = 0;
    for (const running of this.running.values()) if (running) count += 1;
    return count;
  }

  get waitingBytes(): number {
    return this.ws.bufferedAmount;
  }

  get full(): boolean {
    return this.ws.bufferedAmount > FULL;
  }

  drained(): Promise<void> {
    if (!this.full || this.ws.readyState !== this.ws.OPEN) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  send(message: Buffer | string): void {
    if (this.ws.readyState !== this.ws.OPEN) return;
    this.ws.send(message, { binary: false }, this.flushed);
    if (!this.ws.isPaused && this.ws.bufferedAmount > CHOKED) this.ws.pause();
  }

  ping(): void {
    this.silent += 1;
    this.ws.ping();
  }

  close(code: number, reason: string): void {
    for (const subscriber of this.running.values()) subscriber?.end();
    this.running.clear();
    // The other side's goodbye has to be heard.
    if (this.ws.isPaused) this.ws.resume();
    this.ws.close(code, reason);
  }

  terminate(): void {
    this.ws.terminate();
  }

  broke(subscriber: Subscriber, error: unknown): void {
    if (this.running.get(subscriber.id) !== subscriber) return;
    subscriber.end();
    this.running.delete(subscriber.id);
    // The stream loses nothing: the client comes again with its last cursor.
    if (isOutage(error)) {
      this.close(Close.OVERLOAD, "Try again later");
      return;
    }
    this.send(errorText(subscriber.id, [tell(error, this.execution.house.log, this.origin.requestId)]));
  }

  private readonly flushed = (): void => {
    if (this.full) return;
    for (const wake of this.waiting.splice(0)) wake();
    if (this.ws.isPaused) this.ws.resume();
  };

  private gone(): void {
    clearTimeout(this.initTimer);
    this.unwatch?.();
    this.unwatch = null;
    for (const subscriber of this.running.values()) subscriber?.end();
    this.running.clear();
    for (const wake of this.waiting.splice(0)) wake();
    this.onGone(this);
  }

  private receive(data: RawData, isBinary: boolean): void {
    this.silent = 0;
    const message = isBinary ? null : messageOf(String(data));
    if (!message) {
      this.close(Close.BAD_REQUEST, "Invalid message");
      return;
    }
    switch (message.type) {
      case "connection_init":
        void this.greet(message.payload);
        return;
      case "ping":
        this.send(pongText(message.payload));
        return;
      case "pong":
        return;
      case "complete": {
        const subscriber = this.running.get(message.id);
        this.running.delete(message.id);
        subscriber?.end();
        return;
      }
      case "subscribe":
        this.begin(message.id, message.payload);
    }
  }

  private begin(id: string, payload: SubscribePayload): void {
    if (this.closing()) this.close(Close.RESTART, "Service restart");
    else if (!this.holder) this.close(Close.BAD_REQUEST, "Say connection_init and wait for its answer first");
    else if (this.running.has(id)) this.close(Close.DUPLICATE_ID, `Subscriber for ${id.slice(0, 80)} already exists`);
    else {
      this.running.set(id, null);
      void this.start(id, payload);
    }
  }

  private async greet(params: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.greeted) {
      this.close(Close.BAD_REQUEST, "Too many initialisation requests");
      return;
    }
    this.greeted = true;
    clearTimeout(this.initTimer);
    const bearer = bearerOf(params.authorization ?? params.Authorization);
    if (bearer === null) {
      this.close(Close.FORBIDDEN, "Forbidden");
      return;
    }
    try {
      const viewer = await this.credentials.viewerOf(bearer);
      if (this.ws.readyState !== this.ws.OPEN) return;
      if (!viewer) {
        this.close(Close.FORBIDDEN, "Forbidden");
        return;
      }
      this.holder = viewer;
      this.unwatch = this.credentials.watch(bearer, (changed) => this.rightsChanged(changed));
      this.send(ackText);
    } catch (error) {
      tell(error, this.execution.house.log, this.origin.requestId);
      this.close(Close.OVERLOAD, "Try again later");
    }
  }

  private rightsChanged(viewer: Viewer | null): void {
    if (!viewer) {
      this.close(Close.FORBIDDEN, "Forbidden");
      return;
    }
    this.holder = viewer;
    for (const subscriber of [...this.running.values()]) subscriber?.rightsChanged();
  }

  private caller(): Caller {
    this.operations += 1;
    return { ...this.origin, requestId: `${this.origin.requestId}.${this.operations}`, viewer: this.holder };
  }

  private async start(id: string, payload: SubscribePayload): Promise<void> {
    const { admission, house } = this.execution;
    const caller = this.caller();
    try {
      const known = admission.prepare(payload.query);
      const { kind } = admission.pick(known, payload.operationName);
      if (kind === OperationTypeNode.SUBSCRIPTION) await this.subscribe(id, known, payload, caller);
      else await this.answer(id, known, payload, caller);
    } catch (error) {
      const errors =
        error instanceof Unsound ? error.errors.map((e) => e.toJSON()) : [tell(error, house.log, caller.requestId)];
      if (!this.running.has(id)) return;
      this.running.get(id)?.end();
      this.running.delete(id);
      this.send(errorText(id, errors));
    }
  }

  private async answer(id: string, known: Known, payload: SubscribePayload, caller: Caller): Promise<void> {
    const { operationName, variables, extensions } = payload;
    const idempotencyKey = extensions.idempotencyKey ?? null;
    const answer = await this.execution.run(known, { operationName, variables, idempotencyKey }, caller);
    if (!this.running.delete(id)) return;
    if (answer.data === null) {
      this.send(errorText(id, answer.errors ?? []));
      return;
    }
    this.send(nextText(id, textOf(answer)));
    this.send(completeText(id));
  }

  private async subscribe(id: string, known: Known, payload: SubscribePayload, caller: Caller): Promise<void> {
    const { admission, house } = this.execution;
    // Opening counts as a request; listening does not.
    const leave = admission.enter(caller.viewer, caller.ip);
    try {
      if (this.subscriptions >= admission.limits.subscriptions) {
        throw tooComplex("subscriptions", admission.limits.subscriptions, this.subscriptions + 1);
      }
      const wish = () => wishOf(this.execution, known, payload, { ...caller, viewer: this.viewer });
      let first = wish();
      if (first.plan.stream.about) {
        await assertSeen(house, first.plan.stream, first.plan.args, this.viewer);
        if (!this.running.has(id)) return;
        // The rights may have changed meanwhile.
        first = wish();
      }
      const subscriber = new Subscriber(id, nextPrefix(id), this, house.feed, this.groups, wish, first);
      this.running.set(id, subscriber);
      await subscriber.begin();
    } finally {
      leave();
    }
  }
}
