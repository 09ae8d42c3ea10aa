INSERT INTO imports
SELECT
    $import_id::UUID,
    (SELECT coalesce(max(sequence), 0) + 1 FROM imports),
    $name,
    $sha256,
    $container,
    $layout,
    $imported_at::TIMESTAMP,
    $rows,
    $accepted,
    $merged,
    $set_aside,
    $is_sample,
    $aggregate::JSON;
