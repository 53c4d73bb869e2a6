import { CaseAction } from "../../cases/case.policy";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { attachUploads, takeSubject } from "../evidence.steps";

export interface Attach {
  readonly subjectId: string;
  readonly uploadId: string;
  readonly caption?: string | null;
  readonly internal?: boolean;
}

/** Hangs an upload whose bytes have come on a case, activity, asset, customer or contract. */
export function attach(ctx: Ctx, input: Attach) {
  return transact(ctx, async (work) => {
    const subject = await takeSubject(work, input.subjectId, CaseAction.ATTACH);
    const { uploadId, caption, internal = false } = input;
    const [id] = await attachUploads(work, subject, { uploadIds: [uploadId], path: "uploadId", caption, internal });
    return { attachment: id!, case: subject.caseId };
  });
}
