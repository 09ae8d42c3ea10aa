SELECT
    experiment_id::VARCHAR,
    started_at,
    name,
    details,
    measure,
    strategy,
    start_date,
    is_sample,
    note,
    last_day,
    answered_on,
    answer,
    sentence,
    decision,
    counts
FROM experiments
ORDER BY start_date, started_at, lower(name), experiment_id;
