/** Rows as Zammad keeps them; a test may put anything into a field. */
export interface TicketRow {
  id: number;
  state_id: number;
  owner_id: number;
  customer_id: number;
  updated_at: string;
  [field: string]: unknown;
}

export interface ArticleRow {
  id: number;
  ticket_id: number;
  [field: string]: unknown;
}

export interface EntryRow {
  id: number;
  object: string;
  o_id: number;
  /** Of an article: the ticket it was made for. */
  related_o_id?: number;
  [field: string]: unknown;
}

export interface UserRow {
  id: number;
  [field: string]: unknown;
}

/** As it comes: ids, names and types. The last is one of an account's own. */
export const states = [
  { id: 1, name: 'new', state_type: 'new', ignore_escalation: false },
  { id: 2, name: 'open', state_type: 'open', ignore_escalation: false },
  { id: 3, name: 'pending reminder', state_type: 'pending reminder', ignore_escalation: true },
  { id: 4, name: 'closed', state_type: 'closed', ignore_escalation: true },
  { id: 5, name: 'merged', state_type: 'merged', ignore_escalation: true },
  { id: 7, name: 'pending close', state_type: 'pending action', ignore_escalation: true },
  { id: 8, name: 'Warten auf Kunde', state_type: 'pending reminder', ignore_escalation: true },
];

type Changes = Record<string, unknown>;

/** What it holds. Whatever changes a ticket is of now, moves its `updated_at`, and is recorded. */
export interface ZammadState {
  readonly users: UserRow[];
  readonly tickets: TicketRow[];
  readonly articles: ArticleRow[];
  readonly entries: EntryRow[];
  saveUser(user: UserRow): void;
  /** With the message that opens it. */
  create(ticket: { id: number; customer_id: number } & Changes): void;
  write(ticket: number, article: { sender: string; by: number } & Changes): void;
  /** @param by whose doing it is: user and, when it was one, the rule */
  update(ticket: number, changes: Changes, by: { id: number; rule?: string }): void;
  tag(ticket: number, tag: string, what: 'added' | 'removed'): void;
  merge(ticket: number, into: number, by: number): void;
  remove(ticket: number): void;
}

export function openZammadState(now: () => number): ZammadState {
  const users: UserRow[] = [];
  const tickets: TicketRow[] = [];
  const articles: ArticleRow[] = [];
  const entries: EntryRow[] = [];
  const at = () => new Date(now()).toISOString();

  function ticketOf(id: number): TicketRow {
    const ticket = tickets.find((row) => row.id === id);
    if (ticket === undefined) throw new Error(`no ticket ${id}`);
    return ticket;
  }

  function record(entry: Omit<EntryRow, 'id'>, by: { id: number; rule?: string }): void {
    const rule = by.rule === undefined ? {} : { sourceable_id: 1, sourceable_type: by.rule, sourceable_name: 'Rule' };
    const last = entries.at(-1)?.id ?? 700;
    entries.push({ object: '', o_id: 0, ...entry, ...rule, id: last + 1, created_at: at(), created_by_id: by.id });
  }

  function saveUser(user: UserRow): void {
    const before = users.find(({ id }) => id === user.id);
    const fresh = { firstname: '', lastname: '', email: '', organization: null, roles: ['Customer'], active: true };
    if (before === undefined) users.push({ ...fresh, created_at: at(), ...user });
    else Object.assign(before, user);
  }

  function write(ticket: number, { by, ...article }: { sender: string; by: number } & Changes): void {
    const id = (articles.at(-1)?.id ?? 500) + 1;
    const plain = { type: 'email', internal: false, body: 'What people wrote' };
    articles.push({ ...plain, ...article, id, ticket_id: ticket, created_at: at(), created_by_id: by });
    record(
      { object: 'Ticket::Article', o_id: id, type: 'created', related_o_id: ticket, related_object: 'Ticket' },
      { id: by },
    );
    ticketOf(ticket).updated_at = at();
  }

  function update(id: number, changes: Changes, by: { id: number; rule?: string }): void {
    const ticket = ticketOf(id);
    for (const [field, value] of Object.entries(changes)) {
      const change = { object: 'Ticket', o_id: id, type: 'updated', attribute: field.replace(/_id$/, '') };
      const ids = field.endsWith('_id') ? { id_from: ticket[field], id_to: value } : {};
      record({ ...change, ...ids, value_from: said(ticket[field]), value_to: said(value) }, by);
    }
    Object.assign(ticket, changes, { updated_at: at() });
  }

  saveUser({ id: 1, firstname: '-', roles: [] });
  return {
    users,
    tickets,
    articles,
    entries,
    saveUser,
    create(ticket) {
      const times = { created_at: at(), updated_at: at(), first_response_at: null, close_at: null };
      const clocks = { first_response_escalation_at: null, update_escalation_at: null, close_escalation_at: null };
      const plain = { title: `Ticket ${ticket.id}`, state_id: 1, priority: '2 normal', group: 'Users', owner_id: 1 };
      const kind = { organization: null, type: null, create_article_type: 'email', time_unit: null };
      tickets.push({ ...plain, ...kind, ...times, ...clocks, created_by_id: ticket.customer_id, ...ticket });
      record({ object: 'Ticket', o_id: ticket.id, type: 'created' }, { id: ticket.customer_id });
      write(ticket.id, { sender: 'Customer', by: ticket.customer_id });
    },
    write,
    update,
    tag(id, tag, type) {
      record({ object: 'Ticket', o_id: id, type, attribute: 'tag', value_to: tag }, { id: 11 });
      ticketOf(id).updated_at = at();
    },
    merge(id, into, by) {
      for (const article of articles) if (article.ticket_id === id) article.ticket_id = into;
      record({ object: 'Ticket', o_id: into, type: 'received_merge', id_from: id, id_to: into }, { id: by });
      record({ object: 'Ticket', o_id: id, type: 'merged_into', id_from: id, id_to: into }, { id: by });
      write(id, { sender: 'Agent', by, type: 'note', body: 'merged' });
      update(id, { state_id: 5 }, { id: by });
      ticketOf(into).updated_at = at();
    },
    remove(id) {
      tickets.splice(tickets.indexOf(ticketOf(id)), 1);
    },
  };
}

/** As a history writes it: instants without the T, and nothing for null. */
function said(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  return /^\d{4}-\d\d-\d\dT/.test(value) ? `${value.slice(0, 10)} ${value.slice(11, 19)} UTC` : value;
}
