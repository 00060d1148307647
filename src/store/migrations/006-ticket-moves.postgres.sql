ALTER TABLE ticket_moves ADD PRIMARY KEY (desk, id);
CREATE INDEX ticket_moves_ticket ON ticket_moves (desk, ticket);
