import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { tagWith } from "../tags.steps";

export interface TagCase {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Puts tags on a case; those that it has already stay. */
export function tagCase(ctx: Ctx, { id, tags }: TagCase) {
  return transact(ctx, async (work) => ({ case: await tagWith(work, { id, add: tags }), warnings: [] }));
}
