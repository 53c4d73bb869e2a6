import type { Scope } from "../platform/read/scope";
import { raw, type Sql, sql } from "../platform/sql";
import { Case } from "./case.entity";

const changed = (entry: Sql, field: string, side: "from" | "to"): Sql =>
  sql`(jsonb_path_query_first(${entry}.changes, ${raw(`'$[*] ? (@.field == "${field}").${side}'`)}) #>> '{}')`;

const person = (entry: Sql, key: string): Sql =>
  sql`(SELECT said.name FROM person said WHERE said.id = (${entry}.data ->> ${raw(`'${key}'`)})::uuid)`;

const team = (entry: Sql): Sql =>
  sql`(SELECT said.name FROM team said WHERE said.id = (${entry}.data ->> 'teamId')::uuid)`;

const entitlement = (entry: Sql): Sql =>
  sql`(SELECT said.name FROM entitlement said WHERE said.id = (${entry}.data ->> 'entitlementId')::uuid)`;

const amount = (entry: Sql): Sql =>
  sql`(CASE ${entry}.data ->> 'unit' WHEN 'HOURS' THEN concat(', ', trunc((${entry}.data ->> 'amount')::numeric, 2), ' hours') END)`;
const queue = (entry: Sql, key: "queueId" | "fromQueueId"): Sql =>
  sql`(SELECT said.name FROM queue said WHERE said.id = (${entry}.data ->> ${raw(`'${key}'`)})::uuid)`;

const article = (entry: Sql): Sql =>
  sql`(SELECT said.number FROM article said WHERE said.id = (${entry}.data ->> 'articleId')::uuid)`;

/** An activity's subject; once it is deleted, what its deletion says that it was. */
const subject = (
  entry: Sql,
): Sql => sql`coalesce((SELECT said.subject FROM activity said WHERE said.id = ${entry}.activity_id),
  (SELECT said.changes -> 0 ->> 'from' FROM event gone JOIN event_words said ON said.event_seq = gone.seq
    WHERE gone.subject_id = ${entry}.activity_id AND gone.kind = 'ACTIVITY_DELETED'))`;

/** The name that somebody gave to what was added or removed. */
const said = (entry: Sql, side: "from" | "to"): Sql =>
  sql`(SELECT said.changes -> 0 ->> ${raw(`'${side}'`)} FROM event_words said WHERE said.event_seq = ${entry}.seq)`;

/** All of them, where several were added or removed at once. */
const allSaid = (entry: Sql, side: "from" | "to"): Sql =>
  sql`(SELECT string_agg(part ->> ${raw(`'${side}'`)}, ', ') FROM event_words said, jsonb_array_elements(said.changes) part
    WHERE said.event_seq = ${entry}.seq)`;

/** The other case that an entry is about, by its number only for who sees it. */
const otherCase = (entry: Sql, scope: Scope): Sql =>
  sql`coalesce((SELECT said.number FROM service_case said WHERE said.id = (${entry}.data ->> 'otherId')::uuid
    AND ${scope.visible(Case, raw("said"))}), 'another case')`;

/** How the case stands to the other one of a link. */
const standing = (entry: Sql): Sql => sql`CASE concat(${entry}.data ->> 'linkKind', ${entry}.data ->> 'outgoing')
    WHEN 'DUPLICATEStrue' THEN 'duplicates ' WHEN 'DUPLICATESfalse' THEN 'duplicated by '
    WHEN 'CAUSED_BYtrue' THEN 'caused by ' WHEN 'CAUSED_BYfalse' THEN 'cause of '
    WHEN 'BLOCKStrue' THEN 'blocks ' WHEN 'BLOCKSfalse' THEN 'blocked by ' ELSE 'relates to ' END`;
/** Which clock. */
const clock = (entry: Sql): Sql =>
  sql`CASE ${entry}.sla_kind WHEN 'FIRST_RESPONSE' THEN 'first-response' ELSE 'resolution' END`;

/** What happened, in one sentence, from what the log says and the names that things have now. */
export const summary = (entry: Sql, scope: Scope): Sql => sql`CASE ${entry}.kind
  WHEN 'OPENED' THEN concat('Opened as ', ${entry}.data ->> 'number', '.')
  WHEN 'UPDATED' THEN concat('Changed ', (SELECT string_agg(part ->> 'field', ', ') FROM jsonb_array_elements(
    ${entry}.changes || coalesce((SELECT said.changes FROM event_words said WHERE said.event_seq = ${entry}.seq), '[]')) part), '.')
  WHEN 'STATUS_CHANGED' THEN concat('Status changed from ', ${changed(entry, "status", "from")}, ' to ', ${changed(entry, "status", "to")}, '.')
  WHEN 'HELD' THEN concat('Put on hold', ' until ' || ${changed(entry, "holdUntil", "to")}, '.')
  WHEN 'RESUMED' THEN CASE WHEN (${entry}.data ->> 'byItself')::boolean THEN 'Resumed by itself.' ELSE 'Resumed.' END
  WHEN 'ESCALATED' THEN concat('Escalated to level ', ${changed(entry, "escalationLevel", "to")}, '.')
  WHEN 'STAGE_CHANGED' THEN CASE WHEN (${entry}.data ->> 'completed')::boolean THEN 'Process completed.'
    ELSE concat('Stage changed from ', coalesce(${changed(entry, "stage", "from")}, 'none'), ' to ', coalesce(${changed(entry, "stage", "to")}, 'none'), '.') END
  WHEN 'PRIORITY_CHANGED' THEN concat('Priority changed from ', ${changed(entry, "priority", "from")}, ' to ', ${changed(entry, "priority", "to")}, '.')
  WHEN 'ROUTED' THEN concat('Routed', ' to ' || coalesce(${person(entry, "assigneeId")}, ${team(entry)}),
    ' by the rule ' || ${changed(entry, "rule", "to")}, '.')
  WHEN 'QUEUED' THEN concat('Put into the queue ', ${queue(entry, "queueId")}, '.')
  WHEN 'MOVED' THEN concat('Moved from the queue ', ${queue(entry, "fromQueueId")}, ' to ', ${queue(entry, "queueId")}, '.')
  WHEN 'PICKED' THEN concat('Taken from the queue ', ${queue(entry, "queueId")}, ' by ', ${person(entry, "assigneeId")}, '.')
  WHEN 'RELEASED' THEN concat('Given back to the queue ', ${queue(entry, "queueId")}, coalesce(' by ' || ${person(entry, "lostAssigneeId")}, ''), '.')
  WHEN 'DEQUEUED' THEN concat('Taken off the queue ', ${queue(entry, "queueId")}, '.')
  WHEN 'ASSIGNED' THEN concat('Assigned to ', coalesce(${person(entry, "assigneeId")}, ${team(entry)}, 'nobody'), '.')
  WHEN 'UNASSIGNED' THEN concat('Taken off ', coalesce(${person(entry, "lostAssigneeId")}, 'its owner'), '.')
  WHEN 'HANDED_BACK' THEN concat('Handed back by ', coalesce(${person(entry, "lostAssigneeId")}, 'its owner'), coalesce(': ' || ${subject(entry)}, ''), '.')
  WHEN 'COMMENTED' THEN CASE WHEN (${entry}.data ->> 'internal')::boolean THEN 'Internal comment added.' ELSE 'Comment added.' END
  WHEN 'EVIDENCE_ADDED' THEN concat('Evidence added: ', ${said(entry, "to")}, '.')
  WHEN 'EVIDENCE_REMOVED' THEN concat('Evidence removed: ', ${said(entry, "from")}, '.')
  WHEN 'LINK_ADDED' THEN concat('Link added: ', ${said(entry, "to")}, '.')
  WHEN 'LINK_REMOVED' THEN concat('Link removed: ', ${said(entry, "from")}, '.')
  WHEN 'PERSON_ASSOCIATED' THEN concat(coalesce(${person(entry, "personId")}, 'Somebody'), ' associated', ' as ' || ${said(entry, "to")}, '.')
  WHEN 'PERSON_DISSOCIATED' THEN concat(coalesce(${person(entry, "personId")}, 'Somebody'), ' is no longer associated.')
  WHEN 'COLLABORATOR_ADDED' THEN concat(coalesce(${person(entry, "personId")}, 'Somebody'), ' collaborates.')
  WHEN 'COLLABORATOR_REMOVED' THEN concat(coalesce(${person(entry, "personId")}, 'Somebody'), ' no longer collaborates.')
  WHEN 'TAGGED' THEN concat('Tagged: ', ${allSaid(entry, "to")}, '.')
  WHEN 'UNTAGGED' THEN concat('Tags taken off: ', ${allSaid(entry, "from")}, '.')
  WHEN 'LINKED' THEN concat('Linked: ', ${standing(entry)}, ${otherCase(entry, scope)}, '.')
  WHEN 'UNLINKED' THEN concat('Link taken off: ', ${standing(entry)}, ${otherCase(entry, scope)}, '.')
  WHEN 'MERGED' THEN CASE WHEN (${entry}.data ->> 'outgoing')::boolean THEN concat('Merged into ', ${otherCase(entry, scope)}, '.')
    ELSE concat('Took in ', ${otherCase(entry, scope)}, '.') END
  WHEN 'PARENT_CHANGED' THEN concat(CASE WHEN ${entry}.data ? 'childId' THEN
      CASE WHEN (${entry}.data ->> 'joined')::boolean THEN 'Became the parent of ' ELSE 'No longer the parent of ' END
    WHEN (${entry}.data ->> 'joined')::boolean THEN 'Became a part of ' ELSE 'No longer a part of ' END, ${otherCase(entry, scope)}, '.')
  WHEN 'ARTICLE_LINKED' THEN concat('Article linked: ', ${article(entry)}, '.')
  WHEN 'ARTICLE_UNLINKED' THEN concat('Article taken off: ', ${article(entry)}, '.')
  WHEN 'ACTIVITY_ADDED' THEN concat('Activity added: ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_ASSIGNED' THEN concat('Activity assigned to ', coalesce(${person(entry, "assigneeId")}, ${team(entry)}, 'nobody'), ': ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_UPDATED' THEN concat('Activity changed: ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_STARTED' THEN concat('Activity started: ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_REOPENED' THEN concat('Activity opened again: ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_DELETED' THEN concat('Activity deleted: ', ${said(entry, "from")}, '.')
  WHEN 'ACTIVITY_OVERDUE' THEN concat('Activity overdue: ', ${subject(entry)}, '.')
  WHEN 'APPOINTMENT_MOVED' THEN concat('Appointment moved from ', ${changed(entry, "startsAt", "from")}, ' to ', ${changed(entry, "startsAt", "to")}, ': ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_COMPLETED' THEN concat('Activity completed: ', ${subject(entry)}, '.')
  WHEN 'ACTIVITY_CANCELED' THEN concat('Activity canceled: ', ${subject(entry)}, '.')
  WHEN 'SLA_STARTED' THEN concat('The ', ${clock(entry)}, ' clock started', ', due ' || ${changed(entry, "dueAt", "to")}, '.')
  WHEN 'SLA_WARNED' THEN concat('The ', ${clock(entry)}, ' clock nears its due time, ', ${entry}.data ->> 'dueAt', '.')
  WHEN 'SLA_BREACHED' THEN concat('The ', ${clock(entry)}, ' clock is breached: it was due ', ${entry}.data ->> 'dueAt', '.')
  WHEN 'SLA_CHANGED' THEN CASE WHEN ${entry}.data ? 'clocks' THEN concat(${entry}.data ->> 'clocks', ' due times changed.')
    ELSE concat('Due time changed from ', coalesce(${changed(entry, "dueAt", "from")}, 'none'),  ' to ', coalesce(${changed(entry, "dueAt", "to")}, 'none'), '.') END
  WHEN 'SLA_PAUSED' THEN 'The clock stands still.'
  WHEN 'SLA_RESUMED' THEN concat('The clock goes on', ', due ' || ${changed(entry, "dueAt", "to")}, '.')
  WHEN 'SLA_CANCELED' THEN 'The clock was called off.'
  WHEN 'SLA_MET' THEN CASE WHEN (${entry}.data ->> 'late')::boolean THEN 'Due time met late.' ELSE 'Due time met.' END
  WHEN 'ENTITLEMENT_APPLIED' THEN concat('Entitlement applied: ', ${entitlement(entry)}, '.')
  WHEN 'ENTITLEMENT_USED' THEN concat('Entitlement used: ', ${entitlement(entry)}, ${amount(entry)}, '.')
  WHEN 'ENTITLEMENT_RETURNED' THEN concat('Entitlement given back: ', ${entitlement(entry)}, ${amount(entry)}, '.')
  WHEN 'SUPPLIER_RETURN_OPENED' THEN concat('Supplier return ', ${entry}.data ->> 'number', ' opened.')
  WHEN 'SUPPLIER_RETURN_CHANGED' THEN concat('Supplier return ', ${entry}.data ->> 'number', ' changed',
    ' from ' || ${changed(entry, "status", "from")} || ' to ' || ${changed(entry, "status", "to")}, '.')
  WHEN 'RESOLVED' THEN concat('Resolved', (SELECT ' as ' || said.name FROM resolution_path said WHERE said.key = ${entry}.data ->> 'path'), '.')
  WHEN 'SATISFACTION_RECORDED' THEN concat('Satisfaction recorded: ', ${entry}.data ->> 'score', ' of 5.')
  ELSE concat(upper(left(${entry}.kind, 1)), replace(lower(substr(${entry}.kind, 2)), '_', ' '), '.') END`;
