-- ImportRuns, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(('{"id":"'||("t2"."id")::text||'","total":'||("t2"."total")::text||',"created":'||("t2"."created")::text||',"updated":'||("t2"."updated")::text||',"failed":'||("t2"."failed")::text||',"startedAt":"'||(to_char(("t2"."started_at") AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text||'","finishedAt":'||(coalesce('"'||to_char(("t2"."finished_at") AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||'}'),','),']')
    FROM (
      SELECT "t1"."id","t1"."total","t1"."created","t1"."updated","t1"."failed","t1"."started_at","t1"."finished_at"
      FROM "import_run" "t1"
      WHERE ("t1".started_by_id = $1::uuid
        AND "t1".started_by_id = $1::uuid)
      ORDER BY "t1".started_at DESC, "t1".id DESC,"t1"."id"
      LIMIT 20) "t2"))
