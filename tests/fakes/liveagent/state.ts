/** Rows as LiveAgent's API gives them, as far as its documentation says; a test may put anything into a field. */
export interface Row {
  id?: string | number;
  [field: string]: unknown;
}

export interface TicketRow extends Row {
  id: string;
  status: string;
  agentid: string | null;
  date_changed: string;
}

/** What an account holds; every time is UTC. */
export interface LiveagentState {
  readonly agents: Row[];
  readonly departments: { department_id: string; name: string; agent_ids: string[] }[];
  readonly tags: Row[];
  readonly levels: Row[];
  readonly companies: Row[];
  readonly contacts: Row[];
  readonly tickets: TicketRow[];
  /** By ticket. */
  readonly groups: Map<string, Row[]>;
  readonly history: Row[];
  readonly clocks: Row[];
  readonly reports: Row[];
  readonly calls: Row[];
  readonly ratings: Row[];
  /** Products and rights the key lacks: parts of paths. */
  readonly lacking: Set<string>;
  saveContact(contact: Row & { id: string }, at: number): void;
  /** Creates the ticket or changes the fields given; its history goes on where its status or agent changed. */
  saveTicket(ticket: Partial<TicketRow> & { id: string }, at: number): void;
  say(ticket: string, group: Row & { type: string; userid: string | null }, at: number): void;
}

export function timeText(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

export function openLiveagentState(): LiveagentState {
  const tickets: TicketRow[] = [];
  const contacts: Row[] = [];
  const groups = new Map<string, Row[]>();
  const history: Row[] = [];
  let made = 0;
  const next = (kind: string) => `${kind}${String((made += 1)).padStart(4, '0')}`;

  function replace<Kind extends Row>(rows: Kind[], row: Kind): void {
    const before = rows.findIndex(({ id }) => id === row.id);
    if (before === -1) rows.push(row);
    else rows[before] = row;
  }

  return {
    agents: [],
    departments: [],
    tags: [],
    levels: [],
    companies: [],
    contacts,
    tickets,
    groups,
    history,
    clocks: [],
    reports: [],
    calls: [],
    ratings: [],
    lacking: new Set(),
    saveContact(contact, at) {
      const before = contacts.find(({ id }) => id === contact.id) ?? { ...freshContact, date_created: timeText(at) };
      replace(contacts, { ...before, ...contact, date_changed: timeText(at) });
    },
    saveTicket(input, at) {
      const before = tickets.find(({ id }) => id === input.id);
      const ticket: TicketRow = { ...(before ?? freshTicket(input.id, at)), date_changed: timeText(at), ...input };
      replace(tickets, ticket);
      if (before?.status === ticket.status && before.agentid === ticket.agentid) return;
      history.push({
        id: next('h'),
        conversation_id: ticket.id,
        conversation_code: 'ABC',
        department_id: ticket['departmentid'],
        agent_id: ticket.agentid,
        status: ticket.status,
        date_from: timeText(at),
        date_to: null,
        elapsed_time: null,
      });
    },
    say(ticket, group, at) {
      const id = next('g');
      const said = { id: next('m'), userid: group.userid, type: 'M', message: 'What people wrote', visibility: 'V' };
      const row = {
        id,
        status: 'V',
        datecreated: timeText(at),
        datefinished: timeText(at),
        messages: [{ ...said, datecreated: timeText(at), format: 'T' }],
        ...group,
      };
      groups.set(ticket, [...(groups.get(ticket) ?? []), row]);
    },
  };
}

const freshContact = {
  company_id: null,
  firstname: null,
  lastname: null,
  system_name: 'Visitor',
  type: 'V',
  emails: [],
};

/** A ticket as it looks when nobody has touched it yet. */
export function freshTicket(id: string, at: number): TicketRow {
  return {
    id,
    code: `COD-${id}`,
    subject: `Ticket ${id}`,
    status: 'N',
    channel_type: 'E',
    departmentid: 'default',
    agentid: null,
    owner_contactid: null,
    owner_email: 'eva@initech.example',
    owner_name: 'Eva Lind',
    tags: [],
    date_created: timeText(at),
    date_changed: timeText(at),
    date_resolved: null,
    date_due: null,
    date_deleted: null,
    last_activity: timeText(at),
  };
}
