-- Marks on applications that no file holds any more: nobody could see what they are about, and they would never apply
-- again, because the same file imported once more makes new applications.
DELETE FROM events
WHERE
    import_id IN (SELECT import_id FROM imports WHERE layout = 'mark')
    AND application_id NOT IN (
        SELECT application_id FROM applications INNER JOIN imports USING (import_id) WHERE layout <> 'mark'
    );

DELETE FROM applications
WHERE
    import_id IN (SELECT import_id FROM imports WHERE layout = 'mark')
    AND application_id NOT IN (
        SELECT application_id FROM applications INNER JOIN imports USING (import_id) WHERE layout <> 'mark'
    );

DELETE FROM imports
WHERE layout = 'mark' AND import_id NOT IN (SELECT import_id FROM applications);

-- The days on which the person followed up on an application that is gone (`data/marking.py`).
UPDATE settings
SET value = (
    SELECT coalesce(json_group_object(note.key, note.value), '{}'::JSON)
    FROM settings AS kept, json_each(kept.value) AS note
    WHERE kept.name = 'follow_ups' AND note.key IN (SELECT application_id::VARCHAR FROM applications)
)
WHERE name = 'follow_ups';

-- Experiments and decisions made on the sample go with the last of it, whichever way it is taken back.
DELETE FROM experiments
WHERE is_sample AND NOT EXISTS (SELECT 1 FROM imports WHERE is_sample);

DELETE FROM decisions
WHERE is_sample AND NOT EXISTS (SELECT 1 FROM imports WHERE is_sample);
