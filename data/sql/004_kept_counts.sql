-- What a kept answer was worked out from, so that it can be said in another language: successes, trials and aged trials
-- before the change, then the same since. NULL: it runs, or it ended before this was kept.
ALTER TABLE experiments ADD COLUMN counts DOUBLE[];
