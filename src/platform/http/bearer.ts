const BEARER = /^bearer +([A-Za-z0-9._~+/=-]{1,512}) *$/i;

/** The token of an `authorization` value; null for anything that is not `Bearer …`. */
export const bearerOf = (header: unknown): string | null =>
  typeof header === "string" ? (BEARER.exec(header)?.[1] ?? null) : null;
