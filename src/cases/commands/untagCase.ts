import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { tagWith } from "../tags.steps";
import type { TagCase } from "./tagCase";

/** Takes tags off a case; those that it has not are passed over. */
export function untagCase(ctx: Ctx, { id, tags }: TagCase) {
  return transact(ctx, async (work) => ({ case: await tagWith(work, { id, remove: tags }), warnings: [] }));
}
