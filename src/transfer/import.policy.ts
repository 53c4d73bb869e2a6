import type { Visible } from "../platform/read/scope";
import { sql } from "../platform/sql";

/** Who started it. */
export const importRunVisible: Visible = (run, scope) => sql`${run}.started_by_id = ${scope.viewerId}`;
