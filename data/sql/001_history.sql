-- Everything an import asserts is kept with the import's id, also what was known already: deleting the rows of one
-- import therefore never takes away what another import asserted, and imports can be undone in any order.
-- Only small tables have keys: an index over events would be paid for at every import and used by no query.

CREATE TABLE meta (
    revision BIGINT NOT NULL  -- counts the write transactions; caches and import plans compare it
);

INSERT INTO meta VALUES (0);

CREATE TABLE migrations (
    name VARCHAR PRIMARY KEY,
    applied_at TIMESTAMP NOT NULL DEFAULT get_current_timestamp()::TIMESTAMP  -- for support only; nothing computes with it
);

CREATE TABLE imports (
    import_id UUID PRIMARY KEY,
    sequence INTEGER NOT NULL,  -- order of imports; among disagreeing files the later one is right
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    container VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    imported_at TIMESTAMP NOT NULL,  -- wall-clock time of the person
    rows BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    merged BIGINT NOT NULL,
    set_aside BIGINT NOT NULL,
    is_sample BOOLEAN NOT NULL,
    aggregate JSON  -- counts of a file that has only totals; NULL for every other file
);

-- One row per sighting: what one import says about one application.
CREATE TABLE applications (
    application_id UUID NOT NULL,
    import_id UUID NOT NULL,
    company VARCHAR,
    title VARCHAR,
    external_id VARCHAR,
    url VARCHAR,
    source VARCHAR,
    referral VARCHAR,
    tailored VARCHAR,
    cover_letter VARCHAR,
    resume_version VARCHAR,
    role_family VARCHAR,
    location VARCHAR,
    work_mode VARCHAR,
    salary VARCHAR,
    contact VARCHAR,
    notes VARCHAR,
    extra VARCHAR,
    knows_answers BOOLEAN NOT NULL,
    knows_interviews BOOLEAN NOT NULL,
    knows_offers BOOLEAN NOT NULL,
    knows_rejections BOOLEAN NOT NULL,
    knows_silence BOOLEAN NOT NULL,
    source_row BIGINT
);

-- Append-only: a later file adds events and never changes one.
CREATE TABLE events (
    event_id UUID NOT NULL DEFAULT uuid(),
    application_id UUID NOT NULL,
    import_id UUID NOT NULL,
    stage VARCHAR NOT NULL,
    event_date DATE,  -- NULL: it happened, but the file does not say when
    date_note VARCHAR NOT NULL,
    round INTEGER,
    origin VARCHAR NOT NULL,
    source_row BIGINT
);

CREATE TABLE flows (
    import_id UUID NOT NULL,
    source VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    value BIGINT NOT NULL,
    source_stage VARCHAR,
    target_stage VARCHAR
);

CREATE TABLE problems (
    import_id UUID NOT NULL,
    position INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    remedy VARCHAR NOT NULL,
    row BIGINT,
    "column" VARCHAR,
    value VARCHAR,
    set_aside BOOLEAN NOT NULL
);

CREATE TABLE settings (
    name VARCHAR PRIMARY KEY,
    value JSON NOT NULL
);
