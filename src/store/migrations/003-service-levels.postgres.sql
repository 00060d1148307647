CREATE INDEX ticket_pauses_ticket ON ticket_pauses (desk, ticket);
CREATE INDEX changed_tickets_ticket ON changed_tickets (desk, ticket);
