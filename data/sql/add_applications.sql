-- Two rows of one file can be the same stored application: they make one sighting, the later row's values win.
INSERT INTO applications
SELECT
    application_id::UUID,
    $import_id::UUID,
    arg_max(company, coalesce(source_row, 0)),
    arg_max(title, coalesce(source_row, 0)),
    arg_max(external_id, coalesce(source_row, 0)),
    arg_max(url, coalesce(source_row, 0)),
    arg_max(source, coalesce(source_row, 0)),
    arg_max(referral, coalesce(source_row, 0)),
    arg_max(tailored, coalesce(source_row, 0)),
    arg_max(cover_letter, coalesce(source_row, 0)),
    arg_max(resume_version, coalesce(source_row, 0)),
    arg_max(role_family, coalesce(source_row, 0)),
    arg_max(location, coalesce(source_row, 0)),
    arg_max(work_mode, coalesce(source_row, 0)),
    arg_max(salary, coalesce(source_row, 0)),
    arg_max(contact, coalesce(source_row, 0)),
    arg_max(notes, coalesce(source_row, 0)),
    arg_max(extra, coalesce(source_row, 0)),
    bool_or(knows_answers),
    bool_or(knows_interviews),
    bool_or(knows_offers),
    bool_or(knows_rejections),
    bool_or(knows_silence),
    max(source_row)
FROM plan_applications
GROUP BY application_id;
