-- Temporary views of one cursor: they belong to the program and change with it, not with the file.

-- One row per application: of each attribute the newest import's value, where it gave one.
-- A mark made on the screen (`data/marking.py`) speaks of an application but is not enough to make one.
CREATE OR REPLACE TEMP VIEW current_applications AS
SELECT
    application_id,
    arg_max(company, sequence) AS company,
    arg_max(title, sequence) AS title,
    arg_max(external_id, sequence) AS external_id,
    arg_max(url, sequence) AS url,
    arg_max(source, sequence) AS source,
    arg_max(referral, sequence) AS referral,
    arg_max(tailored, sequence) AS tailored,
    arg_max(cover_letter, sequence) AS cover_letter,
    arg_max(resume_version, sequence) AS resume_version,
    arg_max(role_family, sequence) AS role_family,
    arg_max(location, sequence) AS location,
    arg_max(work_mode, sequence) AS work_mode,
    arg_max(salary, sequence) AS salary,
    arg_max(contact, sequence) AS contact,
    arg_max(notes, sequence) AS notes,
    arg_max(extra, sequence) AS extra,
    bool_or(knows_answers) AS knows_answers,
    bool_or(knows_interviews) AS knows_interviews,
    bool_or(knows_offers) AS knows_offers,
    bool_or(knows_rejections) AS knows_rejections,
    bool_or(knows_silence) AS knows_silence,
    arg_max(source_row, sequence) AS source_row,
    bool_and(is_sample) AS is_sample
FROM applications
INNER JOIN imports USING (import_id)
GROUP BY application_id
HAVING bool_or(layout <> 'mark');

-- One row per (application, stage, date, round), however many imports assert it.
-- is_month: every import that asserts it gave the month only, so event_date is no calendar day.
CREATE OR REPLACE TEMP VIEW known_events AS
SELECT
    application_id,
    stage,
    event_date,
    round,
    bool_and(date_note = 'month') AS is_month,
    min(sequence) AS first_sequence,
    max(sequence) AS last_sequence,
    arg_max(date_note, sequence) AS date_note,
    arg_max(origin, sequence) AS origin,
    arg_max(source_row, sequence) AS source_row
FROM events
INNER JOIN imports USING (import_id)
GROUP BY application_id, stage, event_date, round;
