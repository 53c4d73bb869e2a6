import type { EntityClass, Noun } from "./platform/read/scope";

/** Every noun: its table and GraphQL type, its number inside ids (never reused), and the one predicate of who sees it. */
export const NOUNS: readonly Noun[] = [];

export const nounMap = (): ReadonlyMap<EntityClass, Noun> => new Map(NOUNS.map((noun) => [noun.entity, noun]));
