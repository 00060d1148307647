/** Rows as Zendesk's API gives them, as far as the documentation says; a test may put anything into a field. */
export interface TicketRow {
  id: number;
  generated_timestamp: number;
  metric_set?: Record<string, unknown> | undefined;
  [field: string]: unknown;
}

export interface UserRow {
  id: number;
  updated_at: string;
  [field: string]: unknown;
}

export interface RatingRow {
  id: number;
  created_at: string;
  updated_at: string;
  [field: string]: unknown;
}

export interface NamedRow {
  id: number;
  name: string;
}

/** A ticket as it looks when nobody has touched it yet. */
export function freshTicket(id: number, second: number): TicketRow {
  const at = iso(second);
  return {
    id,
    url: `https://acme.zendesk.com/api/v2/tickets/${id}.json`,
    subject: `Ticket ${id}`,
    raw_subject: `Ticket ${id}`,
    description: "The customer's own words",
    status: 'new',
    custom_status_id: 1,
    priority: null,
    type: null,
    via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
    tags: [],
    group_id: null,
    assignee_id: null,
    requester_id: 9000 + id,
    submitter_id: 9000 + id,
    organization_id: null,
    brand_id: 1,
    custom_fields: [],
    fields: [],
    satisfaction_rating: { score: 'unoffered' },
    created_at: at,
    updated_at: at,
    generated_timestamp: second,
    metric_set: {
      id: id * 10,
      ticket_id: id,
      group_stations: 0,
      assignee_stations: 0,
      reopens: 0,
      replies: 0,
      solved_at: null,
      status_updated_at: at,
      reply_time_in_minutes: { calendar: null, business: null },
      full_resolution_time_in_minutes: { calendar: null, business: null },
    },
  };
}

export function freshUser(id: number, second: number): UserRow {
  return {
    id,
    name: `User ${id}`,
    email: `user-${id}@example.com`,
    role: 'end-user',
    active: true,
    suspended: false,
    default_group_id: null,
    organization_id: null,
    time_zone: 'Copenhagen',
    created_at: iso(second),
    updated_at: iso(second),
  };
}

export function freshRating(id: number, second: number): RatingRow {
  return {
    id,
    url: `https://acme.zendesk.com/api/v2/satisfaction_ratings/${id}.json`,
    score: 'offered',
    ticket_id: id,
    assignee_id: null,
    group_id: null,
    requester_id: 9000 + id,
    comment: null,
    created_at: iso(second),
    updated_at: iso(second),
  };
}

export function iso(second: number): string {
  return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}
