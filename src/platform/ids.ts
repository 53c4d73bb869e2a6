import { randomBytes } from "node:crypto";

/**
 * A UUIDv7 (RFC 9562) whose twelve rand_a bits number the type of what it names, so that `node(id)` and errors know it
 * without a look-up. `casegraph_new_id(type)` makes the same in SQL.
 */
export function newId(type: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((type >> 8) & 0x0f);
  bytes[7] = type & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The type number inside an id; null for what is no id of ours. */
export function typeOfId(id: string): number | null {
  return SHAPE.test(id) ? Number.parseInt(id.slice(15, 18), 16) : null;
}
