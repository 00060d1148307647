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

export interface CallRow {
  id: number;
  [field: string]: unknown;
}

/** Of the newer surveys; its id is no number. */
export interface ResponseRow {
  id: string;
  [field: string]: unknown;
}

/** A part of an update, as audits tell it. */
export interface PartRow {
  id: number;
  type: string;
  [field: string]: unknown;
}

/** An update of a ticket, from which its audit and its row of the event export are made. */
export interface UpdateRow {
  readonly id: number;
  readonly ticket_id: number;
  readonly created_at: string;
  readonly author_id: number;
  readonly via: { readonly channel: string; readonly source: object };
  readonly events: readonly PartRow[];
}

/** Opening hours. Zendesk tells of the holidays apart. */
export interface ScheduleRow {
  id: number;
  created_at: string;
  /** Minutes since Sunday's midnight. */
  intervals: readonly object[];
  holidays: readonly object[];
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

export function freshCall(id: number, second: number): CallRow {
  return {
    id,
    created_at: iso(second),
    updated_at: iso(second),
    direction: 'inbound',
    completion_status: 'completed',
    agent_id: null,
    customer_id: null,
    ticket_id: null,
    call_group_id: null,
    phone_number: '+15550100',
    time_to_answer: null,
    wait_time: 0,
    talk_time: 0,
    hold_time: 0,
    wrap_up_time: null,
    duration: 0,
    voicemail: false,
  };
}

/** One that was sent and is not answered yet. */
export function freshResponse(id: string): ResponseRow {
  return {
    id,
    expires_at: '2026-12-31T00:00:00Z',
    survey: { id: '01SURVEY', version: 1, state: 'enabled' },
    subjects: [],
    responder_id: null,
    answers: [],
  };
}

/** Monday to Friday from nine to five in Copenhagen, without a holiday. */
export function freshSchedule(id: number): ScheduleRow {
  const created_at = iso(1_700_000_000 + id);
  const intervals = [1, 2, 3, 4, 5].map((day) => ({
    start_time: day * 1440 + 9 * 60,
    end_time: day * 1440 + 17 * 60,
  }));
  const row = { id, name: `Schedule ${id}`, time_zone: 'Copenhagen', created_at, updated_at: created_at };
  return { ...row, intervals, holidays: [] };
}

/** A rating of 1 to 5, and what was written with it. */
export function answers({ rating, comment, second }: { rating: number; comment?: string; second: number }): object[] {
  const given = { created_at: iso(second), updated_at: iso(second) };
  const options = [1, 2, 3, 4, 5].map((step) => ({ rating: step, label: { value: `${step}` } }));
  const question = { id: '01Q1', type: 'rating_scale_numeric', sub_type: 'customer_satisfaction', options };
  const category = rating > 3 ? 'good' : 'bad';
  return [
    { type: 'rating_scale', rating, rating_category: category, question, ...given },
    { type: 'closed_ended', selections: [], question: { id: '01Q2', type: 'closed_ended' }, ...given },
    comment === undefined
      ? { type: 'skipped', question: { id: '01Q3', type: 'open_ended' }, ...given }
      : { type: 'open_ended', value: comment, question: { id: '01Q3', type: 'open_ended' }, ...given },
  ];
}

export function iso(second: number): string {
  return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}
