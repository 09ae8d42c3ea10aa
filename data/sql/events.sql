SELECT
    application_id::VARCHAR AS application_id,
    stage,
    event_date AS date,
    date_note,
    round,
    origin,
    source_row
FROM known_events
WHERE event_date IS NULL OR $as_of::DATE IS NULL OR event_date <= $as_of::DATE
ORDER BY application_id, event_date NULLS LAST, stage, round NULLS FIRST;
