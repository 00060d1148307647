-- The opening hours (JSON) a desk last told of itself; NULL where it told none.
ALTER TABLE desks ADD COLUMN schedule TEXT;
