import type { Visible } from "../platform/read/scope";
import { FALSE, TRUE } from "../platform/sql";

/** Calendars and their days off are the staff's. */
export const calendarVisible: Visible = (_row, scope) => (scope.portal ? FALSE : TRUE);
