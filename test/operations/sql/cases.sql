-- DispatcherList, for who sees every case
SELECT concat((
    SELECT concat('{"totalCount":',(
        SELECT count(*)
        FROM "service_case" "t2"
        WHERE true),',"nodes":[',string_agg(concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,
          ',"title":',to_json(("t1"."title")::text)::text,',"state":"',"t1"."state",'","status":',
          CASE
          WHEN "t3"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t3"."key")::text)::text)::text||',"name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
          ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
          CASE
          WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
          WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
          WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
          ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          '","assignee":',
          CASE
          WHEN "t4"."id" IS NULL THEN 'null'
          ELSE ('{"id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
          ',"team":',
          CASE
          WHEN "t5"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t5"."key")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||'}') END,
          ',"asset":',
          CASE
          WHEN "t6"."id" IS NULL THEN 'null'
          ELSE ('{"tag":'||(to_json(("t6"."tag")::text)::text)::text||',"name":'||(to_json(("t6"."name")::text)::text)::text||',"customer":'||(
              CASE
              WHEN "t7"."id" IS NULL THEN 'null'
              ELSE ('{"name":'||(to_json(("t7"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
          to_json((coalesce((
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
                  WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
            SELECT count(*)
            FROM activity todo
            WHERE todo.case_id = "t1".id
            AND todo.state = 'OPEN'
            AND true),',"version":',"t1"."version",'}'),','
        ORDER BY "t1"."#" ASC) FILTER (
        WHERE "t1"."#" <= 50),'],"pageInfo":{"hasNextPage":',
      CASE
      WHEN count(*) > 50 THEN 'true'
      ELSE 'false' END,',"endCursor":',coalesce('"'||max(translate(encode(convert_to(left(encode(sha256(convert_to($1::text||json_build_array((coalesce("t1".due_at,
                              'infinity'))::text,("t1".opened_at)::text,("t1"."id")::text)::text,'UTF8')),'hex'),16)||json_build_array((coalesce("t1".due_at,
                      'infinity'))::text,("t1".opened_at)::text,("t1"."id")::text)::text,'UTF8'),'base64'),E'+/=\n','-_')) FILTER (
          WHERE "t1"."#" = least("t1"."##",50)
          AND "t1"."#" <= 50)||'"','null'),'}}')
    FROM (
      SELECT x.*,row_number() OVER () AS "#",count(*) OVER () AS "##"
      FROM (
        SELECT "t8"."id","t8"."number","t8"."title","t8"."state","t8"."priority","t8"."due_at","t8"."sla_standing",
        "t8"."sla_warn_at","t8"."opened_at","t8"."status_id","t8"."version","t8"."assignee_id","t8"."team_id",
        "t8"."asset_id"
        FROM "service_case" "t8"
        WHERE true
        ORDER BY coalesce("t8".due_at,'infinity') ASC, "t8".opened_at ASC, "t8"."id" ASC
        LIMIT 51) x) "t1"
    LEFT
    JOIN "case_status" "t3" ON "t3"."id" = "t1"."status_id"
    LEFT
    JOIN "person" "t4" ON "t4"."id" = "t1"."assignee_id"
    LEFT
    JOIN "team" "t5" ON "t5"."id" = "t1"."team_id"
    LEFT
    JOIN "asset" "t6" ON "t6"."id" = "t1"."asset_id"
    LEFT
    JOIN "customer" "t7" ON "t7"."id" = "t6"."customer_id"))

-- DispatcherList, for staff who see their own cases
SELECT concat((
    SELECT concat('{"totalCount":',(
        SELECT count(*)
        FROM "service_case" "t2"
        WHERE ((("t2".assignee_id = $1::uuid
              OR EXISTS (
                SELECT
                FROM case_collaborator own
                WHERE own.case_id = "t2".id
                AND own.person_id = $1::uuid))
            OR EXISTS (
              SELECT
              FROM team_member own
              WHERE own.team_id = "t2".team_id
              AND own.person_id = $1::uuid)
            OR EXISTS (
              SELECT
              FROM team own
              WHERE own.id = "t2".team_id
              AND own.lead_id = $1::uuid))
          AND (NOT "t2".confidential
            OR ("t2".assignee_id = $1::uuid
              OR EXISTS (
                SELECT
                FROM case_collaborator own
                WHERE own.case_id = "t2".id
                AND own.person_id = $1::uuid))
            OR EXISTS (
              SELECT
              FROM team own
              WHERE own.id = "t2".team_id
              AND own.lead_id = $1::uuid)))),',"nodes":[',string_agg(concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,
          ',"title":',to_json(("t1"."title")::text)::text,',"state":"',"t1"."state",'","status":',
          CASE
          WHEN "t3"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t3"."key")::text)::text)::text||',"name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
          ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
          CASE
          WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
          WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
          WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
          ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          '","assignee":',
          CASE
          WHEN "t4"."id" IS NULL THEN 'null'
          ELSE ('{"id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
          ',"team":',
          CASE
          WHEN "t5"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t5"."key")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||'}') END,
          ',"asset":',
          CASE
          WHEN "t6"."id" IS NULL THEN 'null'
          ELSE ('{"tag":'||(to_json(("t6"."tag")::text)::text)::text||',"name":'||(to_json(("t6"."name")::text)::text)::text||',"customer":'||(
              CASE
              WHEN "t7"."id" IS NULL THEN 'null'
              ELSE ('{"name":'||(to_json(("t7"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
          to_json((coalesce((
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
                  WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
            SELECT count(*)
            FROM activity todo
            WHERE todo.case_id = "t1".id
            AND todo.state = 'OPEN'
            AND true),',"version":',"t1"."version",'}'),','
        ORDER BY "t1"."#" ASC) FILTER (
        WHERE "t1"."#" <= 50),'],"pageInfo":{"hasNextPage":',
      CASE
      WHEN count(*) > 50 THEN 'true'
      ELSE 'false' END,',"endCursor":',coalesce('"'||max(translate(encode(convert_to(left(encode(sha256(convert_to($2::text||json_build_array((coalesce("t1".due_at,
                              'infinity'))::text,("t1".opened_at)::text,("t1"."id")::text)::text,'UTF8')),'hex'),16)||json_build_array((coalesce("t1".due_at,
                      'infinity'))::text,("t1".opened_at)::text,("t1"."id")::text)::text,'UTF8'),'base64'),E'+/=\n','-_')) FILTER (
          WHERE "t1"."#" = least("t1"."##",50)
          AND "t1"."#" <= 50)||'"','null'),'}}')
    FROM (
      SELECT x.*,row_number() OVER () AS "#",count(*) OVER () AS "##"
      FROM (
        SELECT "t8"."id","t8"."number","t8"."title","t8"."state","t8"."priority","t8"."due_at","t8"."sla_standing",
        "t8"."sla_warn_at","t8"."opened_at","t8"."status_id","t8"."version","t8"."assignee_id","t8"."team_id",
        "t8"."asset_id"
        FROM "service_case" "t8"
        WHERE ((("t8".assignee_id = $1::uuid
              OR EXISTS (
                SELECT
                FROM case_collaborator own
                WHERE own.case_id = "t8".id
                AND own.person_id = $1::uuid))
            OR EXISTS (
              SELECT
              FROM team_member own
              WHERE own.team_id = "t8".team_id
              AND own.person_id = $1::uuid)
            OR EXISTS (
              SELECT
              FROM team own
              WHERE own.id = "t8".team_id
              AND own.lead_id = $1::uuid))
          AND (NOT "t8".confidential
            OR ("t8".assignee_id = $1::uuid
              OR EXISTS (
                SELECT
                FROM case_collaborator own
                WHERE own.case_id = "t8".id
                AND own.person_id = $1::uuid))
            OR EXISTS (
              SELECT
              FROM team own
              WHERE own.id = "t8".team_id
              AND own.lead_id = $1::uuid)))
        ORDER BY coalesce("t8".due_at,'infinity') ASC, "t8".opened_at ASC, "t8"."id" ASC
        LIMIT 51) x) "t1"
    LEFT
    JOIN "case_status" "t3" ON "t3"."id" = "t1"."status_id"
    LEFT
    JOIN "person" "t4" ON "t4"."id" = "t1"."assignee_id"
    LEFT
    JOIN "team" "t5" ON "t5"."id" = "t1"."team_id"
    LEFT
    JOIN "asset" "t6" ON "t6"."id" = "t1"."asset_id"
    LEFT
    JOIN "customer" "t7" ON "t7"."id" = "t6"."customer_id"))

-- DispatcherList, for a customer's contact
SELECT concat((
    SELECT concat('{"totalCount":',(
        SELECT count(*)
        FROM "service_case" "t2"
        WHERE ("t2".customer_id = $1::uuid
          AND NOT "t2".confidential)),',"nodes":[',string_agg(concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,
          ',"title":',to_json(("t1"."title")::text)::text,',"state":"',"t1"."state",'","status":',
          CASE
          WHEN "t3"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t3"."key")::text)::text)::text||',"name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
          ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
          CASE
          WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
          WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
          WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
          ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          '","assignee":',
          CASE
          WHEN "t4"."id" IS NULL THEN 'null'
          ELSE ('{"id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
          ',"team":',
          CASE
          WHEN "t5"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t5"."key")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||'}') END,
          ',"asset":',
          CASE
          WHEN "t6"."id" IS NULL THEN 'null'
          ELSE ('{"tag":'||(to_json(("t6"."tag")::text)::text)::text||',"name":'||(to_json(("t6"."name")::text)::text)::text||',"customer":'||(
              CASE
              WHEN "t7"."id" IS NULL THEN 'null'
              ELSE ('{"name":'||(to_json(("t7"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
          to_json((coalesce((
                  SELECT step.subject
                  FROM activity step
                  WHERE step.case_id = "t1".id
                  AND step.state = 'OPEN'
                  AND step.started_at IS NOT NULL
                  AND step.kind <> 'TASK'
                  ORDER BY step.started_at DESC, step.id DESC
                  LIMIT 1), (
                  SELECT step.name
                  FROM case_status step
                  WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
            SELECT count(*)
            FROM activity todo
            WHERE todo.case_id = "t1".id
            AND todo.state = 'OPEN'
            AND todo.kind <> 'TASK'),',"version":',"t1"."version",'}'),','
        ORDER BY "t1"."#" ASC) FILTER (
        WHERE "t1"."#" <= 50),'],"pageInfo":{"hasNextPage":',
      CASE
      WHEN count(*) > 50 THEN 'true'
      ELSE 'false' END,',"endCursor":',coalesce('"'||max(translate(encode(convert_to(left(encode(sha256(convert_to($2::text||json_build_array((coalesce("t1".due_at,
                              'infinity'))::text,("t1".opened_at)::text,("t1"."id")::text)::text,'UTF8')),'hex'),16)||json_build_array((coalesce("t1".due_at,
                      'infinity'))::text,("t1".opened_at)::text,("t1"."id")::text)::text,'UTF8'),'base64'),E'+/=\n','-_')) FILTER (
          WHERE "t1"."#" = least("t1"."##",50)
          AND "t1"."#" <= 50)||'"','null'),'}}')
    FROM (
      SELECT x.*,row_number() OVER () AS "#",count(*) OVER () AS "##"
      FROM (
        SELECT "t8"."id","t8"."number","t8"."title","t8"."state","t8"."priority","t8"."due_at","t8"."sla_standing",
        "t8"."sla_warn_at","t8"."opened_at","t8"."status_id","t8"."version","t8"."assignee_id","t8"."asset_id"
        FROM "service_case" "t8"
        WHERE ("t8".customer_id = $1::uuid
          AND NOT "t8".confidential)
        ORDER BY coalesce("t8".due_at,'infinity') ASC, "t8".opened_at ASC, "t8"."id" ASC
        LIMIT 51) x) "t1"
    LEFT
    JOIN "case_status" "t3" ON "t3"."id" = "t1"."status_id"
    LEFT
    JOIN "person" "t4" ON ("t4"."id" = "t1"."assignee_id"
      AND ("t4".id = $3::uuid
        OR EXISTS (
          SELECT
          FROM person_role held
          JOIN role ON role.id = held.role_id
          WHERE held.person_id = "t4".id
          AND role.permissions <> '{PORTAL}')))
    LEFT
    JOIN "team" "t5" ON false
    LEFT
    JOIN "asset" "t6" ON ("t6"."id" = "t1"."asset_id"
      AND "t6".customer_id = $1::uuid)
    LEFT
    JOIN "customer" "t7" ON ("t7"."id" = "t6"."customer_id"
      AND "t7".id = $1::uuid)))

-- CasePage, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"title":',to_json(("t1"."title")::text)::text,
        ',"state":"',"t1"."state",'","status":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||',"name":'||(to_json(("t2"."name")::text)::text)::text||'}') END,
        ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
        CASE
        WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
        WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
        WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
        ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        '","assignee":',
        CASE
        WHEN "t3"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t3"."id")::text||'","name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
        ',"team":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t4"."key")::text)::text)::text||',"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
        ',"asset":',
        CASE
        WHEN "t5"."id" IS NULL THEN 'null'
        ELSE ('{"tag":'||(to_json(("t5"."tag")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||',"customer":'||(
            CASE
            WHEN "t6"."id" IS NULL THEN 'null'
            ELSE ('{"name":'||(to_json(("t6"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
        to_json((coalesce((
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
                WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
          SELECT count(*)
          FROM activity todo
          WHERE todo.case_id = "t1".id
          AND todo.state = 'OPEN'
          AND true),',"version":',"t1"."version",',"description":',to_json(("t1"."description")::text)::text,',"type":',
        CASE
        WHEN "t7"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t7"."key")::text)::text)::text||',"name":'||(to_json(("t7"."name")::text)::text)::text||'}') END,
        ',"reason":',
        CASE
        WHEN "t8"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t8"."key")::text)::text)::text||',"name":'||(to_json(("t8"."name")::text)::text)::text||'}') END,
        ',"category":',
        CASE
        WHEN "t9"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t9"."key")::text)::text)::text||',"name":'||(to_json(("t9"."name")::text)::text)::text||'}') END,
        ',"channel":"',"t1"."channel",'","tags":',to_json("t1"."tags")::text,',"customer":',
        CASE
        WHEN "t10"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t10"."id")::text||'","name":'||(to_json(("t10"."name")::text)::text)::text||'}') END,
        ',"contact":',
        CASE
        WHEN "t11"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t11"."id")::text||'","name":'||(to_json(("t11"."name")::text)::text)::text||'}') END,
        ',"collaborators":',(
          SELECT concat('[',string_agg(('{"id":"'||("t12"."id")::text||'","name":'||(to_json(("t12"."name")::text)::text)::text||'}'),
              ','
              ORDER BY together.added_at, together.person_id,"t12"."id"),']')
          FROM "person" "t12"
          JOIN case_collaborator together ON together.person_id = "t12".id
          WHERE together.case_id = "t1".id),',"associatedPeople":',(
          SELECT concat('[',string_agg(('{"person":'||(
                  CASE
                  WHEN "t14"."id" IS NULL THEN 'null'
                  ELSE ('{"id":"'||("t14"."id")::text||'","name":'||(to_json(("t14"."name")::text)::text)::text||'}') END)::text||',"relation":'||(to_json(("t13"."relation")::text)::text)::text||',"note":'||(coalesce(to_json(("t13"."note")::text)::text,
                    'null'))::text||'}'),','
              ORDER BY "t13".added_at, "t13".person_id,"t13"."case_id"),']')
          FROM "case_person" "t13"
          LEFT
          JOIN "person" "t14" ON "t14"."id" = "t13"."person_id"
          WHERE "t13".case_id = "t1".id),',"confidential":',
        CASE ("t1"."confidential")
        WHEN true THEN 'true'
        WHEN false THEN 'false' END,',"reopenCount":',"t1"."reopen_count",',"viewerCan":',to_json(array_remove(ARRAY[
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
            WHEN "t1".state IN ('NEW', 'OPEN', 'ON_HOLD') THEN 'OPEN_SUPPLIER_RETURN' END], NULL))::text,',"resolution":',
        coalesce((
            SELECT ('{"path":'||(
                CASE
                WHEN "t16"."id" IS NULL THEN 'null'
                ELSE ('{"key":'||(to_json(("t16"."key")::text)::text)::text||'}') END)::text||',"notes":'||(to_json(("t15"."notes")::text)::text)::text||'}')
            FROM "case_resolution" "t15"
            LEFT
            JOIN "resolution_path" "t16" ON "t16"."id" = "t15"."path_id"
            WHERE ("t15".case_id = "t1".id
              AND "t15".current)
            LIMIT 1),'null'),',"activities":',(
          SELECT concat('{"nodes":[',string_agg(
              CASE
              WHEN "t17"."kind" = 'TASK' THEN ('{"__typename":"Task","id":"'||("t17"."id")::text||'","subject":'||(to_json(("t17"."subject")::text)::text)::text||',"state":"'||("t17"."state")::text||'","dueAt":'||(coalesce('"'||to_char(("t17"."due_at") AT TIME ZONE 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"assignee":'||(
                  CASE
                  WHEN "t18"."id" IS NULL THEN 'null'
                  ELSE ('{"name":'||(to_json(("t18"."name")::text)::text)::text||'}') END)::text||',"outcome":'||(coalesce(to_json(("t17"."outcome")::text)::text,
                    'null'))::text||'}')
              WHEN "t17"."kind" = 'PHONE_CALL' THEN ('{"__typename":"PhoneCall","id":"'||("t17"."id")::text||'","subject":'||(to_json(("t17"."subject")::text)::text)::text||',"state":"'||("t17"."state")::text||'","dueAt":'||(coalesce('"'||to_char(("t17"."due_at") AT TIME ZONE 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"assignee":'||(
                  CASE
                  WHEN "t18"."id" IS NULL THEN 'null'
                  ELSE ('{"name":'||(to_json(("t18"."name")::text)::text)::text||'}') END)::text||'}')
              WHEN "t17"."kind" = 'EMAIL' THEN ('{"__typename":"Email","id":"'||("t17"."id")::text||'","subject":'||(to_json(("t17"."subject")::text)::text)::text||',"state":"'||("t17"."state")::text||'","dueAt":'||(coalesce('"'||to_char(("t17"."due_at") AT TIME ZONE 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"assignee":'||(
                  CASE
                  WHEN "t18"."id" IS NULL THEN 'null'
                  ELSE ('{"name":'||(to_json(("t18"."name")::text)::text)::text||'}') END)::text||'}')
              WHEN "t17"."kind" = 'APPOINTMENT' THEN ('{"__typename":"Appointment","id":"'||("t17"."id")::text||'","subject":'||(to_json(("t17"."subject")::text)::text)::text||',"state":"'||("t17"."state")::text||'","dueAt":'||(coalesce('"'||to_char(("t17"."due_at") AT TIME ZONE 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"assignee":'||(
                  CASE
                  WHEN "t18"."id" IS NULL THEN 'null'
                  ELSE ('{"name":'||(to_json(("t18"."name")::text)::text)::text||'}') END)::text||'}')
              ELSE 'null' END,','
              ORDER BY "t17"."#" ASC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t19"."kind","t19"."id","t19"."subject","t19"."state","t19"."due_at","t19"."outcome","t19"."assignee_id"
              FROM "activity" "t19"
              WHERE "t19".case_id = "t1".id
              ORDER BY coalesce("t19".due_at,'infinity') ASC, "t19".created_at ASC, "t19"."id" ASC
              LIMIT 50) x) "t17"
          LEFT
          JOIN "person" "t18" ON "t18"."id" = "t17"."assignee_id"),',"comments":',(
          SELECT concat('{"nodes":[',string_agg(('{"id":"'||("t20"."id")::text||'","body":'||(to_json(("t20"."body")::text)::text)::text||',"internal":'||(
                  CASE ("t20"."internal")
                  WHEN true THEN 'true'
                  WHEN false THEN 'false' END)::text||',"createdAt":"'||(to_char(("t20"."created_at") AT TIME ZONE 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","author":'||(
                  CASE
                  WHEN "t21"."id" IS NULL THEN 'null'
                  ELSE ('{"name":'||(to_json(("t21"."name")::text)::text)::text||'}') END)::text||'}'),','
              ORDER BY "t20"."#" DESC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t22"."id","t22"."body","t22"."internal","t22"."created_at","t22"."author_id"
              FROM "comment" "t22"
              WHERE "t22".case_id = "t1".id
              ORDER BY "t22".created_at DESC, "t22"."id" DESC
              LIMIT 50) x) "t20"
          LEFT
          JOIN "person" "t21" ON "t21"."id" = "t20"."author_id"),',"timeline":',(
          SELECT concat('{"totalCount":',(
              SELECT count(*)
              FROM "event" "t24"
              WHERE "t24".case_id = "t1".id),',"nodes":[',string_agg(concat('{"id":"',"t23"."id",'","cursor":',coalesce(to_json((casegraph_event_cursor("t23".pos))::text)::text,
                  'null'),',"kind":"',"t23"."kind",'","at":"',to_char(("t23"."at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                '","summary":',to_json((
                    CASE "t23".kind
                    WHEN 'OPENED' THEN concat('Opened as ', "t23".data ->> 'number', '.')
                    WHEN 'UPDATED' THEN concat('Changed ', (
                        SELECT string_agg(part ->> 'field', ', ')
                        FROM jsonb_array_elements( "t23".changes || coalesce((
                              SELECT said.changes
                              FROM event_words said
                              WHERE said.event_seq = "t23".seq), '[]')) part), '.')
                    WHEN 'STATUS_CHANGED' THEN concat('Status changed from ', (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "status").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "status").to') #>> '{}'), '.')
                    WHEN 'HELD' THEN concat('Put on hold', ' until ' || (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "holdUntil").to') #>> '{}'),
                      '.')
                    WHEN 'RESUMED' THEN
                    CASE
                    WHEN ("t23".data ->> 'byItself')::boolean THEN 'Resumed by itself.'
                    ELSE 'Resumed.' END
                    WHEN 'ESCALATED' THEN concat('Escalated to level ', (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "escalationLevel").to') #>> '{}'),
                      '.')
                    WHEN 'STAGE_CHANGED' THEN
                    CASE
                    WHEN ("t23".data ->> 'completed')::boolean THEN 'Process completed.'
                    ELSE concat('Stage changed from ', coalesce((jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "stage").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "stage").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'PRIORITY_CHANGED' THEN concat('Priority changed from ', (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "priority").from') #>> '{}'),
                      ' to ', (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "priority").to') #>> '{}'), '.')
                    WHEN 'ROUTED' THEN concat('Routed', ' to ' || coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t23".data ->> 'teamId')::uuid)), ' by the rule ' || (jsonb_path_query_first("t23".changes,
                          '$[*] ? (@.field == "rule").to') #>> '{}'), '.')
                    WHEN 'QUEUED' THEN concat('Put into the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t23".data ->> 'queueId')::uuid), '.')
                    WHEN 'MOVED' THEN concat('Moved from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t23".data ->> 'fromQueueId')::uuid), ' to ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t23".data ->> 'queueId')::uuid), '.')
                    WHEN 'PICKED' THEN concat('Taken from the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t23".data ->> 'queueId')::uuid), ' by ', (
                        SELECT said.name
                        FROM person said
                        WHERE said.id = ("t23".data ->> 'assigneeId')::uuid), '.')
                    WHEN 'RELEASED' THEN concat('Given back to the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t23".data ->> 'queueId')::uuid), coalesce(' by ' || (
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'lostAssigneeId')::uuid), ''), '.')
                    WHEN 'DEQUEUED' THEN concat('Taken off the queue ', (
                        SELECT said.name
                        FROM queue said
                        WHERE said.id = ("t23".data ->> 'queueId')::uuid), '.')
                    WHEN 'ASSIGNED' THEN concat('Assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t23".data ->> 'teamId')::uuid), 'nobody'), '.')
                    WHEN 'UNASSIGNED' THEN concat('Taken off ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'lostAssigneeId')::uuid), 'its owner'), '.')
                    WHEN 'HANDED_BACK' THEN concat('Handed back by ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'lostAssigneeId')::uuid), 'its owner'), coalesce(': ' || coalesce((
                            SELECT said.subject
                            FROM activity said
                            WHERE said.id = "t23".activity_id), (
                            SELECT said.changes -> 0 ->> 'from'
                            FROM event gone
                            JOIN event_words said ON said.event_seq = gone.seq
                            WHERE gone.subject_id = "t23".activity_id
                            AND gone.kind = 'ACTIVITY_DELETED')), ''), '.')
                    WHEN 'COMMENTED' THEN
                    CASE
                    WHEN ("t23".data ->> 'internal')::boolean THEN 'Internal comment added.'
                    ELSE 'Comment added.' END
                    WHEN 'EVIDENCE_ADDED' THEN concat('Evidence added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'EVIDENCE_REMOVED' THEN concat('Evidence removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'LINK_ADDED' THEN concat('Link added: ', (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'LINK_REMOVED' THEN concat('Link removed: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'PERSON_ASSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'personId')::uuid), 'Somebody'), ' associated', ' as ' || (
                        SELECT said.changes -> 0 ->> 'to'
                        FROM event_words said
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'PERSON_DISSOCIATED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'personId')::uuid), 'Somebody'), ' is no longer associated.')
                    WHEN 'COLLABORATOR_ADDED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'personId')::uuid), 'Somebody'), ' collaborates.')
                    WHEN 'COLLABORATOR_REMOVED' THEN concat(coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'personId')::uuid), 'Somebody'), ' no longer collaborates.')
                    WHEN 'TAGGED' THEN concat('Tagged: ', (
                        SELECT string_agg(part ->> 'to', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'UNTAGGED' THEN concat('Tags taken off: ', (
                        SELECT string_agg(part ->> 'from', ', ')
                        FROM event_words said, jsonb_array_elements(said.changes) part
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'LINKED' THEN concat('Linked: ',
                      CASE concat("t23".data ->> 'linkKind', "t23".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t23".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'UNLINKED' THEN concat('Link taken off: ',
                      CASE concat("t23".data ->> 'linkKind', "t23".data ->> 'outgoing')
                      WHEN 'DUPLICATEStrue' THEN 'duplicates '
                      WHEN 'DUPLICATESfalse' THEN 'duplicated by '
                      WHEN 'CAUSED_BYtrue' THEN 'caused by '
                      WHEN 'CAUSED_BYfalse' THEN 'cause of '
                      WHEN 'BLOCKStrue' THEN 'blocks '
                      WHEN 'BLOCKSfalse' THEN 'blocked by '
                      ELSE 'relates to ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t23".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'MERGED' THEN
                    CASE
                    WHEN ("t23".data ->> 'outgoing')::boolean THEN concat('Merged into ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t23".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    ELSE concat('Took in ', coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t23".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.') END
                    WHEN 'PARENT_CHANGED' THEN concat(
                      CASE
                      WHEN "t23".data ? 'childId' THEN
                      CASE
                      WHEN ("t23".data ->> 'joined')::boolean THEN 'Became the parent of '
                      ELSE 'No longer the parent of ' END
                      WHEN ("t23".data ->> 'joined')::boolean THEN 'Became a part of '
                      ELSE 'No longer a part of ' END, coalesce((
                          SELECT said.number
                          FROM service_case said
                          WHERE said.id = ("t23".data ->> 'otherId')::uuid
                          AND true), 'another case'), '.')
                    WHEN 'ARTICLE_LINKED' THEN concat('Article linked: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t23".data ->> 'articleId')::uuid), '.')
                    WHEN 'ARTICLE_UNLINKED' THEN concat('Article taken off: ', (
                        SELECT said.number
                        FROM article said
                        WHERE said.id = ("t23".data ->> 'articleId')::uuid), '.')
                    WHEN 'ACTIVITY_ADDED' THEN concat('Activity added: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_ASSIGNED' THEN concat('Activity assigned to ', coalesce((
                          SELECT said.name
                          FROM person said
                          WHERE said.id = ("t23".data ->> 'assigneeId')::uuid), (
                          SELECT said.name
                          FROM team said
                          WHERE said.id = ("t23".data ->> 'teamId')::uuid), 'nobody'), ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_UPDATED' THEN concat('Activity changed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_STARTED' THEN concat('Activity started: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_REOPENED' THEN concat('Activity opened again: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_DELETED' THEN concat('Activity deleted: ', (
                        SELECT said.changes -> 0 ->> 'from'
                        FROM event_words said
                        WHERE said.event_seq = "t23".seq), '.')
                    WHEN 'ACTIVITY_OVERDUE' THEN concat('Activity overdue: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'APPOINTMENT_MOVED' THEN concat('Appointment moved from ', (jsonb_path_query_first("t23".changes,
                          '$[*] ? (@.field == "startsAt").from') #>> '{}'), ' to ', (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "startsAt").to') #>> '{}'),
                      ': ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_COMPLETED' THEN concat('Activity completed: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'ACTIVITY_CANCELED' THEN concat('Activity canceled: ', coalesce((
                          SELECT said.subject
                          FROM activity said
                          WHERE said.id = "t23".activity_id), (
                          SELECT said.changes -> 0 ->> 'from'
                          FROM event gone
                          JOIN event_words said ON said.event_seq = gone.seq
                          WHERE gone.subject_id = "t23".activity_id
                          AND gone.kind = 'ACTIVITY_DELETED')), '.')
                    WHEN 'SLA_STARTED' THEN concat('The ',
                      CASE "t23".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock started', ', due ' || (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                      '.')
                    WHEN 'SLA_WARNED' THEN concat('The ',
                      CASE "t23".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock nears its due time, ', "t23".data ->> 'dueAt', '.')
                    WHEN 'SLA_BREACHED' THEN concat('The ',
                      CASE "t23".sla_kind
                      WHEN 'FIRST_RESPONSE' THEN 'first-response'
                      ELSE 'resolution' END, ' clock is breached: it was due ', "t23".data ->> 'dueAt', '.')
                    WHEN 'SLA_CHANGED' THEN
                    CASE
                    WHEN "t23".data ? 'clocks' THEN concat("t23".data ->> 'clocks', ' due times changed.')
                    ELSE concat('Due time changed from ', coalesce((jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "dueAt").from') #>> '{}'),
                        'none'), ' to ', coalesce((jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "dueAt").to') #>> '{}'),
                        'none'), '.') END
                    WHEN 'SLA_PAUSED' THEN 'The clock stands still.'
                    WHEN 'SLA_RESUMED' THEN concat('The clock goes on', ', due ' || (jsonb_path_query_first("t23".changes,
                          '$[*] ? (@.field == "dueAt").to') #>> '{}'), '.')
                    WHEN 'SLA_CANCELED' THEN 'The clock was called off.'
                    WHEN 'SLA_MET' THEN
                    CASE
                    WHEN ("t23".data ->> 'late')::boolean THEN 'Due time met late.'
                    ELSE 'Due time met.' END
                    WHEN 'ENTITLEMENT_APPLIED' THEN concat('Entitlement applied: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t23".data ->> 'entitlementId')::uuid), '.')
                    WHEN 'ENTITLEMENT_USED' THEN concat('Entitlement used: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t23".data ->> 'entitlementId')::uuid), (
                        CASE "t23".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t23".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'ENTITLEMENT_RETURNED' THEN concat('Entitlement given back: ', (
                        SELECT said.name
                        FROM entitlement said
                        WHERE said.id = ("t23".data ->> 'entitlementId')::uuid), (
                        CASE "t23".data ->> 'unit'
                        WHEN 'HOURS' THEN concat(', ', trunc(("t23".data ->> 'amount')::numeric, 2), ' hours') END), '.')
                    WHEN 'SUPPLIER_RETURN_OPENED' THEN concat('Supplier return ', "t23".data ->> 'number', ' opened.')
                    WHEN 'SUPPLIER_RETURN_CHANGED' THEN concat('Supplier return ', "t23".data ->> 'number', ' changed', ' from ' || (jsonb_path_query_first("t23".changes,
                          '$[*] ? (@.field == "status").from') #>> '{}') || ' to ' || (jsonb_path_query_first("t23".changes, '$[*] ? (@.field == "status").to') #>> '{}'),
                      '.')
                    WHEN 'RESOLVED' THEN concat('Resolved', (
                        SELECT ' as ' || said.name
                        FROM resolution_path said
                        WHERE said.key = "t23".data ->> 'path'), '.')
                    WHEN 'SATISFACTION_RECORDED' THEN concat('Satisfaction recorded: ', "t23".data ->> 'score', ' of 5.')
                    ELSE concat(upper(left("t23".kind, 1)), replace(lower(substr("t23".kind, 2)), '_', ' '), '.') END)::text)::text,
                ',"note":',coalesce(to_json(("t25".note)::text)::text,'null'),',"slaKind":',coalesce('"'||"t23"."sla_kind"||'"',
                  'null'),',"actor":',
                CASE
                WHEN "t26"."id" IS NULL THEN 'null'
                ELSE ('{"id":"'||("t26"."id")::text||'","name":'||(to_json(("t26"."name")::text)::text)::text||'}') END,
                ',"changes":',
                CASE
                WHEN (
                  CASE
                  WHEN "t25".changes IS NULL THEN "t23".changes
                  ELSE "t23".changes || "t25".changes END)::jsonb = '[]' THEN '[]'
                ELSE (
                  SELECT concat('[',string_agg(('{"field":'||(coalesce((("t27".v->'field'))::text,'null'))::text||',"from":'||(coalesce((("t27".v->'from'))::text,
                            'null'))::text||',"to":'||(coalesce((("t27".v->'to'))::text,'null'))::text||'}'),','),']')
                  FROM jsonb_array_elements((
                      CASE
                      WHEN "t25".changes IS NULL THEN "t23".changes
                      ELSE "t23".changes || "t25".changes END)::jsonb) "t27"(v)) END,',"comment":',
                CASE
                WHEN "t28"."id" IS NULL THEN 'null'
                ELSE ('{"body":'||(to_json(("t28"."body")::text)::text)::text||'}') END,',"activity":',
                CASE
                WHEN "t29"."id" IS NULL THEN 'null'
                ELSE ('{"id":"'||("t29"."id")::text||'","subject":'||(to_json(("t29"."subject")::text)::text)::text||'}') END,
                '}'),','
              ORDER BY "t23"."#" DESC),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#"
            FROM (
              SELECT "t30"."id","t30"."pos","t30"."kind","t30"."at","t30"."data","t30"."changes","t30"."seq","t30"."activity_id",
              "t30"."sla_kind","t30"."actor_id","t30"."comment_id"
              FROM "event" "t30"
              WHERE "t30".case_id = "t1".id
              ORDER BY "t30".seq DESC
              LIMIT 20) x) "t23"
          LEFT
          JOIN "event_words" "t25" ON "t25".event_seq = "t23".seq
          LEFT
          JOIN "person" "t26" ON "t26"."id" = "t23"."actor_id"
          LEFT
          JOIN "comment" "t28" ON "t28"."id" = "t23"."comment_id"
          LEFT
          JOIN "activity" "t29" ON "t29"."id" = "t23"."activity_id"),'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "case_status" "t2" ON "t2"."id" = "t1"."status_id"
      LEFT
      JOIN "person" "t3" ON "t3"."id" = "t1"."assignee_id"
      LEFT
      JOIN "team" "t4" ON "t4"."id" = "t1"."team_id"
      LEFT
      JOIN "asset" "t5" ON "t5"."id" = "t1"."asset_id"
      LEFT
      JOIN "customer" "t6" ON "t6"."id" = "t5"."customer_id"
      LEFT
      JOIN "case_type" "t7" ON "t7"."id" = "t1"."type_id"
      LEFT
      JOIN "reason_code" "t8" ON "t8"."id" = "t1"."reason_id"
      LEFT
      JOIN "case_category" "t9" ON "t9"."id" = "t1"."category_id"
      LEFT
      JOIN "customer" "t10" ON "t10"."id" = "t1"."customer_id"
      LEFT
      JOIN "person" "t11" ON "t11"."id" = "t1"."contact_id"
      WHERE "t1".id = $2::uuid
      LIMIT 1),'null'))

-- CaseByNumber, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"title":',to_json(("t1"."title")::text)::text,
        ',"state":"',"t1"."state",'","status":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||',"name":'||(to_json(("t2"."name")::text)::text)::text||'}') END,
        ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
        CASE
        WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
        WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
        WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
        ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        '","assignee":',
        CASE
        WHEN "t3"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t3"."id")::text||'","name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
        ',"team":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t4"."key")::text)::text)::text||',"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
        ',"asset":',
        CASE
        WHEN "t5"."id" IS NULL THEN 'null'
        ELSE ('{"tag":'||(to_json(("t5"."tag")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||',"customer":'||(
            CASE
            WHEN "t6"."id" IS NULL THEN 'null'
            ELSE ('{"name":'||(to_json(("t6"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
        to_json((coalesce((
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
                WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
          SELECT count(*)
          FROM activity todo
          WHERE todo.case_id = "t1".id
          AND todo.state = 'OPEN'
          AND true),',"version":',"t1"."version",'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "case_status" "t2" ON "t2"."id" = "t1"."status_id"
      LEFT
      JOIN "person" "t3" ON "t3"."id" = "t1"."assignee_id"
      LEFT
      JOIN "team" "t4" ON "t4"."id" = "t1"."team_id"
      LEFT
      JOIN "asset" "t5" ON "t5"."id" = "t1"."asset_id"
      LEFT
      JOIN "customer" "t6" ON "t6"."id" = "t5"."customer_id"
      WHERE "t1".id = (
        SELECT
        CASE
        WHEN named.merged_into_id IS NULL THEN named.id
        ELSE casegraph_case_answering(named.id) END
        FROM service_case named
        WHERE named.number = $1::text)
      LIMIT 1),'null'))

-- CaseByNumber, for staff who see their own cases
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"title":',to_json(("t1"."title")::text)::text,
        ',"state":"',"t1"."state",'","status":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||',"name":'||(to_json(("t2"."name")::text)::text)::text||'}') END,
        ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
        CASE
        WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
        WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
        WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
        ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        '","assignee":',
        CASE
        WHEN "t3"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t3"."id")::text||'","name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
        ',"team":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t4"."key")::text)::text)::text||',"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
        ',"asset":',
        CASE
        WHEN "t5"."id" IS NULL THEN 'null'
        ELSE ('{"tag":'||(to_json(("t5"."tag")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||',"customer":'||(
            CASE
            WHEN "t6"."id" IS NULL THEN 'null'
            ELSE ('{"name":'||(to_json(("t6"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
        to_json((coalesce((
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
                WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
          SELECT count(*)
          FROM activity todo
          WHERE todo.case_id = "t1".id
          AND todo.state = 'OPEN'
          AND true),',"version":',"t1"."version",'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "case_status" "t2" ON "t2"."id" = "t1"."status_id"
      LEFT
      JOIN "person" "t3" ON "t3"."id" = "t1"."assignee_id"
      LEFT
      JOIN "team" "t4" ON "t4"."id" = "t1"."team_id"
      LEFT
      JOIN "asset" "t5" ON "t5"."id" = "t1"."asset_id"
      LEFT
      JOIN "customer" "t6" ON "t6"."id" = "t5"."customer_id"
      WHERE ("t1".id = (
          SELECT
          CASE
          WHEN named.merged_into_id IS NULL THEN named.id
          ELSE casegraph_case_answering(named.id) END
          FROM service_case named
          WHERE named.number = $1::text)
        AND ((("t1".assignee_id = $2::uuid
              OR EXISTS (
                SELECT
                FROM case_collaborator own
                WHERE own.case_id = "t1".id
                AND own.person_id = $2::uuid))
            OR EXISTS (
              SELECT
              FROM team_member own
              WHERE own.team_id = "t1".team_id
              AND own.person_id = $2::uuid)
            OR EXISTS (
              SELECT
              FROM team own
              WHERE own.id = "t1".team_id
              AND own.lead_id = $2::uuid))
          AND (NOT "t1".confidential
            OR ("t1".assignee_id = $2::uuid
              OR EXISTS (
                SELECT
                FROM case_collaborator own
                WHERE own.case_id = "t1".id
                AND own.person_id = $2::uuid))
            OR EXISTS (
              SELECT
              FROM team own
              WHERE own.id = "t1".team_id
              AND own.lead_id = $2::uuid))))
      LIMIT 1),'null'))

-- CaseByNumber, for a customer's contact
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"title":',to_json(("t1"."title")::text)::text,
        ',"state":"',"t1"."state",'","status":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t2"."key")::text)::text)::text||',"name":'||(to_json(("t2"."name")::text)::text)::text||'}') END,
        ',"priority":"',"t1"."priority",'","dueAt":',coalesce('"'||to_char(("t1"."due_at") AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"slaState":"',
        CASE
        WHEN "t1".sla_standing <> 'RUNNING' THEN "t1".sla_standing
        WHEN "t1".due_at <= casegraph_now() THEN 'BREACHED'
        WHEN "t1".sla_warn_at <= casegraph_now() THEN 'NEARING'
        ELSE 'IN_PROGRESS' END,'","openedAt":"',to_char(("t1"."opened_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        '","assignee":',
        CASE
        WHEN "t3"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t3"."id")::text||'","name":'||(to_json(("t3"."name")::text)::text)::text||'}') END,
        ',"team":',
        CASE
        WHEN "t4"."id" IS NULL THEN 'null'
        ELSE ('{"key":'||(to_json(("t4"."key")::text)::text)::text||',"name":'||(to_json(("t4"."name")::text)::text)::text||'}') END,
        ',"asset":',
        CASE
        WHEN "t5"."id" IS NULL THEN 'null'
        ELSE ('{"tag":'||(to_json(("t5"."tag")::text)::text)::text||',"name":'||(to_json(("t5"."name")::text)::text)::text||',"customer":'||(
            CASE
            WHEN "t6"."id" IS NULL THEN 'null'
            ELSE ('{"name":'||(to_json(("t6"."name")::text)::text)::text||'}') END)::text||'}') END,',"currentStep":',
        to_json((coalesce((
                SELECT step.subject
                FROM activity step
                WHERE step.case_id = "t1".id
                AND step.state = 'OPEN'
                AND step.started_at IS NOT NULL
                AND step.kind <> 'TASK'
                ORDER BY step.started_at DESC, step.id DESC
                LIMIT 1), (
                SELECT step.name
                FROM case_status step
                WHERE step.id = "t1".status_id)))::text)::text,',"openActivityCount":',(
          SELECT count(*)
          FROM activity todo
          WHERE todo.case_id = "t1".id
          AND todo.state = 'OPEN'
          AND todo.kind <> 'TASK'),',"version":',"t1"."version",'}')
      FROM "service_case" "t1"
      LEFT
      JOIN "case_status" "t2" ON "t2"."id" = "t1"."status_id"
      LEFT
      JOIN "person" "t3" ON ("t3"."id" = "t1"."assignee_id"
        AND ("t3".id = $1::uuid
          OR EXISTS (
            SELECT
            FROM person_role held
            JOIN role ON role.id = held.role_id
            WHERE held.person_id = "t3".id
            AND role.permissions <> '{PORTAL}')))
      LEFT
      JOIN "team" "t4" ON false
      LEFT
      JOIN "asset" "t5" ON ("t5"."id" = "t1"."asset_id"
        AND "t5".customer_id = $2::uuid)
      LEFT
      JOIN "customer" "t6" ON ("t6"."id" = "t5"."customer_id"
        AND "t6".id = $2::uuid)
      WHERE ("t1".id = (
          SELECT
          CASE
          WHEN named.merged_into_id IS NULL THEN named.id
          ELSE casegraph_case_answering(named.id) END
          FROM service_case named
          WHERE named.number = $3::text)
        AND ("t1".customer_id = $2::uuid
          AND NOT "t1".confidential))
      LIMIT 1),'null'))

-- CaseForm, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t1"."key")::text)::text)::text||',"name":'||(to_json(("t1"."name")::text)::text)::text||',"defaultPriority":"'||("t1"."default_priority")::text||'","confidential":'||(
            CASE ("t1"."confidential")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||'}'),','
        ORDER BY "t1".position, "t1".key,"t1"."id"),']')
    FROM "case_type" "t1"
    WHERE ("t1".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t2"."key")::text)::text)::text||',"name":'||(to_json(("t2"."name")::text)::text)::text||'}'),
        ','
        ORDER BY "t2".position, "t2".key,"t2"."id"),']')
    FROM "reason_code" "t2"
    WHERE ("t2".active
      OR false))),concat((
    SELECT concat('[',string_agg(concat('{"key":',to_json(("t3"."key")::text)::text,',"name":',to_json(("t3"."name")::text)::text,
          ',"parent":',
          CASE
          WHEN "t4"."id" IS NULL THEN 'null'
          ELSE ('{"key":'||(to_json(("t4"."key")::text)::text)::text||'}') END,',"children":',(
            SELECT concat('[',string_agg(('{"key":'||(to_json(("t5"."key")::text)::text)::text||'}'),','
                ORDER BY "t5".position, "t5".key,"t5"."id"),']')
            FROM "case_category" "t5"
            WHERE "t5".parent_id = "t3".id),'}'),','
        ORDER BY "t3".position, "t3".key,"t3"."id"),']')
    FROM "case_category" "t3"
    LEFT
    JOIN "case_category" "t4" ON "t4"."id" = "t3"."parent_id"
    WHERE ("t3".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t6"."key")::text)::text)::text||',"name":'||(to_json(("t6"."name")::text)::text)::text||',"state":"'||("t6"."state")::text||'","color":'||(to_json(("t6"."color")::text)::text)::text||',"isDefault":'||(
            CASE ("t6"."is_default")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||'}'),','
        ORDER BY "t6".position, "t6".key,"t6"."id"),']')
    FROM "case_status" "t6"
    WHERE ("t6".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t7"."key")::text)::text)::text||',"name":'||(to_json(("t7"."name")::text)::text)::text||'}'),
        ','
        ORDER BY "t7".position, "t7".key,"t7"."id"),']')
    FROM "resolution_path" "t7"
    WHERE ("t7".active
      OR false))),concat((
    SELECT concat('[',string_agg(('{"key":'||(to_json(("t8"."key")::text)::text)::text||',"name":'||(to_json(("t8"."name")::text)::text)::text||'}'),
        ','
        ORDER BY "t8".name, "t8".key,"t8"."id"),']')
    FROM "team" "t8"
    WHERE ("t8".active
      OR false::boolean)))
