-- Article, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","number":',to_json(("t1"."number")::text)::text,',"title":',to_json(("t1"."title")::text)::text,
        ',"body":',to_json(("t1"."body")::text)::text,',"state":"',"t1"."state",'","internal":',
        CASE ("t1"."internal")
        WHEN true THEN 'true'
        WHEN false THEN 'false' END,',"tags":',to_json("t1"."tags")::text,',"author":',
        CASE
        WHEN "t2"."id" IS NULL THEN 'null'
        ELSE ('{"id":"'||("t2"."id")::text||'","name":'||(to_json(("t2"."name")::text)::text)::text||'}') END,
        ',"caseCount":',(
          SELECT count(*)
          FROM case_article link
          JOIN service_case its ON its.id = link.case_id
          WHERE link.article_id = "t1".id
          AND true),',"publishedAt":',coalesce('"'||to_char(("t1"."published_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"',
          'null'),',"updatedAt":"',to_char(("t1"."updated_at") AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        '","version":',"t1"."version",'}')
      FROM "article" "t1"
      LEFT
      JOIN "person" "t2" ON "t2"."id" = "t1"."author_id"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null'))

-- Articles, for who sees every case
SELECT concat((
    SELECT concat('{"nodes":[',string_agg(('{"id":"'||("t1"."id")::text||'","number":'||(to_json(("t1"."number")::text)::text)::text||',"title":'||(to_json(("t1"."title")::text)::text)::text||',"state":"'||("t1"."state")::text||'","internal":'||(
            CASE ("t1"."internal")
            WHEN true THEN 'true'
            WHEN false THEN 'false' END)::text||',"tags":'||(to_json("t1"."tags")::text)::text||',"publishedAt":'||(coalesce('"'||to_char(("t1"."published_at") AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"','null'))::text||'}'),','
        ORDER BY "t1"."#" ASC) FILTER (
        WHERE "t1"."#" <= 50),'],"pageInfo":{"hasNextPage":',
      CASE
      WHEN count(*) > 50 THEN 'true'
      ELSE 'false' END,',"endCursor":',coalesce('"'||max(translate(encode(convert_to(left(encode(sha256(convert_to($1::text||json_build_array(("t1".created_at)::text,
                          ("t1"."id")::text)::text,'UTF8')),'hex'),16)||json_build_array(("t1".created_at)::text,("t1"."id")::text)::text,
                'UTF8'),'base64'),E'+/=\n','-_')) FILTER (
          WHERE "t1"."#" = least("t1"."##",50)
          AND "t1"."#" <= 50)||'"','null'),'},"totalCount":',(
        SELECT count(*)
        FROM "article" "t2"
        WHERE true),'}')
    FROM (
      SELECT x.*,row_number() OVER () AS "#",count(*) OVER () AS "##"
      FROM (
        SELECT "t3"."id","t3"."number","t3"."title","t3"."state","t3"."internal","t3"."tags","t3"."published_at",
        "t3"."created_at"
        FROM "article" "t3"
        WHERE true
        ORDER BY "t3".created_at DESC, "t3"."id" DESC
        LIMIT 51) x) "t1"))

-- SuggestedArticles, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(('{"id":"'||("t2"."id")::text||'","number":'||(to_json(("t2"."number")::text)::text)::text||',"title":'||(to_json(("t2"."title")::text)::text)::text||'}'),
        ','),']')
    FROM (
      SELECT "t1"."id","t1"."number","t1"."title"
      FROM "article" "t1"
      CROSS
      JOIN (
        SELECT (
          SELECT casegraph_telling(said.staff)
          FROM case_words said
          JOIN service_case asking ON asking.id = said.case_id
          WHERE said.case_id = $1::uuid
          AND true) AS words OFFSET 0) wanted
      WHERE "t1".id IN (
        SELECT fits.id
        FROM article fits
        WHERE fits.words @@ wanted.words
        AND fits.state = 'PUBLISHED'
        AND true
        ORDER BY fits.id DESC
        LIMIT 1000)
      ORDER BY ts_rank("t1".words, wanted.words) DESC, "t1".id DESC,"t1"."id"
      LIMIT 5) "t2"))

-- Search, for who sees every case
SELECT concat((
    SELECT concat('[',string_agg(concat('{"rank":',to_json(("t1".rank)::float8)::text,',"snippet":',to_json((
              CASE "t1".kind
              WHEN 'CASE' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.number || ' ' || told.title, nullif(told.description,
                        ''), (
                        SELECT concat_ws(' ', its.tag, its.serial_number)
                        FROM asset its
                        WHERE its.id = told.asset_id
                        AND true)), "t1".pattern), casegraph_snippet((
                      SELECT string_agg(said.body, ' · '
                        ORDER BY said.created_at DESC, said.id DESC)
                      FROM comment said
                      WHERE said.case_id = told.id
                      AND true), "t1".pattern), left(translate(concat_ws(' · ', told.number || ' ' || told.title, nullif(told.description,
                          ''), (
                          SELECT concat_ws(' ', its.tag, its.serial_number)
                          FROM asset its
                          WHERE its.id = told.asset_id
                          AND true)), '«»', '‹›'), 200))
                FROM "service_case" told
                WHERE told.id = "t1".id)
              WHEN 'ASSET' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.tag || ' ' || told.name, told.serial_number, told.external_id,
                      told.location), "t1".pattern), casegraph_snippet(told.notes, "t1".pattern), left(translate(concat_ws(' · ',
                        told.tag || ' ' || told.name, told.serial_number, told.external_id, told.location), '«»', '‹›'), 200))
                FROM "asset" told
                WHERE told.id = "t1".id)
              WHEN 'PERSON' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.name, told.title, told.email, told.phone, told.external_id),
                    "t1".pattern), left(translate(concat_ws(' · ', told.name, told.title, told.email, told.phone, told.external_id),
                      '«»', '‹›'), 200))
                FROM "person" told
                WHERE told.id = "t1".id)
              WHEN 'CUSTOMER' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.name, told.email, told.phone, told.external_id),
                    "t1".pattern), left(translate(concat_ws(' · ', told.name, told.email, told.phone, told.external_id),
                      '«»', '‹›'), 200))
                FROM "customer" told
                WHERE told.id = "t1".id)
              WHEN 'ARTICLE' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.number || ' ' || told.title, nullif(casegraph_tags(told.tags),
                        ''), told.body), "t1".pattern), left(translate(concat_ws(' · ', told.number || ' ' || told.title, nullif(casegraph_tags(told.tags),
                          ''), told.body), '«»', '‹›'), 200))
                FROM "article" told
                WHERE told.id = "t1".id) END)::text)::text,',"subject":',
          CASE
          WHEN "t2"."id" IS NOT NULL THEN ('{"__typename":"Case","id":"'||("t2"."id")::text||'","number":'||(to_json(("t2"."number")::text)::text)::text||',"title":'||(to_json(("t2"."title")::text)::text)::text||',"state":"'||("t2"."state")::text||'"}')
          WHEN "t3"."id" IS NOT NULL THEN ('{"__typename":"Asset","id":"'||("t3"."id")::text||'","tag":'||(to_json(("t3"."tag")::text)::text)::text||',"name":'||(to_json(("t3"."name")::text)::text)::text||'}')
          WHEN "t4"."id" IS NOT NULL THEN ('{"__typename":"Person","id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||',"email":'||(coalesce(to_json(("t4".email)::text)::text,
                'null'))::text||'}')
          WHEN "t5"."id" IS NOT NULL THEN ('{"__typename":"Customer","id":"'||("t5"."id")::text||'","name":'||(to_json(("t5"."name")::text)::text)::text||'}')
          WHEN "t6"."id" IS NOT NULL THEN ('{"__typename":"Article","id":"'||("t6"."id")::text||'","number":'||(to_json(("t6"."number")::text)::text)::text||',"title":'||(to_json(("t6"."title")::text)::text)::text||',"articleState":"'||("t6"."state")::text||'"}')
          ELSE 'null' END,'}'),','
        ORDER BY "t1"."#") FILTER (
        WHERE ("t2"."id" IS NOT NULL
          OR "t3"."id" IS NOT NULL
          OR "t4"."id" IS NOT NULL
          OR "t5"."id" IS NOT NULL
          OR "t6"."id" IS NOT NULL)),']')
    FROM (
      SELECT x.*,row_number() OVER () AS "#"
      FROM (
        SELECT hit.kind, hit.id, hit.rank, sought.pattern
        FROM (
          SELECT casegraph_search($1::text) AS words, casegraph_pattern($1::text) AS pattern OFFSET 0) sought
        CROSS
        JOIN LATERAL ((
            SELECT 'CASE' AS kind, its."case_id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."staff", sought.words, 1)::float8 AS rank
            FROM (
              SELECT w."case_id" AS id
              FROM "case_words" w
              WHERE w."staff" @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "case_words" its ON its."case_id" = ranked.id)
          UNION ALL (
            SELECT 'ASSET' AS kind, its."id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "asset" found
              WHERE found.words @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "asset" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'PERSON' AS kind, its."id" AS id, ts_rank('{1,1,1,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "person" found
              WHERE found.words @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "person" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'CUSTOMER' AS kind, its."id" AS id, ts_rank('{1,1,1,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "customer" found
              WHERE found.words @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "customer" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'ARTICLE' AS kind, its."id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "article" found
              WHERE (found.words @@ sought.words
                AND found.state <> 'ARCHIVED')
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "article" its ON its."id" = ranked.id)) hit
        ORDER BY hit.rank DESC, hit.id DESC
        LIMIT 20) x) "t1"
    LEFT
    JOIN "service_case" "t2" ON ("t1".kind = 'CASE'
      AND "t2".id = "t1".id)
    LEFT
    JOIN "asset" "t3" ON ("t1".kind = 'ASSET'
      AND "t3".id = "t1".id)
    LEFT
    JOIN "person" "t4" ON ("t1".kind = 'PERSON'
      AND "t4".id = "t1".id)
    LEFT
    JOIN "customer" "t5" ON ("t1".kind = 'CUSTOMER'
      AND "t5".id = "t1".id)
    LEFT
    JOIN "article" "t6" ON ("t1".kind = 'ARTICLE'
      AND "t6".id = "t1".id)))

-- Search, for staff who see their own cases
SELECT concat((
    SELECT concat('[',string_agg(concat('{"rank":',to_json(("t1".rank)::float8)::text,',"snippet":',to_json((
              CASE "t1".kind
              WHEN 'CASE' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.number || ' ' || told.title, nullif(told.description,
                        ''), (
                        SELECT concat_ws(' ', its.tag, its.serial_number)
                        FROM asset its
                        WHERE its.id = told.asset_id
                        AND true)), "t1".pattern), casegraph_snippet((
                      SELECT string_agg(said.body, ' · '
                        ORDER BY said.created_at DESC, said.id DESC)
                      FROM comment said
                      WHERE said.case_id = told.id
                      AND EXISTS (
                        SELECT
                        FROM service_case seen_case
                        WHERE seen_case.id = said.case_id
                        AND (((seen_case.assignee_id = $1::uuid
                              OR EXISTS (
                                SELECT
                                FROM case_collaborator own
                                WHERE own.case_id = seen_case.id
                                AND own.person_id = $1::uuid))
                            OR EXISTS (
                              SELECT
                              FROM team_member own
                              WHERE own.team_id = seen_case.team_id
                              AND own.person_id = $1::uuid)
                            OR EXISTS (
                              SELECT
                              FROM team own
                              WHERE own.id = seen_case.team_id
                              AND own.lead_id = $1::uuid))
                          AND (NOT seen_case.confidential
                            OR (seen_case.assignee_id = $1::uuid
                              OR EXISTS (
                                SELECT
                                FROM case_collaborator own
                                WHERE own.case_id = seen_case.id
                                AND own.person_id = $1::uuid))
                            OR EXISTS (
                              SELECT
                              FROM team own
                              WHERE own.id = seen_case.team_id
                              AND own.lead_id = $1::uuid))))), "t1".pattern), left(translate(concat_ws(' · ', told.number || ' ' || told.title,
                        nullif(told.description, ''), (
                          SELECT concat_ws(' ', its.tag, its.serial_number)
                          FROM asset its
                          WHERE its.id = told.asset_id
                          AND true)), '«»', '‹›'), 200))
                FROM "service_case" told
                WHERE told.id = "t1".id)
              WHEN 'ASSET' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.tag || ' ' || told.name, told.serial_number, told.external_id,
                      told.location), "t1".pattern), casegraph_snippet(told.notes, "t1".pattern), left(translate(concat_ws(' · ',
                        told.tag || ' ' || told.name, told.serial_number, told.external_id, told.location), '«»', '‹›'), 200))
                FROM "asset" told
                WHERE told.id = "t1".id)
              WHEN 'PERSON' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.name, told.title, told.email, told.phone, told.external_id),
                    "t1".pattern), left(translate(concat_ws(' · ', told.name, told.title, told.email, told.phone, told.external_id),
                      '«»', '‹›'), 200))
                FROM "person" told
                WHERE told.id = "t1".id)
              WHEN 'CUSTOMER' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.name, told.email, told.phone, told.external_id),
                    "t1".pattern), left(translate(concat_ws(' · ', told.name, told.email, told.phone, told.external_id),
                      '«»', '‹›'), 200))
                FROM "customer" told
                WHERE told.id = "t1".id)
              WHEN 'ARTICLE' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.number || ' ' || told.title, nullif(casegraph_tags(told.tags),
                        ''), told.body), "t1".pattern), left(translate(concat_ws(' · ', told.number || ' ' || told.title, nullif(casegraph_tags(told.tags),
                          ''), told.body), '«»', '‹›'), 200))
                FROM "article" told
                WHERE told.id = "t1".id) END)::text)::text,',"subject":',
          CASE
          WHEN "t2"."id" IS NOT NULL THEN ('{"__typename":"Case","id":"'||("t2"."id")::text||'","number":'||(to_json(("t2"."number")::text)::text)::text||',"title":'||(to_json(("t2"."title")::text)::text)::text||',"state":"'||("t2"."state")::text||'"}')
          WHEN "t3"."id" IS NOT NULL THEN ('{"__typename":"Asset","id":"'||("t3"."id")::text||'","tag":'||(to_json(("t3"."tag")::text)::text)::text||',"name":'||(to_json(("t3"."name")::text)::text)::text||'}')
          WHEN "t4"."id" IS NOT NULL THEN ('{"__typename":"Person","id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||',"email":'||(coalesce(to_json(("t4".email)::text)::text,
                'null'))::text||'}')
          WHEN "t5"."id" IS NOT NULL THEN ('{"__typename":"Customer","id":"'||("t5"."id")::text||'","name":'||(to_json(("t5"."name")::text)::text)::text||'}')
          WHEN "t6"."id" IS NOT NULL THEN ('{"__typename":"Article","id":"'||("t6"."id")::text||'","number":'||(to_json(("t6"."number")::text)::text)::text||',"title":'||(to_json(("t6"."title")::text)::text)::text||',"articleState":"'||("t6"."state")::text||'"}')
          ELSE 'null' END,'}'),','
        ORDER BY "t1"."#") FILTER (
        WHERE ("t2"."id" IS NOT NULL
          OR "t3"."id" IS NOT NULL
          OR "t4"."id" IS NOT NULL
          OR "t5"."id" IS NOT NULL
          OR "t6"."id" IS NOT NULL)),']')
    FROM (
      SELECT x.*,row_number() OVER () AS "#"
      FROM (
        SELECT hit.kind, hit.id, hit.rank, sought.pattern
        FROM (
          SELECT casegraph_search($2::text) AS words, casegraph_pattern($2::text) AS pattern OFFSET 0) sought
        CROSS
        JOIN LATERAL ((
            SELECT 'CASE' AS kind, its."case_id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."staff", sought.words, 1)::float8 AS rank
            FROM (
              SELECT w."case_id" AS id
              FROM "case_words" w
              JOIN "service_case" found ON found.id = w."case_id"
              AND (((found.assignee_id = $1::uuid
                    OR EXISTS (
                      SELECT
                      FROM case_collaborator own
                      WHERE own.case_id = found.id
                      AND own.person_id = $1::uuid))
                  OR EXISTS (
                    SELECT
                    FROM team_member own
                    WHERE own.team_id = found.team_id
                    AND own.person_id = $1::uuid)
                  OR EXISTS (
                    SELECT
                    FROM team own
                    WHERE own.id = found.team_id
                    AND own.lead_id = $1::uuid))
                AND (NOT found.confidential
                  OR (found.assignee_id = $1::uuid
                    OR EXISTS (
                      SELECT
                      FROM case_collaborator own
                      WHERE own.case_id = found.id
                      AND own.person_id = $1::uuid))
                  OR EXISTS (
                    SELECT
                    FROM team own
                    WHERE own.id = found.team_id
                    AND own.lead_id = $1::uuid)))
              WHERE w."staff" @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "case_words" its ON its."case_id" = ranked.id)
          UNION ALL (
            SELECT 'ASSET' AS kind, its."id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "asset" found
              WHERE found.words @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "asset" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'PERSON' AS kind, its."id" AS id, ts_rank('{1,1,1,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "person" found
              WHERE found.words @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "person" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'CUSTOMER' AS kind, its."id" AS id, ts_rank('{1,1,1,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "customer" found
              WHERE found.words @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "customer" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'ARTICLE' AS kind, its."id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "article" found
              WHERE (found.words @@ sought.words
                AND ((found.author_id = $1::uuid
                    OR found.state <> 'DRAFT')
                  AND found.state <> 'ARCHIVED'))
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "article" its ON its."id" = ranked.id)) hit
        ORDER BY hit.rank DESC, hit.id DESC
        LIMIT 20) x) "t1"
    LEFT
    JOIN "service_case" "t2" ON (("t1".kind = 'CASE'
        AND "t2".id = "t1".id)
      AND ((("t2".assignee_id = $1::uuid
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
            AND own.lead_id = $1::uuid))))
    LEFT
    JOIN "asset" "t3" ON ("t1".kind = 'ASSET'
      AND "t3".id = "t1".id)
    LEFT
    JOIN "person" "t4" ON ("t1".kind = 'PERSON'
      AND "t4".id = "t1".id)
    LEFT
    JOIN "customer" "t5" ON ("t1".kind = 'CUSTOMER'
      AND "t5".id = "t1".id)
    LEFT
    JOIN "article" "t6" ON (("t1".kind = 'ARTICLE'
        AND "t6".id = "t1".id)
      AND ("t6".author_id = $1::uuid
        OR "t6".state <> 'DRAFT'))))

-- Search, for a customer's contact
SELECT concat((
    SELECT concat('[',string_agg(concat('{"rank":',to_json(("t1".rank)::float8)::text,',"snippet":',to_json((
              CASE "t1".kind
              WHEN 'CASE' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.number || ' ' || told.title, nullif(told.description,
                        ''), (
                        SELECT concat_ws(' ', its.tag, its.serial_number)
                        FROM asset its
                        WHERE its.id = told.asset_id
                        AND its.customer_id = $1::uuid)), "t1".pattern), casegraph_snippet((
                      SELECT string_agg(said.body, ' · '
                        ORDER BY said.created_at DESC, said.id DESC)
                      FROM comment said
                      WHERE said.case_id = told.id
                      AND (NOT said.internal
                        AND EXISTS (
                          SELECT
                          FROM service_case seen_case
                          WHERE seen_case.id = said.case_id
                          AND (seen_case.customer_id = $1::uuid
                            AND NOT seen_case.confidential)))), "t1".pattern), left(translate(concat_ws(' · ', told.number || ' ' || told.title,
                        nullif(told.description, ''), (
                          SELECT concat_ws(' ', its.tag, its.serial_number)
                          FROM asset its
                          WHERE its.id = told.asset_id
                          AND its.customer_id = $1::uuid)), '«»', '‹›'), 200))
                FROM "service_case" told
                WHERE told.id = "t1".id)
              WHEN 'ASSET' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.tag || ' ' || told.name, told.serial_number, told.external_id,
                      told.location), "t1".pattern), casegraph_snippet(told.notes, "t1".pattern), left(translate(concat_ws(' · ',
                        told.tag || ' ' || told.name, told.serial_number, told.external_id, told.location), '«»', '‹›'), 200))
                FROM "asset" told
                WHERE told.id = "t1".id)
              WHEN 'PERSON' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.name, told.title, told.email, told.phone, told.external_id),
                    "t1".pattern), left(translate(concat_ws(' · ', told.name, told.title, told.email, told.phone, told.external_id),
                      '«»', '‹›'), 200))
                FROM "person" told
                WHERE told.id = "t1".id)
              WHEN 'CUSTOMER' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.name, told.email, told.phone, told.external_id),
                    "t1".pattern), left(translate(concat_ws(' · ', told.name, told.email, told.phone, told.external_id),
                      '«»', '‹›'), 200))
                FROM "customer" told
                WHERE told.id = "t1".id)
              WHEN 'ARTICLE' THEN (
                SELECT coalesce(casegraph_snippet(concat_ws(' · ', told.number || ' ' || told.title, nullif(casegraph_tags(told.tags),
                        ''), told.body), "t1".pattern), left(translate(concat_ws(' · ', told.number || ' ' || told.title, nullif(casegraph_tags(told.tags),
                          ''), told.body), '«»', '‹›'), 200))
                FROM "article" told
                WHERE told.id = "t1".id) END)::text)::text,',"subject":',
          CASE
          WHEN "t2"."id" IS NOT NULL THEN ('{"__typename":"Case","id":"'||("t2"."id")::text||'","number":'||(to_json(("t2"."number")::text)::text)::text||',"title":'||(to_json(("t2"."title")::text)::text)::text||',"state":"'||("t2"."state")::text||'"}')
          WHEN "t3"."id" IS NOT NULL THEN ('{"__typename":"Asset","id":"'||("t3"."id")::text||'","tag":'||(to_json(("t3"."tag")::text)::text)::text||',"name":'||(to_json(("t3"."name")::text)::text)::text||'}')
          WHEN "t4"."id" IS NOT NULL THEN ('{"__typename":"Person","id":"'||("t4"."id")::text||'","name":'||(to_json(("t4"."name")::text)::text)::text||',"email":'||(coalesce(to_json((
                    CASE
                    WHEN "t4".id = $2::uuid THEN "t4".email
                    ELSE NULL END)::text)::text,'null'))::text||'}')
          WHEN "t5"."id" IS NOT NULL THEN ('{"__typename":"Customer","id":"'||("t5"."id")::text||'","name":'||(to_json(("t5"."name")::text)::text)::text||'}')
          WHEN "t6"."id" IS NOT NULL THEN ('{"__typename":"Article","id":"'||("t6"."id")::text||'","number":'||(to_json(("t6"."number")::text)::text)::text||',"title":'||(to_json(("t6"."title")::text)::text)::text||',"articleState":"'||("t6"."state")::text||'"}')
          ELSE 'null' END,'}'),','
        ORDER BY "t1"."#") FILTER (
        WHERE ("t2"."id" IS NOT NULL
          OR "t3"."id" IS NOT NULL
          OR "t4"."id" IS NOT NULL
          OR "t5"."id" IS NOT NULL
          OR "t6"."id" IS NOT NULL)),']')
    FROM (
      SELECT x.*,row_number() OVER () AS "#"
      FROM (
        SELECT hit.kind, hit.id, hit.rank, sought.pattern
        FROM (
          SELECT casegraph_search($3::text) AS words, casegraph_pattern($3::text) AS pattern OFFSET 0) sought
        CROSS
        JOIN LATERAL ((
            SELECT 'CASE' AS kind, its."case_id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."portal", sought.words, 1)::float8 AS rank
            FROM (
              SELECT w."case_id" AS id
              FROM "case_words" w
              JOIN "service_case" found ON found.id = w."case_id"
              AND (found.customer_id = $1::uuid
                AND NOT found.confidential)
              WHERE w."portal" @@ sought.words
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "case_words" its ON its."case_id" = ranked.id)
          UNION ALL (
            SELECT 'ASSET' AS kind, its."id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "asset" found
              WHERE (found.words @@ sought.words
                AND found.customer_id = $1::uuid)
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "asset" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'PERSON' AS kind, its."id" AS id, ts_rank('{1,1,1,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "person" found
              WHERE (found.words @@ sought.words
                AND ((found.id = $2::uuid
                    OR EXISTS (
                      SELECT
                      FROM person_role held
                      JOIN role ON role.id = held.role_id
                      WHERE held.person_id = found.id
                      AND role.permissions <> '{PORTAL}'))
                  AND found.id = $2::uuid))
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "person" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'CUSTOMER' AS kind, its."id" AS id, ts_rank('{1,1,1,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "customer" found
              WHERE (found.words @@ sought.words
                AND found.id = $1::uuid)
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "customer" its ON its."id" = ranked.id)
          UNION ALL (
            SELECT 'ARTICLE' AS kind, its."id" AS id, ts_rank('{0.1,0.2,0.4,1}', its."words", sought.words, 1)::float8 AS rank
            FROM (
              SELECT found.id
              FROM "article" found
              WHERE (found.words @@ sought.words
                AND ((found.state = 'PUBLISHED'
                    AND NOT found.internal)
                  AND found.state <> 'ARCHIVED'))
              ORDER BY 1 DESC
              LIMIT 2000) ranked
            JOIN "article" its ON its."id" = ranked.id)) hit
        ORDER BY hit.rank DESC, hit.id DESC
        LIMIT 20) x) "t1"
    LEFT
    JOIN "service_case" "t2" ON (("t1".kind = 'CASE'
        AND "t2".id = "t1".id)
      AND ("t2".customer_id = $1::uuid
        AND NOT "t2".confidential))
    LEFT
    JOIN "asset" "t3" ON (("t1".kind = 'ASSET'
        AND "t3".id = "t1".id)
      AND "t3".customer_id = $1::uuid)
    LEFT
    JOIN "person" "t4" ON (("t1".kind = 'PERSON'
        AND "t4".id = "t1".id)
      AND ("t4".id = $2::uuid
        OR EXISTS (
          SELECT
          FROM person_role held
          JOIN role ON role.id = held.role_id
          WHERE held.person_id = "t4".id
          AND role.permissions <> '{PORTAL}')))
    LEFT
    JOIN "customer" "t5" ON (("t1".kind = 'CUSTOMER'
        AND "t5".id = "t1".id)
      AND "t5".id = $1::uuid)
    LEFT
    JOIN "article" "t6" ON (("t1".kind = 'ARTICLE'
        AND "t6".id = "t1".id)
      AND ("t6".state = 'PUBLISHED'
        AND NOT "t6".internal))))
