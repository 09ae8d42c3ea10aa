-- The same idea twice on one day is one experiment: a second click, or a second tab, adds nothing.
INSERT INTO experiments
SELECT
    $experiment_id::UUID,
    $started_at::TIMESTAMP,
    $name::VARCHAR,
    $details::VARCHAR,
    $measure::VARCHAR,
    $strategy::VARCHAR,
    $start::DATE,
    $is_sample::BOOLEAN,
    $note::VARCHAR,
    $last_day::DATE,
    $answered_on::DATE,
    $answer::VARCHAR,
    $sentence::VARCHAR,
    $decision::VARCHAR,
    $counts::DOUBLE[]
WHERE NOT EXISTS (
    SELECT 1
    FROM experiments
    WHERE experiment_id = $experiment_id::UUID
        OR (lower(name) = lower($name) AND start_date = $start::DATE AND measure = $measure)
);
