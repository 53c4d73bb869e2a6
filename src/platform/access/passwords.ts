import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { ErrorCode, invalid, Refusal } from "../errors";

const MIN_LENGTH = 10;
const MAX_LENGTH = 200;

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of 32 random bytes that nobody kept, made with the cost above: the same work where there is no account. */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$Gegx8AcezRBdmlfz1pj81A$5j9KrDM4FmlGcNGLzbn0hUOQvCC7qac/sZVPZC/OMuk";

/** Hashing takes a core for tens of milliseconds and 19 MiB, so few run at once and the rest wait, or are sent away. */
const AT_ONCE = 2;
const MOST_WAITING = 64;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) {
      throw new Refusal(ErrorCode.RATE_LIMITED, "Too many are signing in right now. Try again in a moment.", {
        retryAfterSeconds: 2,
      });
    }
    // Who ends hands its place on, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** BAD_USER_INPUT that names `path` unless the password is long enough to be one. */
export function checkPassword(password: string, path: string): void {
  const length = [...password].length;
  if (length < MIN_LENGTH || length > MAX_LENGTH || password.includes("\0")) {
    throw invalid({
      path,
      rule: "password",
      message: `a password has ${MIN_LENGTH} to ${MAX_LENGTH} characters`,
    });
  }
}

/** A password that nobody can guess, for who gets one printed. */
export const newPassword = (): string => randomBytes(15).toString("base64url");

/** The PHC string that is stored instead of the password. RATE_LIMITED when too many wait. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

/**
 * Whether the password fits the stored hash; without one the same work is done for nothing, so that the time tells
 * nobody which accounts there are. RATE_LIMITED when too many wait.
 */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await inTurn(() => verify(stored ?? NOBODYS, password));
  return fits && stored !== null;
}
