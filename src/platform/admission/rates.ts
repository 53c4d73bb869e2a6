import { performance } from "node:perf_hooks";
import { ErrorCode, Refusal } from "../errors";
import type { Limits } from "./limits";

interface Bucket {
  tokens: number;
  filledAt: number;
  running: number;
}

const FORGET_AFTER_MS = 60_000;
const MANY = 10_000;

/** How much one credential, or one address without, does at once and per second. */
export class Rates {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly limits: Limits) {}

  /** Counts a request in, or refuses it with RATE_LIMITED; the answered function counts it out again. */
  enter(key: string, anonymous: boolean): () => void {
    const perSecond = anonymous ? this.limits.anonymousPerSecond : this.limits.perSecond;
    const burst = anonymous ? this.limits.anonymousBurst : this.limits.burst;
    const at = performance.now();
    let bucket = this.buckets.get(key);
    if (!bucket) {
      if (this.buckets.size >= MANY) this.forget(at);
      bucket = { tokens: burst, filledAt: at, running: 0 };
      this.buckets.set(key, bucket);
    }
    const entered = bucket;
    entered.tokens = Math.min(burst, entered.tokens + ((at - entered.filledAt) / 1000) * perSecond);
    entered.filledAt = at;
    if (entered.tokens < 1) throw limited("Too many requests.", Math.ceil((1 - entered.tokens) / perSecond));
    if (entered.running >= this.limits.atOnce) throw limited("Too many requests at once.", 1);
    entered.tokens -= 1;
    entered.running += 1;
    let left = false;
    return () => {
      if (!left) entered.running -= 1;
      left = true;
    };
  }

  private forget(at: number): void {
    for (const [key, bucket] of this.buckets) {
      if (bucket.running === 0 && at - bucket.filledAt > FORGET_AFTER_MS) this.buckets.delete(key);
    }
  }
}

function limited(message: string, retryAfterSeconds: number): Refusal {
  return new Refusal(ErrorCode.RATE_LIMITED, message, { retryAfterSeconds: Math.max(1, retryAfterSeconds) });
}
