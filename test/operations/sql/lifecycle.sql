-- CaseStandingOf, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"state":"',"t1"."state",
        '","status":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||'}') END,',"priority":"',"t1"."priority",
        '","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"',
          'null'),',"slaState":"',
        CASE
        WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
        WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
        WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
        ELSE 'IN_PROGRESS' END,'","holdReason":',coalesce(to_json(("t1"."hold_reason")::text)::text,'null'),',"holdUntil":',
        coalesce('"'||to_char(("t1"."hold_until") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),
        ',"escalationLevel":',"t1"."escalation_level",',"escalatedAt":',coalesce('"'||to_char(("t1"."escalated_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"assignee":',
        CASE
        WHEN "t3"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t3"."id")::text||'"}') END,',"team":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t4"."key")::text)::text)::text||'}') END,',"viewerCan":',to_json(array_remove(ARRAY[
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
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'OPEN_SUPPLIER_RETURN' END], NULL))::text,',"process":',
        CASE
        WHEN "t1".stage_id IS NOT NULL THEN concat('{"process":',coalesce((
              SELECT ('{"key":'||(to_json(("t5"."key")::text)::text)::text||'}')
              FROM "business_process" "t5"
              WHERE "t5".id = (
                SELECT stage.process_id
                FROM process_stage stage
                WHERE stage.id = "t1".stage_id)
              LIMIT 1),'null'),',"stage":',coalesce((
              SELECT ('{"key":'||(to_json(("t6"."key")::text)::text)::text||',"name":'||(to_json(("t6"."name")::text)::text)::text||',"position":'||("t6"."position")::text||',"requiredFields":'||(to_json("t6"."required_fields")::text)::text||'}')
              FROM "process_stage" "t6"
              WHERE "t6".id = "t1".stage_id
              LIMIT 1),'null'),',"enteredAt":"',to_char(("t1".stage_entered_at) AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          '","missingFields":',to_json(ARRAY(
              SELECT field
              FROM process_stage stage, unnest(stage.required_fields)
              WITH ORDINALITY AS required (field, n)
              WHERE stage.id = "t1".stage_id
              AND NOT "t1".process_completed
              AND NOT
              CASE field
              WHEN 'externalId' THEN coalesce("t1".external_id, '') <> ''
              WHEN 'description' THEN coalesce("t1".description, '') <> ''
              WHEN 'category' THEN "t1".category_id IS NOT NULL
              WHEN 'holdReason' THEN coalesce("t1".hold_reason, '') <> ''
              WHEN 'holdUntil' THEN "t1".hold_until IS NOT NULL
              WHEN 'customer' THEN "t1".customer_id IS NOT NULL
              WHEN 'contact' THEN "t1".contact_id IS NOT NULL
              WHEN 'asset' THEN "t1".asset_id IS NOT NULL
              WHEN 'order' THEN "t1".order_id IS NOT NULL
              WHEN 'orderLine' THEN "t1".order_line_id IS NOT NULL
              WHEN 'product' THEN "t1".product_id IS NOT NULL
              WHEN 'workOrder' THEN "t1".work_order_id IS NOT NULL
              WHEN 'assignee' THEN "t1".assignee_id IS NOT NULL
              WHEN 'team' THEN "t1".team_id IS NOT NULL
              WHEN 'branch' THEN "t1".branch_id IS NOT NULL
              WHEN 'dueAt' THEN "t1".due_at IS NOT NULL
              WHEN 'escalatedAt' THEN "t1".escalated_at IS NOT NULL
              WHEN 'parent' THEN "t1".parent_id IS NOT NULL
              WHEN 'openedBy' THEN "t1".opened_by_id IS NOT NULL
              WHEN 'assignedAt' THEN "t1".assigned_at IS NOT NULL
              WHEN 'firstRespondedAt' THEN "t1".first_responded_at IS NOT NULL
              ELSE true END
              ORDER BY n))::text,',"completed":',
          CASE ("t1".process_completed)
          WHEN true THEN 'true'
          WHEN false THEN 'false' END,'}')
        ELSE 'null' END,',"satisfaction":',
        CASE
        WHEN "t1".satisfaction_score IS NOT NULL THEN concat('{"score":',"t1".satisfaction_score,',"comment":',
          coalesce(to_json(("t1".satisfaction_comment)::text)::text,'null'),',"recordedBy":',coalesce((
              SELECT ('{"id":"'||("t7"."id")::text||'"}')
              FROM "person" "t7"
              WHERE "t7".id = "t1".satisfaction_by_id
              LIMIT 1),'null'),'}')
        ELSE 'null' END,',"resolution":',coalesce((
            SELECT ('{"notes":'||(to_json(("t8"."notes")::text)::text)::text||'}')
            FROM "case_resolution" "t8"
            WHERE ("t8".case_id = "t1".id
              AND "t8".current)
            LIMIT 1),'null'),',"resolutions":',(
          SELECT concat('[',string_agg(('{"notes":'||(to_json(("t9"."notes")::text)::text)::text||'}'),','
              ORDER BY "t9".resolved_at DESC, "t9".id DESC,"t9"."id"),']')
          FROM "case_resolution" "t9"
          WHERE "t9".case_id = "t1".id),',"closedAt":',coalesce('"'||to_char(("t1"."closed_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"canceledAt":',coalesce('"'||to_char(("t1"."canceled_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"cancelReason":',coalesce(to_json(("t1"."cancel_reason")::text)::text,
          'null'),',"currentStep":',to_json((coalesce((
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
                WHERE step.id = "t1".status_id)))::text)::text,',"version":',"t1"."version",'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "case_status" "t2" ON "t2"."id" = "t1"."status_id"
      LEFT
      JOIN "person" "t3" ON "t3"."id" = "t1"."assignee_id"
      LEFT
      JOIN "team" "t4" ON "t4"."id" = "t1"."team_id"
      WHERE "t1".id = $2::uuid
      LIMIT 1),'null'))

-- Settings, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(concat('{"key":',to_json(("t1"."key")::text)::text,',"name":',to_json(("t1"."name")::text)::text,
          ',"state":"',"t1"."state",'","position":',"t1"."position",',"isDefault":',
          CASE ("t1"."is_default")
          WHEN true THEN 'true'
          WHEN false THEN 'false' END,',"active":',
          CASE ("t1"."active")
          WHEN true THEN 'true'
          WHEN false THEN 'false' END,',"allowedNext":',(
            SELECT concat('[',string_agg(('{"key":'||(to_json(("t2"."key")::text)::text)::text||'}'),','
                ORDER BY "t2".position, "t2".key,"t2"."id"),']')
            FROM "case_status" "t2"
            WHERE "t2".id = ANY ("t1".allowed_next)),'}'),','
        ORDER BY "t1".position, "t1".key,"t1"."id"),']')
    FROM "case_status" "t1"
    WHERE ("t1".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t3"."key")::text)::text)::text||',"active":'||(
            CASE ("t3"."active")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||'}'),','
        ORDER BY "t3".position, "t3".key,"t3"."id"),']')
    FROM "case_type" "t3"
    WHERE ("t3".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t4"."key")::text)::text)::text||',"active":'||(
            CASE ("t4"."active")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||',"parent":'||(
            CASE
            WHEN "t5"."id" IS NULL THEN 'null'
            ELSE ('{"key":'||(to_json(("t5"."key")::text)::text)::text||'}') END)::text||'}'),','
        ORDER BY "t4".position, "t4".key,"t4"."id"),']')
    FROM "case_category" "t4"
    LEFT
    JOIN "case_category" "t5" ON "t5"."id" = "t4"."parent_id"
    WHERE ("t4".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t6"."key")::text)::text)::text||',"active":'||(
            CASE ("t6"."active")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||'}'),','
        ORDER BY "t6".position, "t6".key,"t6"."id"),']')
    FROM "reason_code" "t6"
    WHERE ("t6".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t7"."key")::text)::text)::text||',"active":'||(
            CASE ("t7"."active")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||'}'),','
        ORDER BY "t7".position, "t7".key,"t7"."id"),']')
    FROM "resolution_path" "t7"
    WHERE ("t7".active
      OR false))),concat((
    SELECT concat('[',string_agg(concat('{"key":',to_json(("t8"."key")::text)::text,',"active":',
          CASE ("t8"."active")
          WHEN true THEN 'true'
          WHEN false THEN 'false' END,',"stages":',(
            SELECT concat('[',string_agg(('{"key":'||(to_json(("t9"."key")::text)::text)::text||'}'),','
                ORDER BY "t9".position,"t9"."id"),']')
            FROM "process_stage" "t9"
            WHERE "t9".process_id = "t8".id),'}'),','
        ORDER BY "t8".name, "t8".key,"t8"."id"),']')
    FROM "business_process" "t8"
    WHERE ("t8".active
      OR false)))
