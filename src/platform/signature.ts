import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs values for one purpose, so that a signature for one thing never passes for another. */
export const signatureOf = (secret: string, purpose: string, ...values: readonly (string | number)[]): string =>
  createHmac("sha256", secret)
    .update([purpose, ...values].join("\n"))
    .digest("base64url");

/** True where the signature is ours; takes the same time however wrong it is. */
export function isSigned(
  signature: string,
  secret: string,
  purpose: string,
  ...values: readonly (string | number)[]
): boolean {
  const wanted = Buffer.from(signatureOf(secret, purpose, ...values));
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
