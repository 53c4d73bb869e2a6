import { change } from "../cases/case.steps";
import { Channel } from "../cases/case.entity";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { conflict, invalid } from "../platform/errors";
import { conflictOn } from "../platform/transact";
import type { Work } from "../platform/work";
import { Activity, ActivityKind, Direction } from "./activity.entity";
import { ActivityVerb } from "./activity.policy";
import { about, type LockedActivity, takeFor } from "./activity.steps";

conflictOn("service_case_origin", "A case was opened from this activity already.");

/** What a case takes over from the call or mail that it is opened from. */
export interface Origin {
  readonly activity: LockedActivity;
  readonly channel: Channel;
  readonly customerId: string | null;
  /** Who called. */
  readonly contactId: string | null;
}

/** Locks an incoming call or mail that is to become the origin of a case; refuses what belongs to one already. */
export async function takeOrigin(work: Work, activityId: string): Promise<Origin> {
  const { activity, subject } = await takeFor(work, activityId, ActivityVerb.OPEN_CASE);
  if (activity.direction !== Direction.INCOMING)
    throw invalid({ path: "activityId", rule: "incoming", message: "a case is opened from what came in" });
  if (subject) throw conflict(`The activity belongs to ${subject.number} already.`);
  return {
    activity,
    channel: activity.kind === ActivityKind.EMAIL ? Channel.EMAIL : Channel.PHONE,
    customerId: activity.customerId,
    contactId: activity.withPersonId,
  };
}

/** Puts the call or mail on the case that was opened from it. */
export async function putOnCase(
  work: Work,
  { activity }: Origin,
  opened: { readonly id: string; readonly customerId: string | null },
): Promise<void> {
  const customerId = activity.customerId ?? opened.customerId;
  await work.update(Activity, activity, { case: opened.id, customer: customerId });
  work.record({
    ...about({ id: activity.id, caseId: opened.id }),
    kind: TimelineKind.ACTIVITY_UPDATED,
    type: EventType.ACTIVITY_UPDATED,
    changes: [...change("case", null, opened.id), ...change("customer", activity.customerId, customerId)],
  });
}
