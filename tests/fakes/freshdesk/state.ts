type Row = Record<string, unknown> & { id: number };

/** A ticket with what Freshdesk keeps beside its row. */
export interface FreshdeskTicket extends Row {
  stats: Record<string, string | null>;
  created_at: string;
  updated_at: string;
}

/** What the account holds. Whatever is saved counts as changed now, unless it says when. */
export interface FreshdeskState {
  readonly groups: (Row & { name: string; agent_ids: number[] })[];
  readonly agents: Row[];
  readonly companies: Row[];
  readonly contacts: (Row & { updated_at: string; deleted: boolean })[];
  readonly tickets: FreshdeskTicket[];
  readonly conversations: (Row & { ticket_id: number })[];
  readonly timeEntries: (Row & { ticket_id: number })[];
  readonly surveys: Row[];
  readonly ratings: (Row & { created_at: string })[];
  readonly activities: { performed_at: string; [field: string]: unknown }[];
  saveContact(contact: Row): void;
  /** Creates the ticket or changes the fields given; `stats` are merged. */
  saveTicket(ticket: Row & { stats?: Record<string, string | null> }): void;
  addConversation(entry: { ticket_id: number; user_id: number; [field: string]: unknown }): void;
  saveRating(rating: Row): void;
  /** Into the file of the day on which it happens. */
  addActivity(ticket: number, performer: number | 'system', activity: Record<string, unknown>): void;
}

export function openFreshdeskState(now: () => number): FreshdeskState {
  const stamp = () => iso(now() / 1000);
  let entries = 9000;

  function save<Kept extends Row>(rows: Kept[], fresh: Kept): void {
    const at = rows.findIndex(({ id }) => id === fresh.id);
    if (at === -1) rows.push(fresh);
    else rows[at] = fresh;
  }

  const state: FreshdeskState = {
    groups: [],
    agents: [],
    companies: [],
    contacts: [],
    tickets: [],
    conversations: [],
    timeEntries: [],
    surveys: [],
    ratings: [],
    activities: [],
    saveContact(contact) {
      const before = state.contacts.find(({ id }) => id === contact.id);
      const fresh = { name: `Contact ${contact.id}`, email: null, company_id: null, created_at: stamp() };
      save(state.contacts, { deleted: false, ...fresh, ...before, updated_at: stamp(), ...contact });
    },
    saveTicket({ stats, ...ticket }) {
      const before = state.tickets.find(({ id }) => id === ticket.id) ?? freshTicket(ticket.id, stamp());
      save(state.tickets, { ...before, updated_at: stamp(), ...ticket, stats: { ...before.stats, ...stats } });
    },
    addConversation(entry) {
      entries += 1;
      const fresh = { incoming: false, private: false, source: 0, body_text: 'Words', created_at: stamp() };
      const extra = { automation_id: null, auto_response: false, support_email: null, attachments: [] };
      state.conversations.push({ id: entries, ...fresh, ...extra, ...entry });
      state.saveTicket({ id: entry.ticket_id });
    },
    saveRating(rating) {
      const before = state.ratings.find(({ id }) => id === rating.id);
      const fresh = { survey_id: 61, group_id: null, feedback: null, created_at: stamp() };
      save(state.ratings, { ...fresh, ...before, updated_at: stamp(), ...rating });
    },
    addActivity(ticket, performer, activity) {
      const [year, month, day] = stamp().slice(0, 10).split('-');
      state.activities.push({
        performed_at: `${day}-${month}-${year} ${stamp().slice(11, 19)} +0000`,
        ticket_id: ticket,
        performer_type: performer === 'system' ? 'system' : 'user',
        performer_id: performer === 'system' ? null : performer,
        activity,
      });
    },
  };
  return state;
}

function freshTicket(id: number, at: string): FreshdeskTicket {
  return {
    id,
    subject: `Ticket ${id}`,
    status: 2,
    priority: 1,
    source: 1,
    type: null,
    tags: [],
    group_id: null,
    responder_id: null,
    requester_id: 31,
    company_id: null,
    due_by: null,
    fr_due_by: null,
    nr_due_by: null,
    is_escalated: false,
    spam: false,
    deleted: false,
    custom_fields: {},
    created_at: at,
    updated_at: at,
    stats: {
      first_responded_at: null,
      agent_responded_at: null,
      requester_responded_at: null,
      status_updated_at: at,
      reopened_at: null,
      pending_since: null,
      resolved_at: null,
      closed_at: null,
    },
  };
}

export function iso(second: number): string {
  return new Date(second * 1000).toISOString().replace(/\.\d+Z/, 'Z');
}
