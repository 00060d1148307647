-- What PostgreSQL needs and DuckDB is faster without: keys for upserts, and indexes for a period, for what belongs to a
-- ticket (it goes with it) and for an account.

ALTER TABLE agents ADD PRIMARY KEY (desk, id);
ALTER TABLE customers ADD PRIMARY KEY (desk, id);
ALTER TABLE tickets ADD PRIMARY KEY (desk, id);
ALTER TABLE ticket_spans ADD PRIMARY KEY (desk, ticket, seq);
ALTER TABLE replies ADD PRIMARY KEY (desk, id);
ALTER TABLE sla_clocks ADD PRIMARY KEY (desk, ticket, kind, started_at);
ALTER TABLE surveys ADD PRIMARY KEY (desk, id);
ALTER TABLE calls ADD PRIMARY KEY (desk, id);
ALTER TABLE self_service ADD PRIMARY KEY (desk, id);
ALTER TABLE orders ADD PRIMARY KEY (desk, id);
ALTER TABLE reviews ADD PRIMARY KEY (desk, id);
ALTER TABLE mentions ADD PRIMARY KEY (desk, id);
ALTER TABLE engagements ADD PRIMARY KEY (desk, id);
ALTER TABLE deleted_tickets ADD PRIMARY KEY (desk, id);

CREATE INDEX tickets_created ON tickets (desk, created_at);
CREATE INDEX tickets_solved ON tickets (desk, solved_at);
CREATE INDEX ticket_spans_end ON ticket_spans (desk, to_at);
CREATE INDEX replies_at ON replies (desk, "at");
CREATE INDEX replies_ticket ON replies (desk, ticket);
CREATE INDEX sla_clocks_target ON sla_clocks (desk, target_at);
CREATE INDEX surveys_answered ON surveys (desk, answered_at);
CREATE INDEX surveys_ticket ON surveys (desk, ticket);
CREATE INDEX calls_at ON calls (desk, "at");
CREATE INDEX calls_ticket ON calls (desk, ticket);
CREATE INDEX self_service_at ON self_service (desk, "at");
CREATE INDEX orders_at ON orders (desk, "at");
CREATE INDEX reviews_at ON reviews (desk, "at");
CREATE INDEX reviews_ticket ON reviews (desk, ticket);
CREATE INDEX mentions_at ON mentions (desk, "at");
CREATE INDEX engagements_at ON engagements (desk, "at");
