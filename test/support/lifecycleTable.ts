import { CaseAction, FINISHED, RULES } from "../../src/cases/case.policy";
import { CaseState } from "../../src/cases/settings.entity";

/** What an action does in a state: the state that it leads to, `stays`, or the code by which it is refused. */
export function cell(action: CaseAction, state: CaseState): string {
  const rule = RULES[action];
  if (!rule.states.includes(state)) return FINISHED.includes(state) ? "CASE_READ_ONLY" : "INVALID_TRANSITION";
  if (rule.to !== undefined && rule.to !== state) return rule.to;
  return rule.opens && state === CaseState.NEW ? CaseState.OPEN : "stays";
}

/** The table of RULES as ARCHITECTURE.md shows it. */
export function lifecycleTable(): string {
  const states = Object.values(CaseState);
  const word = (text: string) =>
    text === "CASE_READ_ONLY" ? "–" : text === "INVALID_TRANSITION" ? "not now" : text === "stays" ? "✓" : `→ ${text}`;
  return [
    `| | ${states.join(" | ")} |`,
    `| --- |${" --- |".repeat(states.length)}`,
    ...Object.values(CaseAction).map(
      (action) => `| ${action} | ${states.map((state) => word(cell(action, state))).join(" | ")} |`,
    ),
  ].join("\n");
}
