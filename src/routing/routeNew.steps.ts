import type { CreateCase } from "../cases/commands/createCase";
import { applicantOf, coverFactsOf, type Draft, type NamedThings } from "../cases/newCase.steps";
import { coverOf } from "../entitlements/cover.steps";
import type { Work } from "../platform/work";
import { route } from "./route.steps";
import { rulesOf } from "./ruleSet.queries";

/** Who pays for a new case, and where the rules lead it; what its creator named wins over them. */
export async function routeNew(work: Work, input: CreateCase, found: NamedThings, draft: Draft) {
  const cover = await coverOf(work, coverFactsOf(found, draft), input);
  const applicant = applicantOf(work, input, found, draft, cover);
  const routed = await route(work, await rulesOf(work, found.revision), applicant, {
    queue: found.queue !== null,
    team: found.team !== null,
    assignee: found.assigneeId !== null,
    priority: input.priority != null,
  });
  return { cover, routed };
}
