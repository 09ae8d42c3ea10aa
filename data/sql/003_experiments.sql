-- Changes of strategy that the person tries. Which applications belong to one follows from their day: nothing is
-- copied here, so later imports and undone ones count by themselves.
CREATE TABLE experiments (
    experiment_id UUID NOT NULL,
    started_at TIMESTAMP NOT NULL,  -- wall-clock time of the person; orders those of one day
    name VARCHAR NOT NULL,
    details VARCHAR NOT NULL,  -- what changes, in the person's words; '' if they wrote none
    measure VARCHAR NOT NULL,  -- id of the ratio it is meant to move
    strategy VARCHAR NOT NULL,  -- id in the playbook, '' for an idea of the person's own
    start_date DATE NOT NULL,
    is_sample BOOLEAN NOT NULL,  -- goes away with the sample
    note VARCHAR NOT NULL,
    last_day DATE,  -- last day that belongs to it; NULL: it runs
    answered_on DATE,  -- day on which the answer below was kept; NULL: it runs
    answer VARCHAR,
    sentence VARCHAR,
    decision VARCHAR
);
