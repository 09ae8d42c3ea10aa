INSERT INTO events (application_id, import_id, stage, event_date, date_note, round, origin, source_row)
SELECT
    application_id::UUID,
    $import_id::UUID,
    stage,
    date::DATE,
    coalesce(date_note, ''),
    round,
    coalesce(origin, ''),
    source_row
FROM plan_events;
