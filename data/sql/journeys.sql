-- One row per application as of $as_of; columns as in data.schema.JOURNEY_COLUMNS.
-- An event dated after $as_of has not happened yet; an event without a date always counts.
-- Without $phone_screen_counts a phone screen is an answer, but no talk and no round.

WITH visible AS MATERIALIZED (
    SELECT
        application_id,
        stage,
        event_date AS on_date,
        coalesce(round, 0) AS round,
        coalesce(is_month, FALSE) AND event_date IS NOT NULL AS is_month,
        stage = 'interview' OR (stage = 'phone_screen' AND $phone_screen_counts) AS is_talk,
        first_sequence,
        last_sequence
    FROM known_events
    WHERE event_date IS NULL OR event_date <= $as_of
),

-- Sent after $as_of, and nothing dated happened before: not an application yet.
not_yet AS (
    SELECT application_id
    FROM known_events
    GROUP BY application_id
    HAVING min(event_date) > $as_of AND min(event_date) FILTER (WHERE stage = 'applied') IS NOT NULL
),

reached AS (
    SELECT
        application_id,
        min(on_date) FILTER (WHERE stage = 'applied') AS applied_date,
        min(on_date) FILTER (WHERE stage = 'acknowledged') AS acknowledged_date,
        min(on_date) FILTER (WHERE stage = 'replied') AS replied_date,
        min(on_date) FILTER (WHERE stage = 'assessment') AS assessment_date,
        min(on_date) FILTER (WHERE stage = 'phone_screen') AS phone_screen_date,
        min(on_date) FILTER (WHERE stage = 'interview') AS interview_date,
        min(on_date) FILTER (WHERE stage = 'offer') AS offer_date,
        min(on_date) FILTER (WHERE stage = 'accepted') AS accepted_date,
        min(on_date) FILTER (WHERE stage = 'declined') AS declined_date,
        min(on_date) FILTER (WHERE stage = 'rejected') AS rejected_date,
        min(on_date) FILTER (WHERE stage = 'withdrawn') AS withdrawn_date,
        min(on_date) FILTER (WHERE stage = 'no_response') AS no_response_date,
        min(on_date) FILTER (WHERE stage = 'closed') AS closed_date,
        min(on_date) FILTER (WHERE stage IN (
            'replied', 'assessment', 'phone_screen', 'interview', 'offer', 'accepted', 'declined', 'rejected'
        )) AS first_answer_date,
        min(on_date) FILTER (WHERE is_talk) AS first_talk_date,
        max(on_date) AS last_event_date,
        -- Whether only the month of the date above is known; a day that falls together with it is known.
        arg_min(is_month, (on_date, is_month)) FILTER (
            WHERE stage = 'applied' AND on_date IS NOT NULL
        ) AS applied_is_month,
        arg_min(is_month, (on_date, is_month)) FILTER (
            WHERE
                on_date IS NOT NULL
                AND stage IN (
                    'replied', 'assessment', 'phone_screen', 'interview', 'offer', 'accepted', 'declined', 'rejected'
                )
        ) AS first_answer_is_month,
        arg_min(is_month, (on_date, is_month)) FILTER (
            WHERE is_talk AND on_date IS NOT NULL
        ) AS first_talk_is_month,
        arg_min(is_month, (on_date, is_month)) FILTER (
            WHERE stage = 'offer' AND on_date IS NOT NULL
        ) AS offer_is_month,
        bool_or(stage IN (
            'replied', 'assessment', 'phone_screen', 'interview', 'offer', 'accepted', 'declined', 'rejected'
        )) AS answer,
        bool_or(stage = 'assessment') AS assessment,
        bool_or(is_talk) AS talk,
        bool_or(stage IN ('offer', 'accepted', 'declined')) AS offer,
        bool_or(stage = 'accepted') AS accepted,
        bool_or(stage = 'declined') AS declined,
        bool_or(stage = 'rejected') AS rejected,
        bool_or(stage = 'withdrawn') AS withdrawn,
        bool_or(stage = 'no_response') AS no_response,
        -- What speaks against a final event: progress by its date, or by being learned from a later file.
        max(on_date) FILTER (
            WHERE stage IN ('replied', 'assessment', 'phone_screen', 'interview', 'offer')
        ) AS progress_date,
        max(first_sequence) FILTER (
            WHERE stage IN ('replied', 'assessment', 'phone_screen', 'interview', 'offer')
        ) AS progress_sequence,
        max(first_sequence) FILTER (
            WHERE stage IN ('rejected', 'withdrawn', 'closed') AND on_date IS NOT NULL
        ) AS dated_end_sequence
    FROM visible
    GROUP BY application_id
),

talks AS (
    SELECT application_id, stage, on_date, round, is_month
    FROM visible
    WHERE is_talk
),

-- Talks without a calendar day count by stage, month (if any) and round, unless a dated talk can be the same one.
vague_talks AS (
    SELECT DISTINCT application_id, stage, on_date, round
    FROM talks AS vague
    WHERE
        (on_date IS NULL OR is_month)
        AND NOT EXISTS (
            SELECT 1
            FROM talks AS dated
            WHERE
                dated.application_id = vague.application_id
                AND dated.stage = vague.stage
                AND dated.on_date IS NOT NULL
                AND (dated.round = vague.round OR dated.round = 0 OR vague.round = 0)
                AND (
                    vague.on_date IS NULL
                    OR (NOT dated.is_month AND date_trunc('month', dated.on_date) = vague.on_date)
                )
        )
),

rounds AS (
    SELECT application_id, count(*) AS rounds
    FROM (
        SELECT DISTINCT application_id, on_date, NULL AS stage, NULL AS round
        FROM talks
        WHERE on_date IS NOT NULL AND NOT is_month
        UNION ALL
        SELECT application_id, on_date, stage, round
        FROM vague_talks
    )
    GROUP BY application_id
),

-- The last day a final event can have had: of a month without a day, the last one.
finals AS (
    SELECT
        application_id,
        stage,
        CASE stage WHEN 'rejected' THEN 1 WHEN 'withdrawn' THEN 2 WHEN 'closed' THEN 3 ELSE 4 END AS rank,
        max(CASE WHEN is_month THEN last_day(on_date) ELSE on_date END) AS latest,
        arg_max(on_date, (CASE WHEN is_month THEN last_day(on_date) ELSE on_date END, on_date)) AS ended_date,
        max(last_sequence) AS last_sequence
    FROM visible
    WHERE stage IN ('rejected', 'withdrawn', 'closed', 'no_response')
    GROUP BY application_id, stage
),

ends AS (
    SELECT f.application_id, f.stage, f.ended_date
    FROM finals AS f
    INNER JOIN reached AS r USING (application_id)
    WHERE
        CASE
            WHEN f.latest IS NOT NULL THEN coalesce(r.progress_date <= f.latest, TRUE)
            ELSE coalesce(r.progress_sequence <= f.last_sequence, TRUE)
        END
        -- "No answer" was said without knowing of the dated end that a later file brings, whatever its date.
        AND (f.stage <> 'no_response' OR coalesce(r.dated_end_sequence <= f.last_sequence, TRUE))
    QUALIFY row_number() OVER (PARTITION BY f.application_id ORDER BY f.latest DESC NULLS FIRST, f.rank) = 1
),

decided AS (
    SELECT
        a.*,
        r.* EXCLUDE (application_id, answer, talk, offer, accepted),
        coalesce(r.answer, FALSE) AS answer,
        coalesce(r.talk, FALSE) AS talk,
        coalesce(r.offer, FALSE) AS offer,
        coalesce(r.accepted, FALSE) AS accepted,
        coalesce(n.rounds, 0) AS recorded_rounds,
        CASE
            WHEN r.accepted THEN 'accepted'
            WHEN r.declined THEN 'declined'
            WHEN e.stage IS NOT NULL THEN e.stage
            WHEN r.offer THEN 'offer'
            ELSE 'open'
        END AS outcome,
        CASE
            WHEN r.accepted THEN r.accepted_date
            WHEN r.declined THEN r.declined_date
            ELSE e.ended_date
        END AS ended_date
    FROM current_applications AS a
    ANTI JOIN not_yet USING (application_id)
    LEFT JOIN reached AS r USING (application_id)
    LEFT JOIN rounds AS n USING (application_id)
    LEFT JOIN ends AS e USING (application_id)
)

SELECT
    application_id::VARCHAR AS application_id,
    company,
    title,
    external_id,
    url,
    source,
    referral,
    tailored,
    cover_letter,
    resume_version,
    role_family,
    location,
    work_mode,
    salary,
    contact,
    notes,
    extra,
    knows_answers,
    knows_interviews,
    knows_offers,
    knows_rejections,
    knows_silence,
    applied_date,
    acknowledged_date,
    replied_date,
    assessment_date,
    phone_screen_date,
    interview_date,
    offer_date,
    accepted_date,
    declined_date,
    rejected_date,
    withdrawn_date,
    no_response_date,
    closed_date,
    first_answer_date,
    first_talk_date,
    last_event_date,
    ended_date,
    answer AS reached_answer,
    coalesce(assessment, FALSE) AS reached_assessment,
    talk OR offer AS reached_interview,
    offer AS reached_offer,
    accepted AS reached_accepted,
    coalesce(rejected, FALSE) AS reached_rejected,
    coalesce(withdrawn, FALSE) AS reached_withdrawn,
    coalesce(no_response, FALSE) AS reached_no_response,
    CASE WHEN offer AND NOT talk THEN 1 ELSE recorded_rounds END AS rounds,
    offer AND NOT talk AS rounds_imputed,
    outcome,
    CASE WHEN outcome = 'open' THEN date_diff('day', applied_date, $as_of) END AS days_open,
    NOT answer AND outcome IN ('open', 'no_response') AS possible_answer,
    NOT (talk OR offer) AND outcome IN ('open', 'no_response') AS possible_interview,
    NOT offer AND outcome IN ('open', 'no_response') AS possible_offer,
    is_sample,
    coalesce(applied_is_month, FALSE) AS applied_is_month,
    coalesce(first_answer_is_month, FALSE) AS first_answer_is_month,
    coalesce(first_talk_is_month, FALSE) AS first_talk_is_month,
    coalesce(offer_is_month, FALSE) AS offer_is_month
FROM decided
ORDER BY applied_date NULLS LAST, application_id;
