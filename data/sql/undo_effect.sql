-- What only the import $import_id asserts. A mark (layout 'mark') is not enough to keep an application: see views.sql.
WITH own AS (
    SELECT DISTINCT application_id
    FROM applications
    WHERE import_id = $import_id::UUID
),

elsewhere AS (
    SELECT
        application_id,
        bool_or(layout <> 'mark') AS is_held,
        bool_or(layout = 'mark') AS is_marked
    FROM applications
    INNER JOIN imports USING (import_id)
    WHERE import_id <> $import_id::UUID
    GROUP BY application_id
),

fate AS (
    SELECT
        o.application_id,
        coalesce(e.is_held, FALSE) AS stays,
        coalesce(e.is_marked, FALSE) AS is_marked
    FROM own AS o
    LEFT JOIN elsewhere AS e USING (application_id)
),

gone AS (
    SELECT DISTINCT application_id, stage, event_date, round
    FROM events
    WHERE import_id = $import_id::UUID
    EXCEPT
    SELECT application_id, stage, event_date, round
    FROM events
    WHERE import_id <> $import_id::UUID
)

SELECT
    count(*) FILTER (WHERE NOT stays),
    count(*) FILTER (WHERE stays),
    (SELECT count(*) FROM gone),
    count(*) FILTER (WHERE NOT stays AND is_marked)
FROM fate;
