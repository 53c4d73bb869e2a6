import { typeOfId } from "../platform/ids";
import { isSigned, signatureOf } from "../platform/signature";
import type { Ctx } from "../platform/work";

/*
 * Links to bytes. A link to a file names its viewer and the session or API token that it was handed to, and is worth
 * nothing without them: what that viewer may see is looked up anew at every download.
 */

/** A link to a file ends with the next but one of these, in seconds: the same link is answered for a while, so that browsers keep what it leads to. */
const SLOT_S = 300;
/** How long an upload may wait for its bytes, in ms. */
export const UPLOAD_LINK_MS = 3_600_000;

const FILE = "file";
const UPLOAD = "upload";

type Settings = Pick<Ctx["house"]["settings"], "secret" | "publicUrl">;

/** The address of an attachment's bytes for who asks; `now` in seconds. */
export function fileUrl(ctx: Ctx, attachmentId: string, now: number): string {
  const { secret, publicUrl } = ctx.house.settings;
  const viewer = ctx.viewer?.personId ?? "";
  const login = ctx.viewer?.sessionId ?? ctx.viewer?.apiTokenId ?? "";
  const until = (Math.floor(now / SLOT_S) + 2) * SLOT_S;
  const signature = signatureOf(secret, FILE, attachmentId, viewer, login, until);
  return `${publicUrl}/files/${attachmentId}?viewer=${viewer}&login=${login}&until=${until}&signature=${signature}`;
}

/** What a link to a file says once its signature is found to be ours. */
export interface FileLink {
  readonly attachmentId: string;
  readonly viewerId: string;
  /** The session or API token. */
  readonly loginId: string;
  /** In seconds since 1970. */
  readonly until: number;
}

/** Reads a link to a file; null where it is not ours. */
export function readFileLink(settings: Settings, attachmentId: string, query: URLSearchParams): FileLink | null {
  const [viewerId, loginId, until, signature] = ["viewer", "login", "until", "signature"].map(
    (name) => query.get(name) ?? "",
  ) as [string, string, string, string];
  if (!isSigned(signature, settings.secret, FILE, attachmentId, viewerId, loginId, until)) return null;
  if ([attachmentId, viewerId, loginId].some((id) => typeOfId(id) === null)) return null;
  return { attachmentId, viewerId, loginId, until: Number(until) };
}

/** Where the bytes of an upload are to be PUT until that instant. */
export function uploadUrl({ secret, publicUrl }: Settings, uploadId: string, until: Date): string {
  const seconds = Math.floor(until.getTime() / 1000);
  const signature = signatureOf(secret, UPLOAD, uploadId, seconds);
  return `${publicUrl}/uploads/${uploadId}?until=${seconds}&signature=${signature}`;
}

/** Until when the link to an upload holds, in seconds since 1970; null where it is not ours. */
export function readUploadLink({ secret }: Settings, uploadId: string, query: URLSearchParams): number | null {
  const [until, signature] = [query.get("until") ?? "", query.get("signature") ?? ""];
  if (!isSigned(signature, secret, UPLOAD, uploadId, until) || typeOfId(uploadId) === null) return null;
  return Number(until);
}
