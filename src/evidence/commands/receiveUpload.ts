import { randomBytes } from "node:crypto";
import { conflict, notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { takenType } from "../fileTypes.rules";
import { Intake, NotAsTold } from "../intake";
import { MOST_TRIES } from "../upload.rules";

export interface ReceiveUpload {
  readonly uploadId: string;
  /** Until when the link holds, in seconds since 1970. */
  readonly until: number;
  /** As the sender says before the bytes come; null where it says nothing. */
  readonly length: number | null;
  readonly contentType: string | null;
  readonly content: AsyncIterable<Buffer>;
}

/** Takes an upload's bytes in: counted, hashed and looked at on their way to the storage, where only what is as told stays. */
export async function receiveUpload(ctx: Ctx, input: ReceiveUpload) {
  const { uploadId } = input;
  const { storage } = ctx.house;
  const { key, size, contentType, sha256 } = await begin(ctx, input);
  if (input.length !== null && input.length !== size)
    throw new NotAsTold(
      input.length > size ? "longer" : "shorter",
      `${size} bytes were announced, not ${input.length}.`,
    );
  if (input.contentType !== null && takenType(input.contentType) !== contentType)
    throw new NotAsTold("type", `${contentType} was announced, not ${input.contentType}.`);
  const intake = new Intake({ size, contentType, sha256 });
  await storage.put(key, intake.pass(input.content), size);
  const { sha256: found, blocks } = intake.seen;
  try {
    await transact(ctx, async (work) => {
      const kept = await work.one(sql`
        UPDATE upload SET storage_key = ${key}, sha256 = ${found}, blocks = ${blocks}, stored_at = ${work.now}
        WHERE id = ${uploadId} AND stored_at IS NULL RETURNING true`);
      if (!kept) throw new Overtaken();
      return {};
    });
  } catch (error) {
    // Of any other failure it is not known whether it was written; the upload's end clears up.
    if (!(error instanceof Overtaken)) throw error;
    await storage.remove(key);
    throw conflict("The bytes of this upload have come by another way.");
  }
  return { uploadId, size, contentType, sha256: found };
}

/** Another try was faster, or the upload is over. */
class Overtaken extends Error {}

/** Writes down the key before a byte is stored under it, so that it is found again after a crash. */
async function begin(ctx: Ctx, { uploadId, until }: ReceiveUpload) {
  return transact(ctx, async (work) => {
    const upload = await work.one<{
      size: string;
      content_type: string;
      sha256: string | null;
      stored: boolean;
      tries: number;
    }>(sql`SELECT u.size, u.content_type, u.sha256, u.stored_at IS NOT NULL AS stored, cardinality(u.tried) AS tries
      FROM upload u JOIN person p ON p.id = u.owner_id AND p.active WHERE u.id = ${uploadId} FOR UPDATE OF u`);
    if (!upload || work.now.getTime() > until * 1000) throw notFound("The upload");
    if (upload.stored) throw conflict("The bytes of this upload have come already.");
    if (upload.tries >= MOST_TRIES) throw conflict("This upload was tried too often. Create another.");
    const key = `${uploadId}-${randomBytes(8).toString("hex")}`;
    await work.query(sql`UPDATE upload SET tried = tried || ${key}::text WHERE id = ${uploadId}`);
    return { key, size: Number(upload.size), contentType: upload.content_type, sha256: upload.sha256 };
  });
}
