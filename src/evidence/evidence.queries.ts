import { liveById } from "../platform/access/liveCredentials";
import { notFound } from "../platform/errors";
import type { House } from "../platform/house";
import { Scope } from "../platform/read/scope";
import { raw, render, sql, valuesOf } from "../platform/sql";
import { Attachment } from "./attachment.entity";
import type { FileLink } from "./link.rules";
import type { StoredFile } from "./outgoing";

/** What of an attachment its download needs. */
export interface FoundFile extends StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly sha256: string;
}

/**
 * The file behind a link, as its viewer may see it at this moment. NOT_FOUND once the link's time is over, the viewer's
 * sign-in or token has ended, or the attachment is out of the viewer's sight.
 */
export async function fileBehind(house: House, link: FileLink): Promise<FoundFile> {
  const viewer = await liveById(house.pool, link.loginId);
  if (viewer?.personId !== link.viewerId) throw notFound("The file");
  const scope = new Scope(viewer.permissionClass, house.nouns);
  const { text, params } = render(sql`
    SELECT a.id, a.filename, a.content_type AS "contentType", a.size::float8 AS size, a.sha256, a.blocks, a.storage_key AS key
    FROM attachment a WHERE a.id = ${link.attachmentId} AND ${scope.visible(Attachment, raw("a"))}
      AND ${scope.now} < to_timestamp(${link.until}::float8)`);
  const { rows } = await house.pool.query<FoundFile>(text, valuesOf(params, { viewer, variables: {} }));
  if (!rows[0]) throw notFound("The file");
  return rows[0];
}
