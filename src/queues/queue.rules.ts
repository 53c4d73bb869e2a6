import { type Sql, sql } from "../platform/sql";

/** True where the person is in the queue: by name, or as a member of the team whose queue it is. */
export const isMember = (queue: Sql, personId: Sql): Sql => sql`(EXISTS (SELECT FROM queue_member belongs
  WHERE belongs.queue_id = ${queue}.id AND belongs.person_id = ${personId})
  OR EXISTS (SELECT FROM team_member belongs WHERE belongs.team_id = ${queue}.team_id AND belongs.person_id = ${personId}))`;

/** True where the person may pick from the queue, and put into it. */
export const isOpenTo = (queue: Sql, personId: Sql): Sql =>
  sql`(${queue}.access = 'PUBLIC' OR ${isMember(queue, personId)})`;
