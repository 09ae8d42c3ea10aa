INSERT INTO problems
SELECT $import_id::UUID, position, code, message, remedy, row, "column", value, set_aside
FROM plan_problems;
