import { createHmac, hash, randomBytes } from "node:crypto";

/*
 * Tokens are opaque, 256 random bits behind a prefix that tells their kind; the database knows their SHA-256 only.
 * A refresh token is two such secrets: the session's family, which stays, and its own, which changes with every refresh.
 */

const ACCESS = "cga_";
const REFRESH = "cgr_";
const API = "cgt_";

const BEARER = /^cg[at]_[\w-]{43}$/;
const REFRESH_SHAPE = /^cgr_([\w-]{43})([\w-]{43})$/;

const secret = (): string => randomBytes(32).toString("base64url");

export const hashOf = (token: string): Buffer => hash("sha256", token, "buffer");

/** False for what cannot be an access or API token, before anything is looked up. */
export const isBearer = (text: string): boolean => BEARER.test(text);

export interface ApiSecret {
  readonly secret: string;
  readonly hash: Buffer;
}

export function newApiSecret(): ApiSecret {
  const token = API + secret();
  return { secret: token, hash: hashOf(token) };
}

/** A session's pair of tokens, and what is stored of them. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly accessHash: Buffer;
  readonly familyHash: Buffer;
  readonly refreshHash: Buffer;
}

const pair = (access: string, family: string, refresh: string): TokenPair => ({
  accessToken: ACCESS + access,
  refreshToken: REFRESH + family + refresh,
  accessHash: hashOf(ACCESS + access),
  familyHash: hashOf(family),
  refreshHash: hashOf(refresh),
});

/** The first tokens of a new session. */
export const newTokens = (): TokenPair => pair(secret(), secret(), secret());

export interface RefreshToken {
  readonly family: string;
  readonly refresh: string;
  readonly familyHash: Buffer;
  readonly refreshHash: Buffer;
}

/** The parts of a refresh token; null for what is none. */
export function readRefreshToken(text: string): RefreshToken | null {
  const match = REFRESH_SHAPE.exec(text);
  if (!match) return null;
  const family = match[1]!;
  const refresh = match[2]!;
  return { family, refresh, familyHash: hashOf(family), refreshHash: hashOf(refresh) };
}

export const newSeed = (): Buffer => randomBytes(32);

/**
 * The tokens that follow a refresh token. They are made of the token and the rotation's seed, so that a second tab that
 * brings the same token within the grace is answered the same pair: the client alone lacks the seed, the database alone
 * lacks the token.
 */
export function tokensAfter(old: RefreshToken, seed: Buffer): TokenPair {
  const next = (use: string): string =>
    createHmac("sha256", seed).update(`${use}\n${old.family}\n${old.refresh}`).digest("base64url");
  return pair(next("access"), old.family, next("refresh"));
}
