-- Time cut where a desk opens, closes or a UTC day begins, without a gap. day: the UTC midnight it lies after; opened: seconds
-- of opening time before it, so that between two instants there are as many as their difference.
CREATE TABLE business_hours (
  desk TEXT NOT NULL, day BIGINT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, opened BIGINT NOT NULL,
  is_open BOOLEAN NOT NULL
);

-- The schedule (JSON) by which a desk's business hours were written out, and how far.
CREATE TABLE business_calendars (desk TEXT PRIMARY KEY, schedule TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL);
