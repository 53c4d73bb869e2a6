-- CurrentCursor, for who sees every case
SELECT concat(coalesce(((src.s->'currentCursor'))::text,'null'))
FROM (
  SELECT $1::json AS s) src
