import { setImmediate as nextTurn } from "node:timers/promises";
import type { Reader } from "../events/feed";
import { BATCH, payloadsOf } from "./payloads";
import type { Subscriber } from "./subscriber";

/** Sends in one go, before others get their turn. */
const SENDS = 500;
/** Remembered keys of what cannot be shared. */
const APART = 10_000;

/** Subscribers that ask the same with the same rights and have caught up: each event is read and written out once for all. */
export class Group {
  private readonly members = new Set<Subscriber>();
  private over = false;

  constructor(
    readonly key: string,
    private readonly groups: Groups,
    private readonly reader: Reader,
    /** What all members have got, or passed over. While a payload goes round, the one before it. */
    private position: number,
  ) {}

  /** True where nothing that the subscriber still needs has gone by. */
  fits(subscriber: Subscriber): boolean {
    return subscriber.position >= this.position;
  }

  add(subscriber: Subscriber): void {
    this.members.add(subscriber);
    subscriber.group = this;
  }

  leave(subscriber: Subscriber): void {
    if (!this.members.delete(subscriber)) return;
    subscriber.group = null;
    subscriber.position = Math.max(subscriber.position, this.position);
    if (this.members.size === 0) this.close();
  }

  async pull(): Promise<void> {
    try {
      while (!this.over) {
        const events = await this.reader.next(BATCH);
        if (this.over || events.length === 0) break;
        const [lead] = this.members;
        const { plan, line } = lead!;
        const payloads = await payloadsOf(plan, events, line.viewer);
        if (this.over) break;
        // Only reading tells whether a value of the viewer is in it; then each reads this batch for itself.
        if (plan.usesViewer) {
          this.disband();
          return;
        }
        let sends = 0;
        for (const payload of payloads) {
          for (const member of this.members) {
            if (payload.pos <= member.position) continue;
            if (member.line.full) member.alone();
            else member.deliver(payload);
            sends += 1;
            // Who joins meanwhile comes last in this very round.
            if (sends % SENDS === 0) await nextTurn();
          }
          this.position = payload.pos;
        }
        this.position = this.reader.position;
      }
    } catch (error) {
      const members = [...this.members];
      this.close();
      for (const member of members) {
        this.leave(member);
        member.line.broke(member, error);
      }
    }
  }

  private disband(): void {
    const members = [...this.members];
    this.groups.setApart(this.key);
    this.close();
    for (const member of members) member.alone();
  }

  private close(): void {
    this.over = true;
    this.reader.close();
    this.groups.forget(this);
  }
}

/** The groups of this server, by what they listen to. */
export class Groups {
  private readonly groups = new Map<string, Group>();
  /** What was found to hold a value of the viewer. */
  private readonly apart = new Set<string>();

  /**
   * Joins those who ask the same, or, at the end of the log, begins a group with the subscriber's own reader. False where it
   * must read alone: until it has caught up, or for good where the answers differ from viewer to viewer.
   */
  join(subscriber: Subscriber, reader: Reader, atEnd: boolean): boolean {
    if (this.apart.has(subscriber.key)) return false;
    const group = this.groups.get(subscriber.key);
    if (group) {
      if (!group.fits(subscriber)) return false;
      reader.close();
      group.add(subscriber);
      return true;
    }
    if (!atEnd) return false;
    const begun = new Group(subscriber.key, this, reader, subscriber.position);
    this.groups.set(subscriber.key, begun);
    begun.add(subscriber);
    void begun.pull();
    return true;
  }

  setApart(key: string): void {
    this.apart.add(key);
    if (this.apart.size > APART) for (const oldest of this.apart) return void this.apart.delete(oldest);
  }

  forget(group: Group): void {
    if (this.groups.get(group.key) === group) this.groups.delete(group.key);
  }

  /** How many readings are shared, for the metrics. */
  get size(): number {
    return this.groups.size;
  }
}
