import { performance } from "node:perf_hooks";
import { ErrorCode, Refusal } from "../errors";
import type { House } from "../house";
import { changesSince, live, saveUses } from "./liveCredentials";
import { hashOf, isBearer } from "./tokens";
import type { Viewer } from "./viewer";

/** Between two looks at what changed. With the look itself a change takes effect well within 2 s. */
const RECHECK_MS = 1000;
/** Where the last such look is longer ago, a token is looked up again before it is believed. */
const FRESH_MS = 1800;
/** After a pause or a jump of the database's clock as long as this everything is looked up again. */
const GAP_MS = 10_000;
/** What nobody used for so long is no longer looked at. */
const IDLE_MS = 30_000;
/** How exact "last used" is. */
const USES_MS = 60_000;
const MOST_KEPT = 50_000;

const NEVER = Number.NEGATIVE_INFINITY;

type Watcher = (viewer: Viewer | null) => void;

/** One bearer token in use. Instants here are this process's own monotonic milliseconds. */
interface Credential {
  readonly hash: Buffer;
  viewer: Viewer | null;
  checkedAt: number;
  /** When it ends by itself, measured from the database's clock at the last look. */
  endsAt: number;
  usedAt: number;
  writtenAt: number;
  readonly watchers: Set<Watcher>;
}

/**
 * The live tokens of this server and whose they are: looked up once, and again when something of their owners changed.
 * What changed is asked once per second while any is in use, so that a request costs no query and an end or a change of
 * rights is seen everywhere within 2 s.
 */
class Credentials {
  private readonly known = new Map<string, Credential>();
  private asked: { readonly keys: Set<string>; readonly done: Promise<void> } | null = null;
  private last: Promise<void> = Promise.resolve();
  /** Counts changes made by this server, so that a look begun before one is not believed after it. */
  private changes = 0;
  /** Where the next look at what changed begins; null while nothing is in use. */
  private unseen: string | null = null;
  /** The last such look, by this process's clock and by the database's. */
  private looked: { readonly at: number; readonly now: number } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly house: House) {}

  async viewerOf(bearer: string): Promise<Viewer | null> {
    if (!isBearer(bearer)) return null;
    const hash = hashOf(bearer);
    const key = hash.toString("hex");
    const now = performance.now();
    let credential = this.known.get(key);
    if (!credential || now - Math.max(credential.checkedAt, this.lastLook(credential)) > FRESH_MS) {
      credential ??= this.keep(key, hash);
      await this.ask(key).catch((error: unknown) => {
        this.house.log.warn({ err: error }, "credentials could not be looked up");
        throw new Refusal(ErrorCode.UNAVAILABLE, "The database is out of reach. Try again.");
      });
    }
    if (!credential.viewer || performance.now() >= credential.endsAt) return null;
    credential.usedAt = performance.now();
    this.goOn();
    return credential.viewer;
  }

  watch(bearer: string, watcher: Watcher): () => void {
    const hash = hashOf(bearer);
    const key = hash.toString("hex");
    const credential = this.known.get(key) ?? this.keep(key, hash);
    credential.watchers.add(watcher);
    this.goOn();
    return () => credential.watchers.delete(watcher);
  }

  /** The look at what changed that this token has gone through unharmed. */
  private lastLook(credential: Credential): number {
    return credential.checkedAt === NEVER || !this.looked ? NEVER : this.looked.at;
  }

  /** Believes nothing of what is in use, or of one person's, until it has been looked at again, which begins now. */
  changed(personId: string | null): void {
    this.changes++;
    const touched = [...this.known].filter(([, c]) => personId === null || c.viewer?.personId === personId);
    for (const [, credential] of touched) credential.checkedAt = NEVER;
    this.look(touched.map(([key]) => key)).catch((error: unknown) => {
      this.house.log.warn({ err: error }, "credentials could not be looked at");
    });
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.known.clear();
  }

  private keep(key: string, hash: Buffer): Credential {
    if (this.known.size >= MOST_KEPT) {
      for (const [old, { watchers }] of this.known) {
        if (watchers.size > 0) continue;
        this.known.delete(old);
        break;
      }
    }
    const usedAt = performance.now();
    const watchers = new Set<Watcher>();
    const fresh = { hash, viewer: null, checkedAt: NEVER, endsAt: NEVER, usedAt, writtenAt: NEVER, watchers };
    this.known.set(key, fresh);
    return fresh;
  }

  /** Looks a token up together with all others that are asked for in the same turn of the event loop. */
  private ask(key: string): Promise<void> {
    if (!this.asked) {
      const keys = new Set<string>();
      const done = new Promise<void>((resolve, reject) => {
        setImmediate(() => {
          this.asked = null;
          this.look([...keys]).then(resolve, reject);
        });
      });
      this.asked = { keys, done };
    }
    this.asked.keys.add(key);
    return this.asked.done;
  }

  /** One look after the other: what an earlier one saw must not be written over what a later one did. */
  private look(keys: readonly string[]): Promise<void> {
    const next = this.last.then(() => this.lookNow(keys));
    this.last = next.catch(() => {});
    return next;
  }

  private async lookNow(keys: readonly string[]): Promise<void> {
    const credentials = keys.map((key) => [key, this.known.get(key)] as const).filter(([, c]) => c !== undefined);
    if (credentials.length === 0) return;
    let changes: number;
    let found: Awaited<ReturnType<typeof live>>;
    do {
      changes = this.changes;
      found = await live(
        this.house.pool,
        credentials.map(([, c]) => c!.hash),
      );
    } while (changes !== this.changes);
    const now = performance.now();
    for (const [key, credential] of credentials) {
      const row = found.get(key);
      // From the first look on nothing that changes is missed: whatever that look could not see is asked for next.
      if (row) this.unseen ??= row.unseen;
      this.settle(key, credential!, row?.viewer ?? null, row ? now + row.remainingMs : now);
    }
  }

  private settle(key: string, credential: Credential, viewer: Viewer | null, endsAt: number): void {
    const before = credential.viewer;
    credential.checkedAt = performance.now();
    credential.endsAt = endsAt;
    if (!same(before, viewer)) credential.viewer = viewer;
    // What is no token (any more) is forgotten: garbage must not fill the map.
    if (!viewer) this.known.delete(key);
    if (same(before, viewer) && viewer) return;
    for (const watcher of [...credential.watchers]) {
      try {
        watcher(credential.viewer);
      } catch (error) {
        this.house.log.error({ err: error }, "a watcher of a credential failed");
      }
    }
    if (!viewer) credential.watchers.clear();
  }

  private goOn(): void {
    if (this.timer || this.closed) return;
    this.timer = setTimeout(() => void this.round(), RECHECK_MS);
    this.timer.unref();
  }

  private async round(): Promise<void> {
    try {
      await this.recheck();
    } catch (error) {
      if (!this.closed) this.house.log.warn({ err: error }, "credentials could not be looked at");
    }
    this.timer = null;
    if (this.known.size > 0) this.goOn();
    else {
      this.unseen = null;
      this.looked = null;
    }
  }

  async recheck(): Promise<void> {
    const uses = this.sweep(performance.now());
    await Promise.all([this.lookAtChanges(), saveUses(this.house.pool, uses)]);
  }

  private async lookAtChanges(): Promise<void> {
    if (this.unseen === null) return;
    const begun = performance.now();
    const { people, everybody, unseen, now } = await changesSince(this.house.pool, this.unseen);
    const before = this.looked;
    const gap = before ? Math.abs(now - before.now) : 0;
    const all = everybody || gap > GAP_MS;
    const touched = [...this.known].filter(([, c]) => all || !c.viewer || people.has(c.viewer.personId));
    await this.look(touched.map(([key]) => key));
    this.unseen = unseen;
    this.looked = { at: begun, now };
  }

  /** Forgets what is idle and answers whose use is to be written down. */
  private sweep(now: number): Viewer[] {
    const uses: Viewer[] = [];
    for (const [key, credential] of this.known) {
      if (credential.watchers.size > 0) credential.usedAt = now;
      const idle = now - credential.usedAt > IDLE_MS;
      const { viewer, usedAt, writtenAt } = credential;
      if (viewer && usedAt > writtenAt && (idle || now - writtenAt > USES_MS)) {
        uses.push(viewer);
        credential.writtenAt = now;
      }
      if (idle) this.known.delete(key);
    }
    return uses;
  }
}

function same(a: Viewer | null, b: Viewer | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.permissionClass === b.permissionClass &&
    a.personId === b.personId &&
    a.customerId === b.customerId &&
    a.timeZone === b.timeZone &&
    a.expiresAt === b.expiresAt
  );
}

const byHouse = new WeakMap<House, Credentials>();

function credentialsOf(house: House): Credentials {
  let credentials = byHouse.get(house);
  if (!credentials) {
    credentials = new Credentials(house);
    byHouse.set(house, credentials);
  }
  return credentials;
}

/** Whose access or API token this is, as of at most 2 s ago; null for garbage and for what has ended. UNAVAILABLE without a database. */
export const viewerOf = (house: House, bearer: string): Promise<Viewer | null> => credentialsOf(house).viewerOf(bearer);

/**
 * Tells when the token's rights change (the new viewer) or it ends (null, once and for all): for whoever holds it open,
 * such as a socket. Answers how to stop.
 */
export const watch = (house: House, bearer: string, onChange: (viewer: Viewer | null) => void): (() => void) =>
  credentialsOf(house).watch(bearer, onChange);

/** To be called after a commit that ended credentials or changed rights, of one person or (null) of many: this server sees it now. */
export const rightsChanged = (house: House, personId: string | null): void => credentialsOf(house).changed(personId);

/** Looks at all that is in use now, as happens once per second. */
export const recheckCredentials = (house: House): Promise<void> => credentialsOf(house).recheck();

/** Stops looking; the house is being closed. */
export function closeCredentials(house: House): void {
  byHouse.get(house)?.close();
}
