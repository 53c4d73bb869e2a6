/** What one request, one credential and one socket may ask for. Generous: they stop what runs away, not who works. */
export interface Limits {
  /** Characters of a query text. */
  readonly textLength: number;
  /** Lexical tokens of a query text. */
  readonly tokens: number;
  /** Errors of a validation before it stops looking. */
  readonly validationErrors: number;
  /** Fields below one another, `edges` and `node` counted. */
  readonly depth: number;
  /** Fields of an operation with its fragments written out. */
  readonly fields: number;
  /** Root fields of a query, aliases counted. */
  readonly rootFields: number;
  /** Root fields of a mutation: each is a transaction of its own. */
  readonly mutationFields: number;
  /** Objects that an operation may read: page sizes multiply along nested lists. */
  readonly cost: number;
  /** Requests at once with one credential, or from one address without. */
  readonly atOnce: number;
  /** Requests per second, and in one go, with one credential. */
  readonly perSecond: number;
  readonly burst: number;
  /** The same from one address without a credential. */
  readonly anonymousPerSecond: number;
  readonly anonymousBurst: number;
  /** Open subscriptions of one socket. */
  readonly subscriptions: number;
  /** Sockets of this server. */
  readonly sockets: number;
}

export const LIMITS: Limits = {
  textLength: 64 * 1024,
  tokens: 5_000,
  validationErrors: 20,
  depth: 20,
  fields: 1_000,
  rootFields: 50,
  mutationFields: 20,
  cost: 50_000,
  atOnce: 1_000,
  perSecond: 10_000,
  burst: 20_000,
  anonymousPerSecond: 500,
  anonymousBurst: 2_000,
  subscriptions: 200,
  sockets: 50_000,
};
