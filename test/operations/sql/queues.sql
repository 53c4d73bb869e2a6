-- QueueBoard, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"name":',to_json(("t1"."name")::text)::text,',"access":"',"t1"."access",'","members":',
        (
          SELECT concat('[',string_agg(('{"name":'||(to_json(("t2"."name")::text)::text)::text||'}'),','
              ORDER BY "t2".name, "t2".id,"t2"."id"),']')
          FROM "person" "t2"
          WHERE (EXISTS (
              SELECT
              FROM queue_member belongs
              WHERE belongs.queue_id = "t1".id
              AND belongs.person_id = "t2".id)
            OR EXISTS (
              SELECT
              FROM team_member belongs
              WHERE belongs.team_id = "t1".team_id
              AND belongs.person_id = "t2".id))),',"itemCount":',(
          SELECT count(*)
          FROM queue_item its
          WHERE its.queue_id = "t1".id),',"unpickedCount":',(
          SELECT count(*)
          FROM queue_item its
          WHERE (its.queue_id = "t1".id
            AND its.worked_by_id IS NULL)),',"oldestEnteredAt":',coalesce('"'||to_char(((
                SELECT min(its.entered_at)
                FROM queue_item its
                WHERE its.queue_id = "t1".id)) AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'),',"viewerIsMember":',
        CASE ((EXISTS (
              SELECT
              FROM queue_member belongs
              WHERE belongs.queue_id = "t1".id
              AND belongs.person_id = $1::uuid)
            OR EXISTS (
              SELECT
              FROM team_member belongs
              WHERE belongs.team_id = "t1".team_id
              AND belongs.person_id = $1::uuid)))
        WHEN true THEN 'true'
        WHEN false THEN 'false' END,',"items":',(
          SELECT concat('{"totalCount":',(
              SELECT count(*)
              FROM "queue_item" "t4"
              WHERE "t4".queue_id = "t1".id),',"pageInfo":{"endCursor":',coalesce('"'||max(translate(encode(convert_to(left(encode(sha256(convert_to($2::text||json_build_array(("t3".urgency)::text,
                                (coalesce("t3".due_at,'infinity'))::text,("t3".entered_at)::text,("t3"."id")::text)::text,'UTF8')),'hex'),
                        16)||json_build_array(("t3".urgency)::text,(coalesce("t3".due_at,'infinity'))::text,("t3".entered_at)::text,
                        ("t3"."id")::text)::text,'UTF8'),'base64'),E'+/=\n','-_')) FILTER (
                WHERE "t3"."#" = least("t3"."##",50)
                AND "t3"."#" <= 50)||'"','null'),',"hasNextPage":',
            CASE
            WHEN count(*) > 50 THEN 'true'
            ELSE 'false' END,'},"nodes":[',string_agg(('{"id":"'||("t3"."id")::text||'","queue":'||(
                  CASE
                  WHEN "t5"."id" IS NULL THEN 'null'
                  ELSE ('{"key":'||(to_json(("t5"."key")::text)::text)::text||'}') END)::text||',"subject":'||(
                  CASE
                  WHEN "t6"."id" IS NOT NULL THEN ('{"__typename":"Case","id":"'||("t6"."id")::text||'","number":'||(to_json(("t6"."number")::text)::text)::text||',"title":'||(to_json(("t6"."title")::text)::text)::text||',"priority":"'||("t6"."priority")::text||'","dueAt":'||(coalesce('"'||to_char(("t6"."due_at") AT TIME ZONE 'UTC',
                          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||',"assignee":'||(
                      CASE
                      WHEN "t7"."id" IS NULL THEN 'null'
                      ELSE ('{"id":"'||("t7"."id")::text||'","name":'||(to_json(("t7"."name")::text)::text)::text||'}') END)::text||'}')
                  WHEN "t8"."id" IS NOT NULL THEN
                  CASE
                  WHEN "t8"."kind" = 'TASK' THEN ('{"__typename":"Task","id":"'||("t8"."id")::text||'","subject":'||(to_json(("t8"."subject")::text)::text)::text||',"assignee":'||(
                      CASE
                      WHEN "t9"."id" IS NULL THEN 'null'
                      ELSE ('{"id":"'||("t9"."id")::text||'","name":'||(to_json(("t9"."name")::text)::text)::text||'}') END)::text||'}')
                  WHEN "t8"."kind" = 'PHONE_CALL' THEN '{"__typename":"PhoneCall"}'
                  WHEN "t8"."kind" = 'EMAIL' THEN '{"__typename":"Email"}'
                  WHEN "t8"."kind" = 'APPOINTMENT' THEN '{"__typename":"Appointment"}'
                  ELSE 'null' END
                  ELSE 'null' END)::text||',"enteredAt":"'||(to_char(("t3"."entered_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","workedBy":'||(
                  CASE
                  WHEN "t10"."id" IS NULL THEN 'null'
                  ELSE ('{"id":"'||("t10"."id")::text||'","name":'||(to_json(("t10"."name")::text)::text)::text||'}') END)::text||',"workedSince":'||(coalesce('"'||to_char(("t3"."worked_since") AT TIME ZONE 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||'}'),','
              ORDER BY "t3"."#" ASC) FILTER (
              WHERE "t3"."#" <= 50),']}')
          FROM (
            SELECT x.*,row_number() OVER () AS "#",count(*) OVER () AS "##"
            FROM (
              SELECT "t11"."urgency","t11"."due_at","t11"."entered_at","t11"."id","t11"."worked_since","t11"."queue_id",
              "t11"."case_id","t11"."activity_id","t11"."worked_by_id"
              FROM "queue_item" "t11"
              WHERE "t11".queue_id = "t1".id
              ORDER BY "t11".urgency ASC, coalesce("t11".due_at,'infinity') ASC, "t11".entered_at ASC, "t11"."id" ASC
              LIMIT 51) x) "t3"
          LEFT
          JOIN "queue" "t5" ON "t5"."id" = "t3"."queue_id"
          LEFT
          JOIN "service_case" "t6" ON "t6".id = "t3".case_id
          LEFT
          JOIN "person" "t7" ON "t7"."id" = "t6"."assignee_id"
          LEFT
          JOIN "activity" "t8" ON "t8".id = "t3".activity_id
          LEFT
          JOIN "person" "t9" ON "t9"."id" = "t8"."assignee_id"
          LEFT
          JOIN "person" "t10" ON "t10"."id" = "t3"."worked_by_id"),'}')
      FROM "queue" "t1"
      WHERE "t1".key = $3::text
      LIMIT 1),'null'))
