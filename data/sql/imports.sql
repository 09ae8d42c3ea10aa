SELECT
    i.import_id::VARCHAR AS import_id,
    i.sequence,
    i.name,
    i.sha256,
    i.container,
    i.layout,
    i.imported_at,
    i.rows,
    i.accepted,
    i.merged,
    i.set_aside,
    coalesce(a.applications, 0) AS applications,
    coalesce(e.events, 0) AS events,
    i.is_sample,
    i.aggregate IS NOT NULL AS is_aggregate
FROM imports AS i
LEFT JOIN (SELECT import_id, count(*) AS applications FROM applications GROUP BY import_id) AS a USING (import_id)
LEFT JOIN (SELECT import_id, count(*) AS events FROM events GROUP BY import_id) AS e USING (import_id)
ORDER BY i.sequence;
