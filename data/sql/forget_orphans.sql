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
