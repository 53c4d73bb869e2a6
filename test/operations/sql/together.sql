-- Tags, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(('{"tag":'||(to_json(("t1".tag)::text)::text)::text||',"caseCount":'||("t1".n)::text||'}'),
        ','
        ORDER BY "t1"."#"),']')
    FROM (
      SELECT x.*,row_number() OVER () AS "#"
      FROM (
        SELECT used.tag, used.n
        FROM (
          SELECT t.tag, count(*) AS n
          FROM service_case tagged
          CROSS
          JOIN LATERAL unnest(tagged.tags) AS t (tag)
          WHERE tagged.tags <> '{}'
          GROUP BY t.tag OFFSET 0 ) used
        WHERE true
        ORDER BY used.n DESC, used.tag
        LIMIT 50) x) "t1"))

-- CasesOfPerson, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"associatedCases":',(
          SELECT concat('{"totalCount":',(
              SELECT count(*)
              FROM "service_case" "t3"
              WHERE "t3".id IN (
                SELECT its.case_id
                FROM case_person its
                WHERE its.person_id = "t1".id)),',"nodes":[',string_agg(concat('{"id":"',"t2"."id",'","associatedPeople":',
                (
                  SELECT concat('[',string_agg(('{"person":'||(
                          CASE
                          WHEN "t5"."id" IS NULL THEN 'null'
                          ELSE ('{"id":"'||("t5"."id")::text||'"}') END)::text||',"relation":'||(to_json(("t4"."relation")::text)::text)::text||',"note":'||(coalesce(to_json(("t4"."note")::text)::text,
                            'null'))::text||'}'),','
                      ORDER BY "t4".added_at, "t4".person_id,"t4"."case_id"),']')
                  FROM "case_person" "t4"
                  LEFT
                  JOIN "person" "t5" ON "t5"."id" = "t4"."person_id"
                  WHERE "t4".case_id = "t2".id),'}'),','),']}')
          FROM (
            SELECT "t6"."id"
            FROM "service_case" "t6"
            WHERE "t6".id IN (
              SELECT its.case_id
              FROM case_person its
              WHERE its.person_id = "t1".id)
            ORDER BY coalesce("t6".due_at,'infinity') ASC, "t6".opened_at ASC, "t6"."id" ASC
            LIMIT 50) "t2"),'}')
      FROM "person" "t1"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))

-- Told, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"version":',"t1"."version",',"timeline":',(
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
                ',"note":',coalesce(to_json(("t3".note)::text)::text,'null'),',"actor":',
                CASE
                WHEN "t4"."id" IS NULL THEN 'null'
                ELSE ('{"id":"'||("t4"."id")::text||'"}') END,',"changes":',
                CASE
                WHEN (
                  CASE
                  WHEN "t3".changes IS NULL THEN "t2".changes
                  ELSE "t2".changes || "t3".changes END)::jsonb = '[]' THEN '[]'
                ELSE (
                  SELECT concat('[',string_agg(('{"field":'||(coalesce((("t5".v->'field'))::text,'null'))::text||',"from":'||(coalesce((("t5".v->'from'))::text,
                            'null'))::text||',"to":'||(coalesce((("t5".v->'to'))::text,'null'))::text||'}'),','),']')
                  FROM jsonb_array_elements((
                      CASE
                      WHEN "t3".changes IS NULL THEN "t2".changes
                      ELSE "t2".changes || "t3".changes END)::jsonb) "t5"(v)) END,',"comment":',
                CASE
                WHEN "t6"."id" IS NULL THEN 'null'
                ELSE ('{"id":"'||("t6"."id")::text||'","body":'||(to_json(("t6"."body")::text)::text)::text||'}') END,
                '}'),','
              ORDER BY "t2"."#" ASC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t7"."kind","t7"."data","t7"."changes","t7"."seq","t7"."activity_id","t7"."sla_kind","t7"."actor_id",
              "t7"."comment_id"
              FROM "event" "t7"
              WHERE "t7".case_id = "t1".id
              ORDER BY "t7".seq ASC
              LIMIT 100) x) "t2"
          LEFT
          JOIN "event_words" "t3" ON "t3".event_seq = "t2".seq
          LEFT
          JOIN "person" "t4" ON "t4"."id" = "t2"."actor_id"
          LEFT
          JOIN "comment" "t6" ON "t6"."id" = "t2"."comment_id"),'}')
      FROM "service_case" "t1"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))

-- Relatives, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"parent":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t2"."id")::text||'"}') END,',"children":',(
          SELECT concat('{"nodes":[',string_agg(('{"id":"'||("t3"."id")::text||'","state":"'||("t3"."state")::text||'"}'),
              ','),']}')
          FROM (
            SELECT "t4"."id","t4"."state"
            FROM "service_case" "t4"
            WHERE "t4".parent_id = "t1".id
            ORDER BY coalesce("t4".due_at,'infinity') ASC, "t4".opened_at ASC, "t4"."id" ASC
            LIMIT 50) "t3"),',"relatedCases":',(
          SELECT concat('[',string_agg(('{"id":"'||("t5"."id")::text||'","kind":"'||("t5"."kind")::text||'","outgoing":'||(
                  CASE ("t5"."outgoing")
                  WHEN true THEN 'true'
                  WHEN false THEN 'false' END)::text||',"case":'||(
                  CASE
                  WHEN "t6"."id" IS NULL THEN 'null'
                  ELSE ('{"id":"'||("t6"."id")::text||'"}') END)::text||'}'),','
              ORDER BY "t5".created_at, "t5".id,"t5"."id"),']')
          FROM "case_link_end" "t5"
          LEFT
          JOIN "service_case" "t6" ON "t6"."id" = "t5"."case_id"
          WHERE "t5".subject_id = "t1".id),'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "service_case" "t2" ON "t2"."id" = "t1"."parent_id"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))

-- Comments, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"comments":',(
          SELECT concat('{"nodes":[',string_agg(concat('{"id":"',"t2"."id",'","body":',to_json(("t2"."body")::text)::text,
                ',"internal":',
                CASE ("t2"."internal")
                WHEN true THEN 'true'
                WHEN false THEN 'false' END,',"author":',
                CASE
                WHEN "t3"."id" IS NULL THEN 'null'
                ELSE ('{"id":"'||("t3"."id")::text||'","name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
                ',"mentions":',(
                  SELECT concat('[',string_agg(('{"id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||'}'),
                      ','
                      ORDER BY named.position, named.person_id,"t4"."id"),']')
                  FROM "person" "t4"
                  JOIN comment_mention named ON named.person_id = "t4".id
                  WHERE named.comment_id = "t2".id),',"editedAt":',coalesce('"'||to_char(("t2"."edited_at") AT TIME ZONE 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"deletedAt":',coalesce('"'||to_char(("t2"."deleted_at") AT TIME ZONE 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),'}'),','
              ORDER BY "t2"."#" ASC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t5"."id","t5"."body","t5"."internal","t5"."edited_at","t5"."deleted_at","t5"."author_id"
              FROM "comment" "t5"
              WHERE "t5".case_id = "t1".id
              ORDER BY "t5".created_at ASC, "t5"."id" ASC
              LIMIT 50) x) "t2"
          LEFT
          JOIN "person" "t3" ON "t3"."id" = "t2"."author_id"),',"evidence":',(
          SELECT concat('[',string_agg(('{"filename":'||(to_json(("t6"."filename")::text)::text)::text||'}'),','
              ORDER BY "t6".created_at,"t6"."id"),']')
          FROM "attachment" "t6"
          WHERE "t6".case_id = "t1".id),'}')
      FROM "service_case" "t1"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))

-- Merged, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"state":"',"t1"."state",
        '","version":',"t1"."version",',"cancelReason":',coalesce(to_json(("t1"."cancel_reason")::text)::text,
          'null'),',"viewerCan":',to_json(array_remove(ARRAY[
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'UPDATE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'COMMENT' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'COMMENT_INTERNALLY' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'CHANGE_PRIORITY' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'CHANGE_STATUS' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'HOLD' END,
            CASE
            WHEN "t1".state IN ('ON_HOLD') THEN 'RESUME' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ASSIGN' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ROUTE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ADD_TO_QUEUE' END,
            CASE
            WHEN ("t1".state IN ('NEW', 'OPEN', 'ON_HOLD')
              AND EXISTS (
                SELECT
                FROM queue_item item
                JOIN queue its_queue ON its_queue.id = item.queue_id
                WHERE item.case_id = "t1".id
                AND item.worked_by_id IS NULL
                AND (its_queue.access = 'PUBLIC'
                  OR (EXISTS (
                      SELECT
                      FROM queue_member belongs
                      WHERE belongs.queue_id = its_queue.id
                      AND belongs.person_id = $1::uuid)
                    OR EXISTS (
                      SELECT
                      FROM team_member belongs
                      WHERE belongs.team_id = its_queue.team_id
                      AND belongs.person_id = $1::uuid))))) THEN 'PICK' END,
            CASE
            WHEN ("t1".state IN ('NEW', 'OPEN', 'ON_HOLD')
              AND EXISTS (
                SELECT
                FROM queue_item item
                JOIN queue its_queue ON its_queue.id = item.queue_id
                WHERE item.case_id = "t1".id
                AND item.worked_by_id IS NOT NULL)) THEN 'RELEASE' END,
            CASE
            WHEN ("t1".state IN ('NEW', 'OPEN', 'ON_HOLD')
              AND "t1".assignee_id = $1::uuid) THEN 'HAND_BACK' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ESCALATE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ADD_ACTIVITY' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ATTACH' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'LINK' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'TAG' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'ASSOCIATE_PERSON' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'COLLABORATE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'MERGE' END,
            CASE
            WHEN ("t1".state IN ('NEW', 'OPEN', 'ON_HOLD')
              AND ("t1".stage_id IS NOT NULL
                AND NOT "t1".process_completed)) THEN 'ADVANCE_STAGE' END,
            CASE
            WHEN ("t1".state IN ('NEW', 'OPEN', 'ON_HOLD')
              AND ("t1".process_completed
                OR NOT (
                  SELECT stage.position
                  FROM process_stage stage
                  WHERE stage.id = "t1".stage_id) = 1)) THEN 'RETURN_STAGE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'RESOLVE' END,
            CASE
            WHEN "t1".state IN ('RESOLVED') THEN 'CLOSE' END,
            CASE
            WHEN ("t1".state IN ('RESOLVED', 'CLOSED')
              AND NOT "t1".satisfaction_by_customer) THEN 'RATE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'CANCEL' END,
            CASE
            WHEN ("t1".state IN ('RESOLVED', 'CLOSED', 'CANCELED')
              AND "t1".merged_into_id IS NULL) THEN 'REACTIVATE' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'SET_CONFIDENTIAL' END,
            CASE
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'OPEN_SUPPLIER_RETURN' END], NULL))::text,',"tags":',
        to_json("t1"."tags")::text,',"mergedInto":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t2"."id")::text||'"}') END,',"mergedFrom":',(
          SELECT concat('[',string_agg(('{"id":"'||("t3"."id")::text||'"}'),','
              ORDER BY "t3".number_seq,"t3"."id"),']')
          FROM "service_case" "t3"
          WHERE "t3".merged_into_id = "t1".id),',"parent":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t4"."id")::text||'"}') END,',"children":',(
          SELECT concat('{"nodes":[',string_agg(('{"id":"'||("t5"."id")::text||'"}'),','),']}')
          FROM (
            SELECT "t6"."id"
            FROM "service_case" "t6"
            WHERE "t6".parent_id = "t1".id
            ORDER BY coalesce("t6".due_at,'infinity') ASC, "t6".opened_at ASC, "t6"."id" ASC
            LIMIT 50) "t5"),',"relatedCases":',(
          SELECT concat('[',string_agg(('{"id":"'||("t7"."id")::text||'","kind":"'||("t7"."kind")::text||'","outgoing":'||(
                  CASE ("t7"."outgoing")
                  WHEN true THEN 'true'
                  WHEN false THEN 'false' END)::text||',"case":'||(
                  CASE
                  WHEN "t8"."id" IS NULL THEN 'null'
                  ELSE ('{"id":"'||("t8"."id")::text||'"}') END)::text||'}'),','
              ORDER BY "t7".created_at, "t7".id,"t7"."id"),']')
          FROM "case_link_end" "t7"
          LEFT
          JOIN "service_case" "t8" ON "t8"."id" = "t7"."case_id"
          WHERE "t7".subject_id = "t1".id),',"comments":',(
          SELECT concat('{"nodes":[',string_agg(concat('{"id":"',"t9"."id",'","body":',to_json(("t9"."body")::text)::text,
                ',"mentions":',(
                  SELECT concat('[',string_agg(('{"id":"'||("t10"."id")::text||'"}'),','
                      ORDER BY named.position, named.person_id,"t10"."id"),']')
                  FROM "person" "t10"
                  JOIN comment_mention named ON named.person_id = "t10".id
                  WHERE named.comment_id = "t9".id),',"attachments":',(
                  SELECT concat('[',string_agg(('{"id":"'||("t11"."id")::text||'"}'),','
                      ORDER BY shown.position,"t11"."id"),']')
                  FROM "attachment" "t11"
                  JOIN comment_attachment shown ON shown.attachment_id = "t11".id
                  WHERE shown.comment_id = "t9".id),'}'),','),']}')
          FROM (
            SELECT "t12"."id","t12"."body"
            FROM "comment" "t12"
            WHERE "t12".case_id = "t1".id
            ORDER BY "t12".created_at ASC, "t12"."id" ASC
            LIMIT 50) "t9"),',"activities":',(
          SELECT concat('{"nodes":[',string_agg(('{"id":"'||("t13"."id")::text||'","state":"'||("t13"."state")::text||'","version":'||("t13"."version")::text||'}'),
              ','),']}')
          FROM (
            SELECT "t14"."id","t14"."state","t14"."version"
            FROM "activity" "t14"
            WHERE "t14".case_id = "t1".id
            ORDER BY coalesce("t14".due_at,'infinity') ASC, "t14".created_at ASC, "t14"."id" ASC
            LIMIT 50) "t13"),',"evidence":',(
          SELECT concat('[',string_agg(('{"id":"'||("t15"."id")::text||'","filename":'||(to_json(("t15"."filename")::text)::text)::text||'}'),
              ','
              ORDER BY "t15".created_at,"t15"."id"),']')
          FROM "attachment" "t15"
          WHERE "t15".case_id = "t1".id),',"links":',(
          SELECT concat('[',string_agg(('{"id":"'||("t16"."id")::text||'","title":'||(to_json(("t16"."title")::text)::text)::text||'}'),
              ','
              ORDER BY "t16".created_at,"t16"."id"),']')
          FROM "external_link" "t16"
          WHERE "t16".case_id = "t1".id),',"articles":',(
          SELECT concat('[',string_agg(('{"id":"'||("t17"."id")::text||'"}'),','
              ORDER BY link.linked_at, "t17".id,"t17"."id"),']')
          FROM "article" "t17"
          JOIN case_article link ON link.article_id = "t17".id
          WHERE link.case_id = "t1".id),',"associatedPeople":',(
          SELECT concat('[',string_agg(('{"person":'||(
                  CASE
                  WHEN "t19"."id" IS NULL THEN 'null'
                  ELSE ('{"id":"'||("t19"."id")::text||'"}') END)::text||',"relation":'||(to_json(("t18"."relation")::text)::text)::text||'}'),
              ','
              ORDER BY "t18".added_at, "t18".person_id,"t18"."case_id"),']')
          FROM "case_person" "t18"
          LEFT
          JOIN "person" "t19" ON "t19"."id" = "t18"."person_id"
          WHERE "t18".case_id = "t1".id),',"collaborators":',(
          SELECT concat('[',string_agg(('{"id":"'||("t20"."id")::text||'"}'),','
              ORDER BY together.added_at, together.person_id,"t20"."id"),']')
          FROM "person" "t20"
          JOIN case_collaborator together ON together.person_id = "t20".id
          WHERE together.case_id = "t1".id),',"supplierReturns":',(
          SELECT concat('[',string_agg(('{"id":"'||("t21"."id")::text||'"}'),','
              ORDER BY "t21".created_at,"t21"."id"),']')
          FROM "supplier_return" "t21"
          WHERE "t21".case_id = "t1".id),'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "service_case" "t2" ON "t2"."id" = "t1"."merged_into_id"
      LEFT
      JOIN "service_case" "t4" ON "t4"."id" = "t1"."parent_id"
      WHERE "t1".id = $2::uuid
      LIMIT 1),'null'))
