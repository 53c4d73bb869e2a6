import { takeActivity } from "../activities/activity.steps";
import { Asset } from "../assets/asset.entity";
import { CaseAction } from "../cases/case.policy";
import { takeCase } from "../cases/case.steps";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { Contract } from "../entitlements/contract.entity";
import { Customer } from "../people/customer.entity";
import { permit } from "../platform/access/viewer";
import { forbidden, invalid, notFound } from "../platform/errors";
import { newId, typeOfId } from "../platform/ids";
import type { EntityClass } from "../platform/read/scope";
import { ident, raw, type Sql, sql } from "../platform/sql";
import type { NewEvent, Work } from "../platform/work";
import { Attachment } from "./attachment.entity";
import { type MAY_HANG, MAY_WRITE } from "./evidence.policy";
import { MOST_AT_ONCE } from "./upload.rules";

/** What evidence hangs on, and how the log tells of it. */
export interface Subject {
  readonly column: (typeof MAY_HANG)[number];
  readonly id: string;
  /** The case that it belongs to, if any. */
  readonly caseId: string | null;
  readonly about: Pick<NewEvent, "subjectId" | "caseId" | "assetId" | "activityId">;
}

export const caseSubject = (id: string): Subject => ({
  column: "case_id",
  id,
  caseId: id,
  about: { subjectId: id, caseId: id },
});

export const activitySubject = (id: string, caseId: string | null): Subject => ({
  column: "activity_id",
  id,
  caseId,
  about: { subjectId: id, caseId, activityId: id },
});

/** Locks what an id names and refuses unless the viewer may hang evidence, or links, on it now. */
export async function takeSubject(
  work: Work,
  id: string,
  action: CaseAction.ATTACH | CaseAction.LINK,
): Promise<Subject> {
  switch (typeOfId(id)) {
    case 23:
      return caseSubject((await takeCase(work, id, action)).id);
    case 27: {
      if (action === CaseAction.LINK) break;
      const { activity } = await takeActivity(work, id, action);
      // Customers answer on their case; activities are the staff's to write to.
      if (work.scope.portal) throw forbidden();
      return activitySubject(activity.id, activity.caseId);
    }
    case 10:
      return seenRow(work, id, "asset_id", Asset, "asset");
    case 6:
      return seenRow(work, id, "customer_id", Customer, "customer");
    case 36:
      if (action === CaseAction.LINK) break;
      return seenRow(work, id, "contract_id", Contract, "contract");
  }
  throw notFound("What this is for");
}

async function seenRow(
  work: Work,
  id: string,
  column: keyof typeof MAY_WRITE,
  entity: EntityClass,
  table: string,
): Promise<Subject> {
  const found = await work.one(
    sql`SELECT r.id FROM ${ident(table)} r WHERE r.id = ${id} AND ${work.scope.visible(entity, raw("r"))} FOR SHARE`,
  );
  if (!found) throw notFound(`The ${table}`);
  if (work.ctx.viewer) permit(work.ctx.viewer, MAY_WRITE[column]);
  return { column, id, caseId: null, about: { subjectId: id, ...(column === "asset_id" && { assetId: id }) } };
}

interface Given {
  readonly uploadIds: readonly string[];
  /** Where they were named: `input.uploadIds`. */
  readonly path: string;
  readonly internal?: boolean;
  readonly caption?: string | null;
  readonly commentId?: string;
}

/** Makes attachments of one's own uploads, whose bytes must have come; answers their ids. The subject is locked already. */
export async function attachUploads(work: Work, subject: Subject, given: Given): Promise<string[]> {
  if (given.uploadIds.length > MOST_AT_ONCE)
    throw invalid({ path: given.path, rule: "maxItems", message: `must be at most ${MOST_AT_ONCE} uploads` });
  const attached: string[] = [];
  const own = work.ctx.viewer ? sql`AND u.owner_id = ${work.actorId}` : raw("");
  for (const [i, uploadId] of given.uploadIds.entries()) {
    const path = given.path.endsWith("Ids") ? `${given.path}.${i}` : given.path;
    const upload =
      typeOfId(uploadId) === 46 &&
      (await work.one<{ filename: string; stored: boolean; used: boolean }>(
        sql`SELECT u.filename, u.stored_at IS NOT NULL AS stored, u.attached_at IS NOT NULL AS used
          FROM upload u WHERE u.id = ${uploadId} ${own} FOR UPDATE`,
      ));
    if (!upload) throw invalid({ path, rule: "exists", message: "no upload of yours has this id" });
    if (upload.used) throw invalid({ path, rule: "unused", message: "this upload is attached already" });
    if (!upload.stored) throw invalid({ path, rule: "arrived", message: "the bytes of this upload have not come yet" });
    const id = newId(11);
    const internal = (given.internal ?? false) && !work.scope.portal;
    await work.query(sql`
      INSERT INTO attachment (id, ${raw(subject.column)}, filename, content_type, size, sha256, blocks, storage_key, caption,
        internal, uploaded_by_id, created_at)
      SELECT ${id}, ${subject.id}, filename, content_type, size, sha256, blocks, storage_key, ${given.caption ?? null}::text,
        ${internal}::boolean, owner_id, ${work.now} FROM upload WHERE id = ${uploadId}`);
    await work.query(sql`UPDATE upload SET attached_at = ${work.now} WHERE id = ${uploadId}`);
    work.record({
      ...subject.about,
      kind: TimelineKind.EVIDENCE_ADDED,
      type: EventType.EVIDENCE_ADDED,
      attachmentId: id,
      data: { internal },
      words: { note: given.caption ?? null, changes: [{ field: "evidence", from: null, to: upload.filename }] },
      ...(given.commentId !== undefined && { commentId: given.commentId }),
    });
    attached.push(id);
  }
  return attached;
}

/** Shows attachments with a comment: fresh uploads, or evidence that its case has. */
export async function attachToComment(
  work: Work,
  comment: { readonly id: string; readonly caseId: string; readonly internal: boolean },
  given: { readonly uploadIds?: readonly string[] | null; readonly attachmentIds?: readonly string[] | null },
): Promise<void> {
  const fresh = await attachUploads(work, caseSubject(comment.caseId), {
    uploadIds: given.uploadIds ?? [],
    path: "uploadIds",
    internal: comment.internal,
    commentId: comment.id,
  });
  const standing = await evidenceOf(work, comment.caseId, given.attachmentIds ?? []);
  for (const [position, id] of [...fresh, ...standing].entries())
    await work.query(sql`INSERT INTO comment_attachment (comment_id, attachment_id, position)
      VALUES (${comment.id}, ${id}, ${position}) ON CONFLICT DO NOTHING`);
}

async function evidenceOf(work: Work, caseId: string, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return ids;
  const a = raw("a");
  const found = await work.query<{ id: string }>(sql`SELECT a.id FROM attachment a
    WHERE a.id = ANY (${ids}::uuid[]) AND a.case_id = ${caseId} AND ${work.scope.visible(Attachment, a)} FOR SHARE`);
  const there = new Set(found.map(({ id }) => id));
  const missing = ids.flatMap((id, i) => (there.has(id.toLowerCase()) ? [] : [i]));
  if (missing.length > 0)
    throw invalid(
      ...missing.map((i) => ({
        path: `attachmentIds.${i}`,
        rule: "exists",
        message: "the case has no evidence with this id",
      })),
    );
  return ids;
}

/** What a row of evidence or a link hangs on, found before it is locked. */
export async function subjectOf(work: Work, table: "attachment" | "external_link", visible: Sql, id: string) {
  const columns =
    table === "attachment"
      ? raw("r.case_id, r.activity_id, r.asset_id, r.customer_id, r.contract_id")
      : raw("r.case_id, r.asset_id, r.customer_id");
  const row = await work.one<{ id: string }>(sql`SELECT coalesce(${columns}) AS id
    FROM ${ident(table)} r WHERE r.id = ${id} AND ${visible}`);
  return row?.id ?? null;
}

/** The type of an event about a link: links have none of their own. */
export const updated = ({ column }: Subject): EventType =>
  column === "case_id"
    ? EventType.CASE_UPDATED
    : column === "asset_id"
      ? EventType.ASSET_UPDATED
      : EventType.CUSTOMER_UPDATED;

/** Evidence and links of a case become another's, under the same ids; comments show what they showed. */
export async function moveEvidence(work: Work, fromCaseId: string, toCaseId: string): Promise<void> {
  await work.query(sql`UPDATE attachment SET case_id = ${toCaseId} WHERE case_id = ${fromCaseId}`);
  await work.query(sql`UPDATE external_link SET case_id = ${toCaseId} WHERE case_id = ${fromCaseId}`);
}
