-- What a person decided about a piece of advice. A decision that was taken back keeps its row and gets its last day.
-- At any day the newest decision on a strategy counts, and only while `ended_on` is NULL or later than that day.

CREATE TABLE decisions (
    decision_id UUID PRIMARY KEY,
    sequence INTEGER NOT NULL,  -- order of decisions; of several on one day the later one is right
    strategy VARCHAR NOT NULL,  -- id in data/reference/playbook.toml
    kind VARCHAR NOT NULL CHECK (kind IN ('dismissed', 'snoozed', 'done')),
    reason VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    until DATE,  -- of a snooze: the first day on which the advice is back
    ended_on DATE,  -- the first day on which the person wanted the advice back; NULL: never
    evidence JSON NOT NULL,  -- what the advice rested on when it was put aside
    is_sample BOOLEAN NOT NULL  -- made on the sample, and goes away with it
);
