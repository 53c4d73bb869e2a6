-- AssetTags, for who sees every case
SELECT concat((
    SELECT concat('{"totalCount":',(
        SELECT count(*)
        FROM "asset" "t2"
        WHERE true),',"nodes":[',string_agg(('{"tag":'||(to_json(("t1"."tag")::text)::text)::text||'}'),','
        ORDER BY "t1"."#" ASC) FILTER (
        WHERE "t1"."#" <= 50),'],"pageInfo":{"hasNextPage":',
      CASE
      WHEN count(*) > 50 THEN 'true'
      ELSE 'false' END,',"endCursor":',coalesce('"'||max(translate(encode(convert_to(left(encode(sha256(convert_to($1::text||json_build_array(("t1".tag)::text,
                          ("t1"."id")::text)::text,'UTF8')),'hex'),16)||json_build_array(("t1".tag)::text,("t1"."id")::text)::text,
                'UTF8'),'base64'),E'+/=\n','-_')) FILTER (
          WHERE "t1"."#" = least("t1"."##",50)
          AND "t1"."#" <= 50)||'"','null'),'}}')
    FROM (
      SELECT x.*,row_number() OVER () AS "#",count(*) OVER () AS "##"
      FROM (
        SELECT "t3"."tag","t3"."id"
        FROM "asset" "t3"
        WHERE true
        ORDER BY "t3".tag ASC, "t3"."id" ASC
        LIMIT 51) x) "t1"))

-- AssetHistory, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"tag":',to_json(("t1"."tag")::text)::text,',"name":',to_json(("t1"."name")::text)::text,
        ',"underWarranty":',
        CASE (coalesce("t1".warranty_until >= (casegraph_now() AT TIME ZONE coalesce((
                  SELECT coalesce(own.time_zone, b.time_zone)
                  FROM customer own
                  LEFT
                  JOIN branch b ON b.id = own.branch_id
                  WHERE own.id = "t1".customer_id), 'UTC'))::date, false))
        WHEN true THEN 'true'
        WHEN false THEN 'false' END,',"openCaseCount":',(
          SELECT count(*)
          FROM service_case its
          WHERE its.asset_id = "t1".id
          AND its.state IN ('NEW', 'OPEN', 'ON_HOLD')
          AND true),',"cases":',(
          SELECT concat('{"totalCount":',(
              SELECT count(*)
              FROM "service_case" "t3"
              WHERE "t3".asset_id = "t1".id),',"nodes":[',string_agg(('{"number":'||(to_json(("t2"."number")::text)::text)::text||',"title":'||(to_json(("t2"."title")::text)::text)::text||',"state":"'||("t2"."state")::text||'"}'),
              ','),']}')
          FROM (
            SELECT "t4"."number","t4"."title","t4"."state"
            FROM "service_case" "t4"
            WHERE "t4".asset_id = "t1".id
            ORDER BY "t4".opened_at DESC, "t4"."id" DESC
            LIMIT 20) "t2"),',"timeline":',(
          SELECT concat('{"nodes":[',string_agg(concat('{"kind":"',"t5"."kind",'","summary":',to_json((
                    CASE "t5".kind
                    WHEN 'OPENED' THEN concat('Opened as ', "t5".data ->> 'number', '.')
                    WHEN 'UPDATED' THEN concat('Changed ', (
                        SELECT string_agg(part ->> 'field', ', ')
                        FROM jsonb_array_elements( "t5".changes || coalesce((
                              SELECT said.changes
                              FROM event_words said
                              WHERE said.event_seq = "t5".seq), '[]')) part), '.')
                    WHEN 'STATUS_CHANGED' THEN concat('Status changed from ', (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "status").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "status").to') #>> '{}'), '.')
                    WHEN 'HELD' THEN concat('Put on hold', ' until ' || (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "holdUntil").to') #>> '{}'),
                      '.')
                    WHEN 'RESUMED' THEN
                    CASE
                    WHEN ("t5".data ->> 'byItself')::boolean THEN 'Resumed by itself.'
                    ELSE 'Resumed.' END
                    WHEN 'ESCALATED' THEN concat('Escalated to level ', (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "escalationLevel").to') #>> '{}'),
                      '.')
                    WHEN 'STAGE_CHANGED' THEN
                    CASE
                    WHEN ("t5".data ->> 'completed')::boolean THEN 'Process completed.'
                    ELSE concat('Stage changed from ', coalesce((jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "stage").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "stage").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'PRIORITY_CHANGED' THEN concat('Priority changed from ', (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "priority").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "priority").to') #>> '{}'), '.')
                    WHEN 'ROUTED' THEN concat('Routed', ' to ' || coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t5".data ->> 'teamId')::uuid)), ' by the rule ' || (jsonb_path_query_first("t5".changes,
                          '$[*] ? (@.field == "rule").to') #>> '{}'), '.')
                    WHEN 'QUEUED' THEN concat('Put into the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t5".data ->> 'queueId')::uuid), '.')
                    WHEN 'MOVED' THEN concat('Moved from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t5".data ->> 'fromQueueId')::uuid), ' to ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t5".data ->> 'queueId')::uuid), '.')
                    WHEN 'PICKED' THEN concat('Taken from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t5".data ->> 'queueId')::uuid), ' by ', (
                        SELECT said.name
                        FROM person said
                        WHERE said.id = ("t5".data ->> 'assigneeId')::uuid), '.')
                    WHEN 'RELEASED' THEN concat('Given back to the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t5".data ->> 'queueId')::uuid), coalesce(' by ' || (
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'lostAssigneeId')::uuid), ''), '.')
                    WHEN 'DEQUEUED' THEN concat('Taken off the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t5".data ->> 'queueId')::uuid), '.')
                    WHEN 'ASSIGNED' THEN concat('Assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t5".data ->> 'teamId')::uuid), 'nobody'), '.')
                    WHEN 'UNASSIGNED' THEN concat('Taken off ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'lostAssigneeId')::uuid), 'its owner'), '.')
                    WHEN 'HANDED_BACK' THEN concat('Handed back by ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'lostAssigneeId')::uuid), 'its owner'), coalesce(': ' || coalesce((
                            SELECT said.subject
                            FROM activity said
                            WHERE said.id = "t5".activity_id), (
                            SELECT said.changes -> 0 ->> 'from'
                            FROM event gone
                            JOIN event_words said ON said.event_seq = gone.seq
                            WHERE gone.subject_id = "t5".activity_id
                            AND gone.kind = 'ACTIVITY_DELETED')), ''), '.')
                    WHEN 'COMMENTED' THEN
                    CASE
                    WHEN ("t5".data ->> 'internal')::boolean THEN 'Internal comment added.'
                    ELSE 'Comment added.' END
                    WHEN 'EVIDENCE_ADDED' THEN concat('Evidence added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'EVIDENCE_REMOVED' THEN concat('Evidence removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'LINK_ADDED' THEN concat('Link added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'LINK_REMOVED' THEN concat('Link removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'PERSON_ASSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'personId')::uuid), 'Somebody'), ' associated', ' as ' || (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'PERSON_DISSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'personId')::uuid), 'Somebody'), ' is no longer associated.')
                    WHEN 'COLLABORATOR_ADDED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'personId')::uuid), 'Somebody'), ' collaborates.')
                    WHEN 'COLLABORATOR_REMOVED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'personId')::uuid), 'Somebody'), ' no longer collaborates.')
                    WHEN 'TAGGED' THEN concat('Tagged: ', (
                        SELECT string_agg(part ->> 'to', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'UNTAGGED' THEN concat('Tags taken off: ', (
                        SELECT string_agg(part ->> 'from', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'LINKED' THEN concat('Linked: ',
                      CASE concat("t5".data ->> 'linkKind', "t5".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t5".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'UNLINKED' THEN concat('Link taken off: ',
                      CASE concat("t5".data ->> 'linkKind', "t5".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t5".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'MERGED' THEN
                    CASE
                    WHEN ("t5".data ->> 'outgoing')::boolean THEN concat('Merged into ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t5".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    ELSE concat('Took in ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t5".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.') END
                    WHEN 'PARENT_CHANGED' THEN concat(
                      CASE
                      WHEN "t5".data ? 'childId' THEN
                      CASE
                      WHEN ("t5".data ->> 'joined')::boolean THEN 'Became the parent of '
                      ELSE 'No longer the parent of ' END
                      WHEN ("t5".data ->> 'joined')::boolean THEN 'Became a part of '
                      ELSE 'No longer a part of ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t5".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'ARTICLE_LINKED' THEN concat('Article linked: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t5".data ->> 'articleId')::uuid), '.')
                    WHEN 'ARTICLE_UNLINKED' THEN concat('Article taken off: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t5".data ->> 'articleId')::uuid), '.')
                    WHEN 'ACTIVITY_ADDED' THEN concat('Activity added: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_ASSIGNED' THEN concat('Activity assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t5".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t5".data ->> 'teamId')::uuid), 'nobody'), ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_UPDATED' THEN concat('Activity changed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_STARTED' THEN concat('Activity started: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_REOPENED' THEN concat('Activity opened again: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_DELETED' THEN concat('Activity deleted: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t5".seq), '.')
                    WHEN 'ACTIVITY_OVERDUE' THEN concat('Activity overdue: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'APPOINTMENT_MOVED' THEN concat('Appointment moved from ', (jsonb_path_query_first("t5".changes,
                          '$[*] ? (@.field == "startsAt").from') #>> '{}'), ' to ', (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "startsAt").to') #>> '{}'),
                      ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_COMPLETED' THEN concat('Activity completed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_CANCELED' THEN concat('Activity canceled: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t5".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t5".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'SLA_STARTED' THEN concat('The ',
                      CASE "t5".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock started', ', due ' || (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                      '.')
                    WHEN 'SLA_WARNED' THEN concat('The ',
                      CASE "t5".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock nears its due time, ', "t5".data ->> 'dueAt', '.')
                    WHEN 'SLA_BREACHED' THEN concat('The ',
                      CASE "t5".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock is breached: it was due ', "t5".data ->> 'dueAt', '.')
                    WHEN 'SLA_CHANGED' THEN
                    CASE
                    WHEN "t5".data ? 'clocks' THEN concat("t5".data ->> 'clocks', ' due times changed.')
                    ELSE concat('Due time changed from ', coalesce((jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "dueAt").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'SLA_PAUSED' THEN 'The clock stands still.'
                    WHEN 'SLA_RESUMED' THEN concat('The clock goes on', ', due ' || (jsonb_path_query_first("t5".changes,
                          '$[*] ? (@.field == "dueAt").to') #>> '{}'), '.')
                    WHEN 'SLA_CANCELED' THEN 'The clock was called off.'
                    WHEN 'SLA_MET' THEN
                    CASE
                    WHEN ("t5".data ->> 'late')::boolean THEN 'Due time met late.'
                    ELSE 'Due time met.' END
                    WHEN 'ENTITLEMENT_APPLIED' THEN concat('Entitlement applied: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t5".data ->> 'entitlementId')::uuid), '.')
                    WHEN 'ENTITLEMENT_USED' THEN concat('Entitlement used: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t5".data ->> 'entitlementId')::uuid), (
                        CASE "t5".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t5".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'ENTITLEMENT_RETURNED' THEN concat('Entitlement given back: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t5".data ->> 'entitlementId')::uuid), (
                        CASE "t5".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t5".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'SUPPLIER_RETURN_OPENED' THEN concat('Supplier return ', "t5".data ->> 'number', ' opened.')
                    WHEN 'SUPPLIER_RETURN_CHANGED' THEN concat('Supplier return ', "t5".data ->> 'number', ' changed', ' from ' || (jsonb_path_query_first("t5".changes,
                          '$[*] ? (@.field == "status").from') #>> '{}') || ' to ' || (jsonb_path_query_first("t5".changes, '$[*] ? (@.field == "status").to') #>> '{}'),
                      '.')
                    WHEN 'RESOLVED' THEN concat('Resolved', (
                        SELECT ' as ' || said.name
                        FROM resolution_path said
                        WHERE said.key = "t5".data ->> 'path'), '.')
                    WHEN 'SATISFACTION_RECORDED' THEN concat('Satisfaction recorded: ', "t5".data ->> 'score', ' of 5.')
                    ELSE concat(upper(left("t5".kind, 1)), replace(lower(substr("t5".kind, 2)), '_', ' '), '.') END)::text)::text,
                ',"case":',
                CASE
                WHEN "t6"."id" IS NULL THEN 'null'
                ELSE ('{"number":'||(to_json(("t6"."number")::text)::text)::text||'}') END,'}'),','
              ORDER BY "t5"."#" DESC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t7"."kind","t7"."data","t7"."changes","t7"."seq","t7"."activity_id","t7"."sla_kind","t7"."case_id"
              FROM "event" "t7"
              WHERE (("t7".seq IN (
                    SELECT own.seq
                    FROM event own
                    WHERE own.subject_id = "t1".id
                    UNION ALL
                    SELECT own.seq
                    FROM service_case its
                    JOIN event own ON own.case_id = its.id
                    WHERE its.asset_id = "t1".id)
                  AND true)
                AND ("t7".case_id IS NOT NULL
                  OR "t7".asset_id IS NOT NULL
                  OR "t7".activity_id IS NOT NULL))
              ORDER BY "t7".seq DESC
              LIMIT 50) x) "t5"
          LEFT
          JOIN "service_case" "t6" ON "t6"."id" = "t5"."case_id"),'}')
      FROM "asset" "t1"
      WHERE "t1".tag = $1::text
      LIMIT 1),'null'))

-- AssetTimeline, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"timeline":',(
          SELECT concat('{"totalCount":',(
              SELECT count(*)
              FROM "event" "t3"
              WHERE (("t3".subject_id = "t1".id
                  AND true)
                AND ("t3".case_id IS NOT NULL
                  OR "t3".asset_id IS NOT NULL
                  OR "t3".activity_id IS NOT NULL))),',"nodes":[',string_agg(concat('{"kind":"',"t2"."kind",'","summary":',
                to_json((
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
                ',"actor":',
                CASE
                WHEN "t4"."id" IS NULL THEN 'null'
                ELSE ('{"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,',"changes":',
                CASE
                WHEN (
                  CASE
                  WHEN "t5".changes IS NULL THEN "t2".changes
                  ELSE "t2".changes || "t5".changes END)::jsonb = '[]' THEN '[]'
                ELSE (
                  SELECT concat('[',string_agg(('{"field":'||(coalesce((("t6".v->'field'))::text,'null'))::text||',"from":'||(coalesce((("t6".v->'from'))::text,
                            'null'))::text||',"to":'||(coalesce((("t6".v->'to'))::text,'null'))::text||'}'),','),']')
                  FROM jsonb_array_elements((
                      CASE
                      WHEN "t5".changes IS NULL THEN "t2".changes
                      ELSE "t2".changes || "t5".changes END)::jsonb) "t6"(v)) END,',"case":',
                CASE
                WHEN "t7"."id" IS NULL THEN 'null'
                ELSE ('{"number":'||(to_json(("t7"."number")::text)::text)::text||'}') END,'}'),','
              ORDER BY "t2"."#" ASC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t8"."kind","t8"."data","t8"."changes","t8"."seq","t8"."activity_id","t8"."sla_kind","t8"."actor_id",
              "t8"."case_id"
              FROM "event" "t8"
              WHERE (("t8".subject_id = "t1".id
                  AND true)
                AND ("t8".case_id IS NOT NULL
                  OR "t8".asset_id IS NOT NULL
                  OR "t8".activity_id IS NOT NULL))
              ORDER BY "t8".seq ASC
              LIMIT 50) x) "t2"
          LEFT
          JOIN "person" "t4" ON "t4"."id" = "t2"."actor_id"
          LEFT
          JOIN "event_words" "t5" ON "t5".event_seq = "t2".seq
          LEFT
          JOIN "service_case" "t7" ON "t7"."id" = "t2"."case_id"),'}')
      FROM "asset" "t1"
      WHERE "t1".tag = $1::text
      LIMIT 1),'null'))
