import type { Work } from "../platform/work";
import { membersOf, type TeamFound } from "./case.queries";

/** Whose a case or an activity is, or was. */
export interface Owned {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** Who is told that something changes hands: those who get it, and those who lose it and get nothing. `team`: the new one. */
export async function audienceOf(work: Work, was: Owned, is: Owned, team: TeamFound | null) {
  const changedPerson = is.assigneeId !== was.assigneeId;
  const changedTeam = is.teamId !== was.teamId;
  const assigned = new Set([
    ...(changedPerson && is.assigneeId !== null ? [is.assigneeId] : []),
    ...(changedTeam && team ? team.members : []),
  ]);
  const losers = new Set([
    ...(changedPerson && was.assigneeId !== null ? [was.assigneeId] : []),
    ...(changedTeam ? await membersOf(work, was.teamId) : []),
  ]);
  return { assigned: [...assigned], lost: [...losers].filter((person) => !assigned.has(person)) };
}
