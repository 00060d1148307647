-- Spans without an end that were made up for tickets that are solved, at an unknown instant: they were open for ever.
DELETE FROM ticket_spans WHERE seq = -1 AND to_at IS NULL AND EXISTS (
  SELECT 1 FROM tickets t WHERE t.desk = ticket_spans.desk AND t.id = ticket_spans.ticket
    AND t.solved_at IS NULL AND t.status IN ('solved', 'closed')
);
