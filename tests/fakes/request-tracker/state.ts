/** Rows as Request Tracker 5 keeps them; a test may put anything into a field. */
export interface UserRow {
  id: number;
  isPrivileged: boolean;
  isDisabled: boolean;
  LastUpdated: string;
  [field: string]: unknown;
}

export interface TicketRow {
  id: number;
  Status: string;
  Owner: number;
  Requestor: number[];
  Due: string;
  LastUpdated: string;
  /** Another ticket's id once it was merged away. */
  mergedInto: number | null;
  [field: string]: unknown;
}

export interface TransactionRow {
  id: number;
  ObjectId: number | string;
  ObjectType: string;
  Type: string;
  [field: string]: unknown;
}

/** What everyone's first users are. */
export const system = 1;
export const nobody = 6;
export const never = '1970-01-01T00:00:00Z';

type Happening = { Type: string; by: number } & Partial<Record<'Field' | 'OldValue' | 'NewValue', string>>;

/** What it holds. Whatever happens to a ticket is a transaction of now, and moves its `LastUpdated`. */
export interface RequestTrackerState {
  readonly users: UserRow[];
  readonly tickets: TicketRow[];
  readonly transactions: TransactionRow[];
  saveUser(user: Partial<UserRow> & { id: number }): void;
  create(ticket: Partial<TicketRow> & { id: number }, by: number): void;
  happen(ticket: number, what: Happening): void;
  setStatus(ticket: number, status: string, by: number): void;
  /** As it is recorded: once as a change of the field, and once as a change of a role. */
  setOwner(ticket: number, owner: number, by: number): void;
  setDue(ticket: number, due: string): void;
  merge(ticket: number, into: number, by: number): void;
}

export function openRequestTrackerState(now: () => number): RequestTrackerState {
  const users: UserRow[] = [];
  const tickets: TicketRow[] = [];
  const transactions: TransactionRow[] = [];
  const at = () => new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z');

  function ticketOf(id: number): TicketRow {
    const ticket = tickets.find((row) => row.id === id);
    if (ticket === undefined) throw new Error(`no ticket ${id}`);
    return ticket;
  }

  function happen(ticket: number, { by, ...what }: Happening): void {
    const id = (transactions.at(-1)?.id ?? 38) + 1;
    const plain = { Field: '', OldValue: '', NewValue: '' };
    transactions.push({
      id,
      ObjectId: ticket,
      ObjectType: 'RT::Ticket',
      ...plain,
      ...what,
      Created: at(),
      Creator: by,
    });
    ticketOf(ticket).LastUpdated = at();
  }

  function setStatus(id: number, status: string, by: number): void {
    const ticket = ticketOf(id);
    const OldValue = ticket.Status;
    Object.assign(ticket, { Status: status, Resolved: /resolved|rejected|deleted/.test(status) ? at() : never });
    happen(id, { Type: 'Status', Field: 'Status', OldValue, NewValue: status, by });
  }

  function saveUser(user: Partial<UserRow> & { id: number }): void {
    const before = users.find(({ id }) => id === user.id);
    const fresh = { Organization: '', EmailAddress: '', RealName: '', isPrivileged: false, isDisabled: false };
    const row = { Name: `user${user.id}`, ...fresh, Created: at(), ...before, LastUpdated: at(), ...user };
    if (before === undefined) users.push(row);
    else Object.assign(before, row);
  }

  saveUser({ id: system, Name: 'RT_System', RealName: 'The RT System itself' });
  saveUser({ id: nobody, Name: 'Nobody', RealName: 'Nobody in particular' });
  return {
    users,
    tickets,
    transactions,
    saveUser,
    create(ticket, by) {
      const times = { Created: at(), LastUpdated: at(), Resolved: never, Due: never };
      const plain = { Status: 'new', Priority: '0', Queue: 'General', Owner: nobody, SLA: '', TimeWorked: '0' };
      const Requestor = by === system ? [] : [by];
      tickets.push({ Subject: `Ticket ${ticket.id}`, ...plain, ...times, Requestor, mergedInto: null, ...ticket });
      happen(ticket.id, { Type: 'Create', by });
    },
    happen,
    setStatus,
    setOwner(id, owner, by) {
      const ticket = ticketOf(id);
      const change = { Field: 'Owner', OldValue: String(ticket.Owner), NewValue: String(owner), by };
      ticket.Owner = owner;
      happen(id, { Type: 'SetWatcher', ...change });
      happen(id, { Type: 'Set', ...change });
    },
    setDue(id, due) {
      const ticket = ticketOf(id);
      const sql = (instant: string) => instant.replace('T', ' ').replace('Z', '');
      const change = { Field: 'Due', OldValue: sql(ticket.Due), NewValue: sql(due) };
      ticket.Due = due;
      happen(id, { Type: 'Set', ...change, by: system });
    },
    merge(id, into, by) {
      const NewValue = `fsck.com-rt://desk.example/ticket/${into}`;
      ticketOf(id).mergedInto = into;
      happen(id, { Type: 'AddLink', Field: 'MergedInto', NewValue, by });
      happen(into, { Type: 'AddLink', Field: 'MergedInto', NewValue, by });
    },
  };
}
