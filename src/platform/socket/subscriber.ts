import type { Permission } from "../access/permissions";
import type { Viewer } from "../access/viewer";
import { forbidden } from "../errors";
import type { Feed, Reader } from "../events/feed";
import type { SubscriptionPlan } from "../read/engine";
import type { Group, Groups } from "./groups";
import { BATCH, type Payload, payloadsOf } from "./payloads";

/** The socket under a subscriber, as far as delivery needs it. */
export interface Line {
  /** Who listens, with the rights of this moment. */
  readonly viewer: Viewer;
  /** True while more is waiting to be sent than is wise to add to. */
  readonly full: boolean;
  /** Resolves once it is not full any more, or closed. */
  drained(): Promise<void>;
  send(bytes: Buffer): void;
  /** A stream cannot go on: the client is told and the stream is over. */
  broke(subscriber: Subscriber, error: unknown): void;
}

/** What a subscriber listens to, made anew when the viewer's rights change. */
export interface Wish {
  readonly plan: SubscriptionPlan;
  /** Equal for subscribers that may share readings: same text, operation, variables and permission class. */
  readonly key: string;
}

const BRACE = 0x7d;

/**
 * One subscription of one socket. It is a place in the log and nothing else: it reads alone while it is behind, and together
 * with its equals once it has caught up. Nothing is queued for it; a socket that stalls leaves its place where it is.
 */
export class Subscriber {
  /** The last event that was delivered, or passed over. */
  position = 0;
  group: Group | null = null;
  private reader: Reader | null = null;
  /** Counts the loops that were begun; an older one sees that it is not the newest and ends. */
  private turn = 0;
  private readonly prefix: Buffer;
  /** True once it has a place in the log. */
  private placed = false;
  /** The rights that it has been listened to with. */
  private readonly held = new Set<Permission>();

  constructor(
    readonly id: string,
    prefix: string,
    readonly line: Line,
    private readonly feed: Feed,
    private readonly groups: Groups,
    /** Refuses where the viewer may not listen (any more). */
    private readonly wish: () => Wish,
    private current: Wish,
  ) {
    this.prefix = Buffer.from(prefix);
    this.hold();
  }

  get plan(): SubscriptionPlan {
    return this.current.plan;
  }

  get key(): string {
    return this.current.key;
  }

  /** Takes its place in the log; refuses a cursor that is none or too old. Then delivers until `end`. */
  async begin(): Promise<void> {
    const turn = ++this.turn;
    const after = this.plan.args.after;
    const reader = await this.feed.read(typeof after === "string" ? after : null);
    if (this.turn !== turn) {
      reader.close();
      return;
    }
    this.position = reader.position;
    this.placed = true;
    const atEnd = typeof after !== "string" || this.feed.cursorOf(reader.position) === (await this.feed.head());
    if (this.turn !== turn) {
      reader.close();
      return;
    }
    void this.pull(reader, atEnd);
  }

  end(): void {
    this.turn += 1;
    this.reader?.close();
    this.reader = null;
    this.group?.leave(this);
  }

  /** The viewer's rights changed: asks again whether it may listen, and reads on as who the viewer is now. */
  rightsChanged(): void {
    try {
      this.current = this.wish();
      this.hold();
    } catch (error) {
      this.end();
      this.line.broke(this, error);
      return;
    }
    // One that is still being opened goes on with the new rights.
    if (!this.placed || this.group?.key === this.current.key) return;
    this.alone();
  }

  /** Refuses where a right is gone by which more was seen: nothing would tell what of it to forget. */
  private hold(): void {
    const { permissions } = this.line.viewer;
    const { seesBy = [] } = this.plan.stream;
    if (seesBy.some((right) => this.held.has(right) && !permissions.has(right))) throw forbidden();
    for (const right of permissions) this.held.add(right);
  }

  deliver(payload: Payload): void {
    const { prefix } = this;
    const bytes = Buffer.allocUnsafe(prefix.length + payload.bytes.length + 1);
    prefix.copy(bytes);
    payload.bytes.copy(bytes, prefix.length);
    bytes[bytes.length - 1] = BRACE;
    this.line.send(bytes);
    this.position = payload.pos;
  }

  /** Reads on alone from its own place, once the socket has room. */
  alone(): void {
    const turn = ++this.turn;
    this.reader?.close();
    this.reader = null;
    this.group?.leave(this);
    void this.resume(turn);
  }

  private async resume(turn: number): Promise<void> {
    try {
      if (this.line.full) await this.line.drained();
      if (this.turn !== turn) return;
      const reader = await this.feed.read(this.feed.cursorOf(this.position));
      if (this.turn !== turn) {
        reader.close();
        return;
      }
      await this.pull(reader, false);
    } catch (error) {
      if (this.turn === turn) this.line.broke(this, error);
    }
  }

  private async pull(reader: Reader, atEnd: boolean): Promise<void> {
    const turn = ++this.turn;
    this.reader = reader;
    let caughtUp = atEnd;
    try {
      while (this.turn === turn) {
        if (this.line.full) {
          await this.line.drained();
          continue;
        }
        const shareable = !this.plan.stream.personal && !this.plan.usesViewer;
        if (shareable && this.groups.join(this, reader, caughtUp)) {
          this.reader = null;
          return;
        }
        const events = await reader.next(BATCH);
        if (this.turn !== turn || events.length === 0) return;
        const payloads = await payloadsOf(this.plan, events, this.line.viewer);
        if (this.turn !== turn) return;
        for (const payload of payloads) {
          if (this.line.full) await this.line.drained();
          if (this.turn !== turn) return;
          this.deliver(payload);
        }
        this.position = reader.position;
        caughtUp = events.length < BATCH;
      }
    } catch (error) {
      if (this.turn === turn) this.line.broke(this, error);
    }
  }
}
