-- A desk's first load: when it began, and the oldest and newest change of a ticket that it has come to.
ALTER TABLE desks ADD COLUMN began_at BIGINT;
ALTER TABLE desks ADD COLUMN loaded_from BIGINT;
ALTER TABLE desks ADD COLUMN loaded_to BIGINT;
