-- MyActivities, for who sees every case
SELECT concat((
    SELECT concat('{"totalCount":',(
        SELECT count(*)
        FROM "activity" "t2"
        WHERE ("t2".state = 'OPEN'::text
          AND "t2".assignee_id = $1::uuid)),',"nodes":[',string_agg(
        CASE
        WHEN "t1"."kind" = 'TASK' THEN ('{"__typename":"Task","id":"'||("t1"."id")::text||'","subject":'||(to_json(("t1"."subject")::text)::text)::text||',"dueAt":'||(coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"case":'||(
            CASE
            WHEN "t3"."id" IS NULL THEN 'null'
            ELSE ('{"number":'||(to_json(("t3"."number")::text)::text)::text||'}') END)::text||'}')
        WHEN "t1"."kind" = 'PHONE_CALL' THEN ('{"__typename":"PhoneCall","id":"'||("t1"."id")::text||'","subject":'||(to_json(("t1"."subject")::text)::text)::text||',"dueAt":'||(coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"case":'||(
            CASE
            WHEN "t3"."id" IS NULL THEN 'null'
            ELSE ('{"number":'||(to_json(("t3"."number")::text)::text)::text||'}') END)::text||'}')
        WHEN "t1"."kind" = 'EMAIL' THEN ('{"__typename":"Email","id":"'||("t1"."id")::text||'","subject":'||(to_json(("t1"."subject")::text)::text)::text||',"dueAt":'||(coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"case":'||(
            CASE
            WHEN "t3"."id" IS NULL THEN 'null'
            ELSE ('{"number":'||(to_json(("t3"."number")::text)::text)::text||'}') END)::text||'}')
        WHEN "t1"."kind" = 'APPOINTMENT' THEN ('{"__typename":"Appointment","id":"'||("t1"."id")::text||'","subject":'||(to_json(("t1"."subject")::text)::text)::text||',"dueAt":'||(coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"case":'||(
            CASE
            WHEN "t3"."id" IS NULL THEN 'null'
            ELSE ('{"number":'||(to_json(("t3"."number")::text)::text)::text||'}') END)::text||',"startsAt":"'||(to_char(("t1"."starts_at") AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","endsAt":"'||(to_char(("t1"."ends_at") AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","location":'||(coalesce(to_json(("t1"."location")::text)::text,
              'null'))::text||'}')
        ELSE 'null' END,','
        ORDER BY "t1"."#" ASC),']}')
    FROM (
      SELECT x.*,row_number() OVER () AS "#"
      FROM (
        SELECT "t4"."kind","t4"."id","t4"."subject","t4"."due_at","t4"."starts_at","t4"."ends_at","t4"."location",
        "t4"."case_id"
        FROM "activity" "t4"
        WHERE ("t4".state = 'OPEN'::text
          AND "t4".assignee_id = $1::uuid)
        ORDER BY coalesce("t4".due_at,'infinity') ASC, "t4".created_at ASC, "t4"."id" ASC
        LIMIT 50) x) "t1"
    LEFT
    JOIN "service_case" "t3" ON "t3"."id" = "t1"."case_id"))

-- ActivityTimeline, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"state":"',"t1"."state",'","firstRespondedAt":',coalesce('"'||to_char(("t1"."first_responded_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"currentStep":',to_json((coalesce((
                SELECT step.subject
                FROM activity step
                WHERE step.case_id = "t1".id
                AND step.state = 'OPEN'
                AND step.started_at IS NOT NULL
                AND true
                ORDER BY step.started_at DESC, step.id DESC
                LIMIT 1), (
                SELECT step.name
                FROM case_status step
                WHERE step.id = "t1".status_id)))::text)::text,',"timeSpent":','"'||casegraph_duration(coalesce((
              SELECT sum(coalesce(part.time_spent, part.duration, part.ends_at - part.starts_at))
              FROM activity part
              WHERE part.case_id = "t1".id
              AND part.state <> 'CANCELED'
              AND true), interval '0'))||'"',',"timeline":',(
          SELECT concat('{"nodes":[',string_agg(concat('{"kind":"',"t2"."kind",'","summary":',to_json((
                    CASE "t2".kind
                    WHEN 'OPENED' THEN concat('Opened as ', "t2".data ->> 'number', '.')
                    WHEN 'UPDATED' THEN concat('Changed ', (
                        SELECT string_agg(part ->> 'field', ', ')
                        FROM jsonb_array_elements( "t2".changes || coalesce((
                              SELECT said.changes
                              FROM event_words said
                              WHERE said.event_seq = "t2".seq), '[]')) part), '.')
                    WHEN 'STATUS_CHANGED' THEN concat('Status changed from ', (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "status").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "status").to') #>> '{}'), '.')
                    WHEN 'HELD' THEN concat('Put on hold', ' until ' || (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "holdUntil").to') #>> '{}'),
                      '.')
                    WHEN 'RESUMED' THEN
                    CASE
                    WHEN ("t2".data ->> 'byItself')::boolean THEN 'Resumed by itself.'
                    ELSE 'Resumed.' END
                    WHEN 'ESCALATED' THEN concat('Escalated to level ', (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "escalationLevel").to') #>> '{}'),
                      '.')
                    WHEN 'STAGE_CHANGED' THEN
                    CASE
                    WHEN ("t2".data ->> 'completed')::boolean THEN 'Process completed.'
                    ELSE concat('Stage changed from ', coalesce((jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "stage").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "stage").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'PRIORITY_CHANGED' THEN concat('Priority changed from ', (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "priority").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "priority").to') #>> '{}'), '.')
                    WHEN 'ROUTED' THEN concat('Routed', ' to ' || coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t2".data ->> 'teamId')::uuid)), ' by the rule ' || (jsonb_path_query_first("t2".changes,
                          '$[*] ? (@.field == "rule").to') #>> '{}'), '.')
                    WHEN 'QUEUED' THEN concat('Put into the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t2".data ->> 'queueId')::uuid), '.')
                    WHEN 'MOVED' THEN concat('Moved from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t2".data ->> 'fromQueueId')::uuid), ' to ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t2".data ->> 'queueId')::uuid), '.')
                    WHEN 'PICKED' THEN concat('Taken from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t2".data ->> 'queueId')::uuid), ' by ', (
                        SELECT said.name
                        FROM person said
                        WHERE said.id = ("t2".data ->> 'assigneeId')::uuid), '.')
                    WHEN 'RELEASED' THEN concat('Given back to the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t2".data ->> 'queueId')::uuid), coalesce(' by ' || (
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'lostAssigneeId')::uuid), ''), '.')
                    WHEN 'DEQUEUED' THEN concat('Taken off the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t2".data ->> 'queueId')::uuid), '.')
                    WHEN 'ASSIGNED' THEN concat('Assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t2".data ->> 'teamId')::uuid), 'nobody'), '.')
                    WHEN 'UNASSIGNED' THEN concat('Taken off ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'lostAssigneeId')::uuid), 'its owner'), '.')
                    WHEN 'HANDED_BACK' THEN concat('Handed back by ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'lostAssigneeId')::uuid), 'its owner'), coalesce(': ' || coalesce((
                            SELECT said.subject
                            FROM activity said
                            WHERE said.id = "t2".activity_id), (
                            SELECT said.changes -> 0 ->> 'from'
                            FROM event gone
                            JOIN event_words said ON said.event_seq = gone.seq
                            WHERE gone.subject_id = "t2".activity_id
                            AND gone.kind = 'ACTIVITY_DELETED')), ''), '.')
                    WHEN 'COMMENTED' THEN
                    CASE
                    WHEN ("t2".data ->> 'internal')::boolean THEN 'Internal comment added.'
                    ELSE 'Comment added.' END
                    WHEN 'EVIDENCE_ADDED' THEN concat('Evidence added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'EVIDENCE_REMOVED' THEN concat('Evidence removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'LINK_ADDED' THEN concat('Link added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'LINK_REMOVED' THEN concat('Link removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'PERSON_ASSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'personId')::uuid), 'Somebody'), ' associated', ' as ' || (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'PERSON_DISSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'personId')::uuid), 'Somebody'), ' is no longer associated.')
                    WHEN 'COLLABORATOR_ADDED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'personId')::uuid), 'Somebody'), ' collaborates.')
                    WHEN 'COLLABORATOR_REMOVED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'personId')::uuid), 'Somebody'), ' no longer collaborates.')
                    WHEN 'TAGGED' THEN concat('Tagged: ', (
                        SELECT string_agg(part ->> 'to', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'UNTAGGED' THEN concat('Tags taken off: ', (
                        SELECT string_agg(part ->> 'from', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'LINKED' THEN concat('Linked: ',
                      CASE concat("t2".data ->> 'linkKind', "t2".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t2".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'UNLINKED' THEN concat('Link taken off: ',
                      CASE concat("t2".data ->> 'linkKind', "t2".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t2".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'MERGED' THEN
                    CASE
                    WHEN ("t2".data ->> 'outgoing')::boolean THEN concat('Merged into ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t2".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    ELSE concat('Took in ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t2".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.') END
                    WHEN 'PARENT_CHANGED' THEN concat(
                      CASE
                      WHEN "t2".data ? 'childId' THEN
                      CASE
                      WHEN ("t2".data ->> 'joined')::boolean THEN 'Became the parent of '
                      ELSE 'No longer the parent of ' END
                      WHEN ("t2".data ->> 'joined')::boolean THEN 'Became a part of '
                      ELSE 'No longer a part of ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t2".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'ARTICLE_LINKED' THEN concat('Article linked: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t2".data ->> 'articleId')::uuid), '.')
                    WHEN 'ARTICLE_UNLINKED' THEN concat('Article taken off: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t2".data ->> 'articleId')::uuid), '.')
                    WHEN 'ACTIVITY_ADDED' THEN concat('Activity added: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_ASSIGNED' THEN concat('Activity assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t2".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t2".data ->> 'teamId')::uuid), 'nobody'), ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_UPDATED' THEN concat('Activity changed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_STARTED' THEN concat('Activity started: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_REOPENED' THEN concat('Activity opened again: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_DELETED' THEN concat('Activity deleted: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t2".seq), '.')
                    WHEN 'ACTIVITY_OVERDUE' THEN concat('Activity overdue: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'APPOINTMENT_MOVED' THEN concat('Appointment moved from ', (jsonb_path_query_first("t2".changes,
                          '$[*] ? (@.field == "startsAt").from') #>> '{}'), ' to ', (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "startsAt").to') #>> '{}'),
                      ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_COMPLETED' THEN concat('Activity completed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_CANCELED' THEN concat('Activity canceled: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t2".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t2".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'SLA_STARTED' THEN concat('The ',
                      CASE "t2".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock started', ', due ' || (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                      '.')
                    WHEN 'SLA_WARNED' THEN concat('The ',
                      CASE "t2".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock nears its due time, ', "t2".data ->> 'dueAt', '.')
                    WHEN 'SLA_BREACHED' THEN concat('The ',
                      CASE "t2".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock is breached: it was due ', "t2".data ->> 'dueAt', '.')
                    WHEN 'SLA_CHANGED' THEN
                    CASE
                    WHEN "t2".data ? 'clocks' THEN concat("t2".data ->> 'clocks', ' due times changed.')
                    ELSE concat('Due time changed from ', coalesce((jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "dueAt").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'SLA_PAUSED' THEN 'The clock stands still.'
                    WHEN 'SLA_RESUMED' THEN concat('The clock goes on', ', due ' || (jsonb_path_query_first("t2".changes,
                          '$[*] ? (@.field == "dueAt").to') #>> '{}'), '.')
                    WHEN 'SLA_CANCELED' THEN 'The clock was called off.'
                    WHEN 'SLA_MET' THEN
                    CASE
                    WHEN ("t2".data ->> 'late')::boolean THEN 'Due time met late.'
                    ELSE 'Due time met.' END
                    WHEN 'ENTITLEMENT_APPLIED' THEN concat('Entitlement applied: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t2".data ->> 'entitlementId')::uuid), '.')
                    WHEN 'ENTITLEMENT_USED' THEN concat('Entitlement used: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t2".data ->> 'entitlementId')::uuid), (
                        CASE "t2".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t2".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'ENTITLEMENT_RETURNED' THEN concat('Entitlement given back: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t2".data ->> 'entitlementId')::uuid), (
                        CASE "t2".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t2".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'SUPPLIER_RETURN_OPENED' THEN concat('Supplier return ', "t2".data ->> 'number', ' opened.')
                    WHEN 'SUPPLIER_RETURN_CHANGED' THEN concat('Supplier return ', "t2".data ->> 'number', ' changed', ' from ' || (jsonb_path_query_first("t2".changes,
                          '$[*] ? (@.field == "status").from') #>> '{}') || ' to ' || (jsonb_path_query_first("t2".changes, '$[*] ? (@.field == "status").to') #>> '{}'),
                      '.')
                    WHEN 'RESOLVED' THEN concat('Resolved', (
                        SELECT ' as ' || said.name
                        FROM resolution_path said
                        WHERE said.key = "t2".data ->> 'path'), '.')
                    WHEN 'SATISFACTION_RECORDED' THEN concat('Satisfaction recorded: ', "t2".data ->> 'score', ' of 5.')
                    ELSE concat(upper(left("t2".kind, 1)), replace(lower(substr("t2".kind, 2)), '_', ' '), '.') END)::text)::text,
                ',"note":',coalesce(to_json(("t3".note)::text)::text,'null'),',"changes":',
                CASE
                WHEN (
                  CASE
                  WHEN "t3".changes IS NULL THEN "t2".changes
                  ELSE "t2".changes || "t3".changes END)::jsonb = '[]' THEN '[]'
                ELSE (
                  SELECT concat('[',string_agg(('{"field":'||(coalesce((("t4".v->'field'))::text,'null'))::text||',"from":'||(coalesce((("t4".v->'from'))::text,
                            'null'))::text||',"to":'||(coalesce((("t4".v->'to'))::text,'null'))::text||'}'),','),']')
                  FROM jsonb_array_elements((
                      CASE
                      WHEN "t3".changes IS NULL THEN "t2".changes
                      ELSE "t2".changes || "t3".changes END)::jsonb) "t4"(v)) END,',"activity":',
                CASE
                WHEN "t5"."id" IS NULL THEN 'null'
                ELSE ('{"id":"'||("t5"."id")::text||'"}') END,'}'),','
              ORDER BY "t2"."#" ASC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t6"."kind","t6"."data","t6"."changes","t6"."seq","t6"."activity_id","t6"."sla_kind"
              FROM "event" "t6"
              WHERE "t6".case_id = "t1".id
              ORDER BY "t6".seq ASC
              LIMIT 50) x) "t2"
          LEFT
          JOIN "event_words" "t3" ON "t3".event_seq = "t2".seq
          LEFT
          JOIN "activity" "t5" ON "t5"."id" = "t2"."activity_id"),'}')
      FROM "service_case" "t1"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))

-- AvailableSlots, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(('{"person":'||(
            CASE
            WHEN "t2"."id" IS NOT NULL THEN ('{"id":"'||("t2"."id")::text||'","name":'||(to_json(("t2"."name")::text)::text)::text||'}')
            ELSE 'null' END)::text||',"startsAt":'||(coalesce((("t1".v->'startsAt'))::text,'null'))::text||',"endsAt":'||(coalesce((("t1".v->'endsAt'))::text,
              'null'))::text||'}'),','
        ORDER BY "t1".n) FILTER (
        WHERE "t2"."id" IS NOT NULL),']')
    FROM json_array_elements(
      CASE
      WHEN json_typeof((src.s->'availableSlots')) = 'array' THEN (src.s->'availableSlots')
      ELSE '[]' END)
    WITH ORDINALITY "t1"(v,n)
    LEFT
    JOIN "person" "t2" ON "t2"."id" = (("t1".v->'person')#>>'{}')::uuid))
FROM (
  SELECT $1::json AS s) src
