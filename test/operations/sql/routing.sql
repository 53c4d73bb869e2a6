-- RoutingRules, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(concat('{"id":"',"t1"."id",'","name":',to_json(("t1"."name")::text)::text,
          ',"position":',"t1"."position",',"active":',
          CASE ("t1"."active")
          WHEN true THEN 'true'
          WHEN false THEN 'false' END,',"condition":',("t1"."condition")::text,',"queue":',
          CASE
          WHEN "t2"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||'}') END,',"team":',
          CASE
          WHEN "t3"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t3"."key")::text)::text)::text||'}') END,',"person":',
          CASE
          WHEN "t4"."id" IS NULL THEN 'null'
          ELSE ('{"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,',"toBranchManager":',
          CASE ("t1"."to_branch_manager")
          WHEN true THEN 'true'
          WHEN false THEN 'false' END,',"setPriority":',coalesce('"'||"t1"."set_priority"||'"','null'),',"addTags":',
          to_json("t1"."add_tags")::text,',"strategy":"',"t1"."strategy",'","requiredSkills":',(
            SELECT concat('[',string_agg(('{"name":'||(to_json(("t5"."name")::text)::text)::text||'}'),','
                ORDER BY "t5".name,"t5"."id"),']')
            FROM "skill" "t5"
            JOIN routing_rule_skill asked ON asked.skill_id = "t5".id
            WHERE asked.rule_id = "t1".id),',"matchCount":',(
            SELECT count(*)
            FROM service_case its
            WHERE its.routed_by_id = "t1".id
            AND true),'}'),','
        ORDER BY "t1".position, "t1".id,"t1"."id"),']')
    FROM "routing_rule" "t1"
    LEFT
    JOIN "queue" "t2" ON "t2"."id" = "t1"."queue_id"
    LEFT
    JOIN "team" "t3" ON "t3"."id" = "t1"."team_id"
    LEFT
    JOIN "person" "t4" ON "t4"."id" = "t1"."person_id"
    WHERE "t1".deleted_at IS NULL))

-- PreviewRouting, for who sees every case
SELECT concat(concat('{"rule":',
    CASE
    WHEN "t1"."id" IS NOT NULL THEN
    CASE
    WHEN "t1"."id" IS NOT NULL THEN ('{"name":'||(to_json(("t1"."name")::text)::text)::text||'}')
    ELSE 'null' END
    ELSE 'null' END,',"queue":',
    CASE
    WHEN "t2"."id" IS NOT NULL THEN
    CASE
    WHEN "t2"."id" IS NOT NULL THEN ('{"key":'||(to_json(("t2"."key")::text)::text)::text||'}')
    ELSE 'null' END
    ELSE 'null' END,',"team":',
    CASE
    WHEN "t3"."id" IS NOT NULL THEN
    CASE
    WHEN "t3"."id" IS NOT NULL THEN ('{"key":'||(to_json(("t3"."key")::text)::text)::text||'}')
    ELSE 'null' END
    ELSE 'null' END,',"person":',
    CASE
    WHEN "t4"."id" IS NOT NULL THEN
    CASE
    WHEN "t4"."id" IS NOT NULL THEN ('{"name":'||(to_json(("t4"."name")::text)::text)::text||'}')
    ELSE 'null' END
    ELSE 'null' END,',"priority":',coalesce((((src.s->'previewRouting')->'priority'))::text,'null'),',"tags":',
    (
      SELECT concat('[',string_agg(coalesce(("t5".v)::text,'null'),','),']')
      FROM json_array_elements(
        CASE
        WHEN json_typeof(((src.s->'previewRouting')->'tags')) = 'array' THEN ((src.s->'previewRouting')->'tags')
        ELSE '[]' END) "t5"(v)),',"trace":',(
      SELECT concat('[',string_agg(('{"rule":'||(
              CASE
              WHEN "t7"."id" IS NOT NULL THEN ('{"name":'||(to_json(("t7"."name")::text)::text)::text||'}')
              ELSE 'null' END)::text||',"matched":'||(coalesce((("t6".v->'matched'))::text,'null'))::text||'}'),','
          ORDER BY "t6".n) FILTER (
          WHERE "t7"."id" IS NOT NULL),']')
      FROM json_array_elements(
        CASE
        WHEN json_typeof(((src.s->'previewRouting')->'trace')) = 'array' THEN ((src.s->'previewRouting')->'trace')
        ELSE '[]' END)
      WITH ORDINALITY "t6"(v,n)
      LEFT
      JOIN "routing_rule" "t7" ON ("t7"."id" = (("t6".v->'rule')#>>'{}')::uuid
        AND "t7".deleted_at IS NULL)),'}'))
FROM (
  SELECT $1::json AS s) src
LEFT
JOIN "routing_rule" "t1" ON ("t1"."id" = (((src.s->'previewRouting')->'rule')#>>'{}')::uuid
  AND "t1".deleted_at IS NULL)
LEFT
JOIN "queue" "t2" ON "t2"."id" = (((src.s->'previewRouting')->'queue')#>>'{}')::uuid
LEFT
JOIN "team" "t3" ON "t3"."id" = (((src.s->'previewRouting')->'team')#>>'{}')::uuid
LEFT
JOIN "person" "t4" ON "t4"."id" = (((src.s->'previewRouting')->'person')#>>'{}')::uuid

-- CaseRoute, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"team":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||'}') END,',"assignee":',
        CASE
        WHEN "t3"."id" IS NULL THEN 'null'
        ELSE ('{"name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,',"priority":"',"t1"."priority",
        '","tags":',to_json("t1"."tags")::text,',"routedBy":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,',"queueItem":',coalesce((
            SELECT ('{"queue":'||(
                CASE
                WHEN "t6"."id" IS NULL THEN 'null'
                ELSE ('{"key":'||(to_json(("t6"."key")::text)::text)::text||'}') END)::text||',"workedBy":'||(
                CASE
                WHEN "t7"."id" IS NULL THEN 'null'
                ELSE ('{"name":'||(to_json(("t7"."name")::text)::text)::text||'}') END)::text||'}')
            FROM "queue_item" "t5"
            LEFT
            JOIN "queue" "t6" ON "t6"."id" = "t5"."queue_id"
            LEFT
            JOIN "person" "t7" ON "t7"."id" = "t5"."worked_by_id"
            WHERE "t5".case_id = "t1".id
            LIMIT 1),'null'),',"timeline":',(
          SELECT concat('{"nodes":[',string_agg(concat('{"summary":',to_json((
                    CASE "t8".kind
                    WHEN 'OPENED' THEN concat('Opened as ', "t8".data ->> 'number', '.')
                    WHEN 'UPDATED' THEN concat('Changed ', (
                        SELECT string_agg(part ->> 'field', ', ')
                        FROM jsonb_array_elements( "t8".changes || coalesce((
                              SELECT said.changes
                              FROM event_words said
                              WHERE said.event_seq = "t8".seq), '[]')) part), '.')
                    WHEN 'STATUS_CHANGED' THEN concat('Status changed from ', (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "status").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "status").to') #>> '{}'), '.')
                    WHEN 'HELD' THEN concat('Put on hold', ' until ' || (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "holdUntil").to') #>> '{}'),
                      '.')
                    WHEN 'RESUMED' THEN
                    CASE
                    WHEN ("t8".data ->> 'byItself')::boolean THEN 'Resumed by itself.'
                    ELSE 'Resumed.' END
                    WHEN 'ESCALATED' THEN concat('Escalated to level ', (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "escalationLevel").to') #>> '{}'),
                      '.')
                    WHEN 'STAGE_CHANGED' THEN
                    CASE
                    WHEN ("t8".data ->> 'completed')::boolean THEN 'Process completed.'
                    ELSE concat('Stage changed from ', coalesce((jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "stage").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "stage").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'PRIORITY_CHANGED' THEN concat('Priority changed from ', (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "priority").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "priority").to') #>> '{}'), '.')
                    WHEN 'ROUTED' THEN concat('Routed', ' to ' || coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t8".data ->> 'teamId')::uuid)), ' by the rule ' || (jsonb_path_query_first("t8".changes,
                          '$[*] ? (@.field == "rule").to') #>> '{}'), '.')
                    WHEN 'QUEUED' THEN concat('Put into the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t8".data ->> 'queueId')::uuid), '.')
                    WHEN 'MOVED' THEN concat('Moved from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t8".data ->> 'fromQueueId')::uuid), ' to ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t8".data ->> 'queueId')::uuid), '.')
                    WHEN 'PICKED' THEN concat('Taken from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t8".data ->> 'queueId')::uuid), ' by ', (
                        SELECT said.name
                        FROM person said
                        WHERE said.id = ("t8".data ->> 'assigneeId')::uuid), '.')
                    WHEN 'RELEASED' THEN concat('Given back to the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t8".data ->> 'queueId')::uuid), coalesce(' by ' || (
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'lostAssigneeId')::uuid), ''), '.')
                    WHEN 'DEQUEUED' THEN concat('Taken off the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t8".data ->> 'queueId')::uuid), '.')
                    WHEN 'ASSIGNED' THEN concat('Assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t8".data ->> 'teamId')::uuid), 'nobody'), '.')
                    WHEN 'UNASSIGNED' THEN concat('Taken off ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'lostAssigneeId')::uuid), 'its owner'), '.')
                    WHEN 'HANDED_BACK' THEN concat('Handed back by ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'lostAssigneeId')::uuid), 'its owner'), coalesce(': ' || coalesce((
                            SELECT said.subject
                            FROM activity said
                            WHERE said.id = "t8".activity_id), (
                            SELECT said.changes -> 0 ->> 'from'
                            FROM event gone
                            JOIN event_words said ON said.event_seq = gone.seq
                            WHERE gone.subject_id = "t8".activity_id
                            AND gone.kind = 'ACTIVITY_DELETED')), ''), '.')
                    WHEN 'COMMENTED' THEN
                    CASE
                    WHEN ("t8".data ->> 'internal')::boolean THEN 'Internal comment added.'
                    ELSE 'Comment added.' END
                    WHEN 'EVIDENCE_ADDED' THEN concat('Evidence added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'EVIDENCE_REMOVED' THEN concat('Evidence removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'LINK_ADDED' THEN concat('Link added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'LINK_REMOVED' THEN concat('Link removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'PERSON_ASSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'personId')::uuid), 'Somebody'), ' associated', ' as ' || (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'PERSON_DISSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'personId')::uuid), 'Somebody'), ' is no longer associated.')
                    WHEN 'COLLABORATOR_ADDED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'personId')::uuid), 'Somebody'), ' collaborates.')
                    WHEN 'COLLABORATOR_REMOVED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'personId')::uuid), 'Somebody'), ' no longer collaborates.')
                    WHEN 'TAGGED' THEN concat('Tagged: ', (
                        SELECT string_agg(part ->> 'to', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'UNTAGGED' THEN concat('Tags taken off: ', (
                        SELECT string_agg(part ->> 'from', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'LINKED' THEN concat('Linked: ',
                      CASE concat("t8".data ->> 'linkKind', "t8".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t8".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'UNLINKED' THEN concat('Link taken off: ',
                      CASE concat("t8".data ->> 'linkKind', "t8".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t8".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'MERGED' THEN
                    CASE
                    WHEN ("t8".data ->> 'outgoing')::boolean THEN concat('Merged into ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t8".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    ELSE concat('Took in ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t8".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.') END
                    WHEN 'PARENT_CHANGED' THEN concat(
                      CASE
                      WHEN "t8".data ? 'childId' THEN
                      CASE
                      WHEN ("t8".data ->> 'joined')::boolean THEN 'Became the parent of '
                      ELSE 'No longer the parent of ' END
                      WHEN ("t8".data ->> 'joined')::boolean THEN 'Became a part of '
                      ELSE 'No longer a part of ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t8".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'ARTICLE_LINKED' THEN concat('Article linked: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t8".data ->> 'articleId')::uuid), '.')
                    WHEN 'ARTICLE_UNLINKED' THEN concat('Article taken off: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t8".data ->> 'articleId')::uuid), '.')
                    WHEN 'ACTIVITY_ADDED' THEN concat('Activity added: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_ASSIGNED' THEN concat('Activity assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t8".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t8".data ->> 'teamId')::uuid), 'nobody'), ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_UPDATED' THEN concat('Activity changed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_STARTED' THEN concat('Activity started: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_REOPENED' THEN concat('Activity opened again: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_DELETED' THEN concat('Activity deleted: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t8".seq), '.')
                    WHEN 'ACTIVITY_OVERDUE' THEN concat('Activity overdue: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'APPOINTMENT_MOVED' THEN concat('Appointment moved from ', (jsonb_path_query_first("t8".changes,
                          '$[*] ? (@.field == "startsAt").from') #>> '{}'), ' to ', (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "startsAt").to') #>> '{}'),
                      ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_COMPLETED' THEN concat('Activity completed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_CANCELED' THEN concat('Activity canceled: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t8".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t8".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'SLA_STARTED' THEN concat('The ',
                      CASE "t8".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock started', ', due ' || (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                      '.')
                    WHEN 'SLA_WARNED' THEN concat('The ',
                      CASE "t8".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock nears its due time, ', "t8".data ->> 'dueAt', '.')
                    WHEN 'SLA_BREACHED' THEN concat('The ',
                      CASE "t8".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock is breached: it was due ', "t8".data ->> 'dueAt', '.')
                    WHEN 'SLA_CHANGED' THEN
                    CASE
                    WHEN "t8".data ? 'clocks' THEN concat("t8".data ->> 'clocks', ' due times changed.')
                    ELSE concat('Due time changed from ', coalesce((jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "dueAt").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'SLA_PAUSED' THEN 'The clock stands still.'
                    WHEN 'SLA_RESUMED' THEN concat('The clock goes on', ', due ' || (jsonb_path_query_first("t8".changes,
                          '$[*] ? (@.field == "dueAt").to') #>> '{}'), '.')
                    WHEN 'SLA_CANCELED' THEN 'The clock was called off.'
                    WHEN 'SLA_MET' THEN
                    CASE
                    WHEN ("t8".data ->> 'late')::boolean THEN 'Due time met late.'
                    ELSE 'Due time met.' END
                    WHEN 'ENTITLEMENT_APPLIED' THEN concat('Entitlement applied: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t8".data ->> 'entitlementId')::uuid), '.')
                    WHEN 'ENTITLEMENT_USED' THEN concat('Entitlement used: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t8".data ->> 'entitlementId')::uuid), (
                        CASE "t8".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t8".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'ENTITLEMENT_RETURNED' THEN concat('Entitlement given back: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t8".data ->> 'entitlementId')::uuid), (
                        CASE "t8".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t8".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'SUPPLIER_RETURN_OPENED' THEN concat('Supplier return ', "t8".data ->> 'number', ' opened.')
                    WHEN 'SUPPLIER_RETURN_CHANGED' THEN concat('Supplier return ', "t8".data ->> 'number', ' changed', ' from ' || (jsonb_path_query_first("t8".changes,
                          '$[*] ? (@.field == "status").from') #>> '{}') || ' to ' || (jsonb_path_query_first("t8".changes, '$[*] ? (@.field == "status").to') #>> '{}'),
                      '.')
                    WHEN 'RESOLVED' THEN concat('Resolved', (
                        SELECT ' as ' || said.name
                        FROM resolution_path said
                        WHERE said.key = "t8".data ->> 'path'), '.')
                    WHEN 'SATISFACTION_RECORDED' THEN concat('Satisfaction recorded: ', "t8".data ->> 'score', ' of 5.')
                    ELSE concat(upper(left("t8".kind, 1)), replace(lower(substr("t8".kind, 2)), '_', ' '), '.') END)::text)::text,
                ',"changes":',
                CASE
                WHEN (
                  CASE
                  WHEN "t9".changes IS NULL THEN "t8".changes
                  ELSE "t8".changes || "t9".changes END)::jsonb = '[]' THEN '[]'
                ELSE (
                  SELECT concat('[',string_agg(('{"field":'||(coalesce((("t10".v->'field'))::text,'null'))::text||',"from":'||(coalesce((("t10".v->'from'))::text,
                            'null'))::text||',"to":'||(coalesce((("t10".v->'to'))::text,'null'))::text||'}'),','),']')
                  FROM jsonb_array_elements((
                      CASE
                      WHEN "t9".changes IS NULL THEN "t8".changes
                      ELSE "t8".changes || "t9".changes END)::jsonb) "t10"(v)) END,'}'),','
              ORDER BY "t8"."#" ASC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t11"."kind","t11"."data","t11"."changes","t11"."seq","t11"."activity_id","t11"."sla_kind"
              FROM "event" "t11"
              WHERE ("t11".case_id = "t1".id
                AND "t11".kind = ANY (ARRAY['ROUTED']::text[]))
              ORDER BY "t11".seq ASC
              LIMIT 50) x) "t8"
          LEFT
          JOIN "event_words" "t9" ON "t9".event_seq = "t8".seq),'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "team" "t2" ON "t2"."id" = "t1"."team_id"
      LEFT
      JOIN "person" "t3" ON "t3"."id" = "t1"."assignee_id"
      LEFT
      JOIN "routing_rule" "t4" ON ("t4"."id" = "t1"."routed_by_id"
        AND "t4".deleted_at IS NULL)
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))
