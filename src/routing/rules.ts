/** The desk's own team where no reason says otherwise. */
const DEFAULT_TEAM = "support";

const TEAM_OF_REASON: Readonly<Record<string, string>> = {
  missing_part: "purchasing",
  wrong_item: "warehouse",
  site_not_ready: "branch_manager",
  access_issue: "branch_manager",
};

/** The key of the team that a case of this reason goes to. */
export const teamForReason = (reason: string): string => TEAM_OF_REASON[reason] ?? DEFAULT_TEAM;

/** True where the manager of the case's branch gets it, when there is one. */
export const toBranchManager = (reason: string): boolean => teamForReason(reason) === "branch_manager";
