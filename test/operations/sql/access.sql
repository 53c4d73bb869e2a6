-- Viewer, for who sees every case
SELECT concat(coalesce((
      SELECT concat('{"id":"',"t1"."id",'","name":',to_json(("t1"."name")::text)::text,',"email":',coalesce(to_json(("t1".email)::text)::text,
          'null'),',"roles":',(
          SELECT concat('[',string_agg(('{"key":'||(to_json(("t2"."key")::text)::text)::text||'}'),','
              ORDER BY "t2".key,"t2"."id"),']')
          FROM "role" "t2"
          JOIN person_role held ON held.role_id = "t2".id
          WHERE held.person_id = "t1".id),',"teams":',(
          SELECT concat('[',string_agg(('{"key":'||(to_json(("t3"."key")::text)::text)::text||'}'),','
              ORDER BY "t3".key,"t3"."id"),']')
          FROM "team" "t3"
          JOIN team_member membership ON membership.team_id = "t3".id
          WHERE membership.person_id = "t1".id),',"timeZone":',to_json(("t1".time_zone)::text)::text,'}')
      FROM "person" "t1"
      WHERE "t1".id = $1::uuid
      LIMIT 1),'null')),concat(to_json(ARRAY['SERVICE_READ', 'SERVICE_OPEN', 'SERVICE_WRITE', 'SERVICE_ASSIGN',
    'SERVICE_ESCALATE', 'SERVICE_RESOLVE', 'SERVICE_RESOLVE_OWN', 'SERVICE_DISPATCH', 'SERVICE_CONFIDENTIAL',
    'SUPPLIER_RETURN_OPEN', 'ASSET_READ', 'ASSET_WRITE', 'PEOPLE_READ', 'PEOPLE_WRITE', 'KNOWLEDGE_READ',
    'KNOWLEDGE_WRITE', 'QUEUE_MANAGE', 'ROUTING_MANAGE', 'SLA_MANAGE', 'SETTINGS_MANAGE', 'ACCESS_MANAGE',
    'INTEGRATION_MANAGE', 'AUDIT_READ', 'DATA_TRANSFER']::text[])::text)
