INSERT INTO flows
SELECT $import_id::UUID, source, target, value, source_stage, target_stage
FROM plan_flows;
