-- SLA clocks worked out from the configured policies, for desks that send none.
ALTER TABLE sla_clocks ADD COLUMN is_derived BOOLEAN;

-- Time a ticket's clocks stood still, as it was seen; to_at is NULL while it lasts.
CREATE TABLE ticket_pauses (desk TEXT NOT NULL, ticket TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT);

-- Desks whose clocks are worked out, with the policies and schedules (JSON) they were last worked out by.
CREATE TABLE derived_clocks (desk TEXT PRIMARY KEY, terms TEXT NOT NULL);

-- Tickets that changed since their clocks were worked out. A ticket may stand here more than once.
CREATE TABLE changed_tickets (desk TEXT NOT NULL, ticket TEXT NOT NULL);
