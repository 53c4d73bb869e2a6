import { permit } from "../../platform/access/viewer";
import { ErrorCode, invalid, Refusal } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { MAY_UPLOAD } from "../evidence.policy";
import { TAKEN, takenType, wrongExtension } from "../fileTypes.rules";
import { UPLOAD_LINK_MS, uploadUrl } from "../link.rules";
import { EXPIRE_UPLOAD, MOST_OPEN_UPLOADS, UPLOAD_KEPT_MS } from "../upload.rules";

export interface CreateUpload {
  readonly filename: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256?: string | null;
}

/** Makes room for one file and answers where its bytes are to be PUT. */
export function createUpload(ctx: Ctx, input: CreateUpload) {
  const contentType = checked(ctx, input);
  const headers = [{ name: "content-type", value: contentType }];
  const answer = (uploadId: string, expiresAt: Date) => ({
    uploadId,
    headers,
    expiresAt,
    url: () => uploadUrl(ctx.house.settings, uploadId, expiresAt),
  });
  return transact(
    ctx,
    async (work) => {
      permit(work.viewer, ...MAY_UPLOAD);
      const open = await work.one<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM upload WHERE owner_id = ${work.actorId} AND attached_at IS NULL`,
      );
      if (open!.n >= MOST_OPEN_UPLOADS)
        throw new Refusal(
          ErrorCode.RATE_LIMITED,
          `${MOST_OPEN_UPLOADS} of your uploads are not attached to anything yet. They go after 24 h.`,
          { retryAfterSeconds: 3600 },
        );
      const id = newId(46);
      await work.query(sql`INSERT INTO upload (id, owner_id, filename, content_type, size, sha256, created_at)
        VALUES (${id}, ${work.actorId}, ${input.filename}, ${contentType}, ${input.size},
          ${input.sha256?.toLowerCase() ?? null}, ${work.now})`);
      await work.timer(EXPIRE_UPLOAD, id, new Date(work.now.getTime() + UPLOAD_KEPT_MS));
      return answer(id, new Date(work.now.getTime() + UPLOAD_LINK_MS));
    },
    { again: (kept) => answer(kept.uploadId, new Date(kept.expiresAt)) },
  );
}

/** The type that the bytes must turn out to be of. */
function checked(ctx: Ctx, { filename, contentType, size }: CreateUpload): string {
  const { uploadLimit } = ctx.house.settings;
  const type = takenType(contentType);
  if (type === null)
    throw invalid({ path: "input.contentType", rule: "taken", message: `this type is not taken: ${TAKEN} are` });
  const extension = wrongExtension(filename, type);
  if (extension !== null)
    throw invalid({ path: "input.filename", rule: "extension", message: `.${extension} is no name for ${type}` });
  if (size < 1 || size > uploadLimit)
    throw invalid({ path: "input.size", rule: "size", message: `this is from 1 to ${uploadLimit} bytes` });
  return type;
}
