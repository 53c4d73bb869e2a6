-- EvidenceOfCase, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"evidence":',(
          SELECT concat('[',string_agg(('{"id":"'||("t2"."id")::text||'","filename":'||(to_json(("t2"."filename")::text)::text)::text||',"contentType":'||(to_json(("t2"."content_type")::text)::text)::text||',"size":'||("t2"."size")::text||',"caption":'||(coalesce(to_json(("t2"."caption")::text)::text,
                    'null'))::text||',"internal":'||(
                  CASE ("t2"."internal")
                  WHEN true THEN 'true'
                  WHEN false THEN 'false' END)::text||',"uploadedBy":'||(
                  CASE
                  WHEN "t3"."id" IS NULL THEN 'null'
                  ELSE ('{"name":'||(to_json(("t3"."name")::text)::text)::text||'}') END)::text||',"createdAt":"'||(to_char(("t2"."created_at") AT TIME ZONE 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","url":'||(('{"finish":0,"needs":'||(json_build_object('id',
                        "t2".id,'viewer',$1::uuid,'now',extract(epoch
                          FROM casegraph_now())::float8)::text)::text||'}'))::text||'}'),','
              ORDER BY "t2".created_at,"t2"."id"),']')
          FROM "attachment" "t2"
          LEFT
          JOIN "person" "t3" ON "t3"."id" = "t2"."uploaded_by_id"
          WHERE "t2".case_id = "t1".id),',"links":',(
          SELECT concat('[',string_agg(('{"id":"'||("t4"."id")::text||'","title":'||(to_json(("t4"."title")::text)::text)::text||',"url":'||(to_json(("t4"."url")::text)::text)::text||'}'),
              ','
              ORDER BY "t4".created_at,"t4"."id"),']')
          FROM "external_link" "t4"
          WHERE "t4".case_id = "t1".id),',"comments":',(
          SELECT concat('{"nodes":[',string_agg(concat('{"body":',to_json(("t5"."body")::text)::text,',"attachments":',
                (
                  SELECT concat('[',string_agg(('{"id":"'||("t6"."id")::text||'","filename":'||(to_json(("t6"."filename")::text)::text)::text||',"contentType":'||(to_json(("t6"."content_type")::text)::text)::text||',"size":'||("t6"."size")::text||',"caption":'||(coalesce(to_json(("t6"."caption")::text)::text,
                            'null'))::text||',"internal":'||(
                          CASE ("t6"."internal")
                          WHEN true THEN 'true'
                          WHEN false THEN 'false' END)::text||',"uploadedBy":'||(
                          CASE
                          WHEN "t7"."id" IS NULL THEN 'null'
                          ELSE ('{"name":'||(to_json(("t7"."name")::text)::text)::text||'}') END)::text||',"createdAt":"'||(to_char(("t6"."created_at") AT TIME ZONE 'UTC',
                            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","url":'||(('{"finish":1,"needs":'||(json_build_object('id',
                                "t6".id,'viewer',$1::uuid,'now',extract(epoch
                                  FROM casegraph_now())::float8)::text)::text||'}'))::text||'}'),','
                      ORDER BY shown.position,"t6"."id"),']')
                  FROM "attachment" "t6"
                  JOIN comment_attachment shown ON shown.attachment_id = "t6".id
                  LEFT
                  JOIN "person" "t7" ON "t7"."id" = "t6"."uploaded_by_id"
                  WHERE shown.comment_id = "t5".id),'}'),','),']}')
          FROM (
            SELECT "t8"."body","t8"."id"
            FROM "comment" "t8"
            WHERE "t8".case_id = "t1".id
            ORDER BY "t8".created_at ASC, "t8"."id" ASC
            LIMIT 20) "t5"),'}')
      FROM "service_case" "t1"
      WHERE "t1".id = $2::uuid
      LIMIT 1),'null'))
