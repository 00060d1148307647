/** Rows as Intercom's API gives them, as far as the documentation says; a test may put anything into a field. */
export type Row = Record<string, unknown>;
export type Found = Row & { id: string; updated_at: number };
export type Conversation = Found & { parts: Row[] };

/** What a workspace holds. Instants are epoch seconds; what is saved counts as changed now, unless it says when. */
export interface IntercomState {
  readonly teams: Row[];
  readonly admins: Row[];
  readonly companies: Row[];
  readonly contacts: Found[];
  readonly conversations: Conversation[];
  /** In the order they are listed. */
  readonly calls: Row[];
  readonly articles: (Row & { id: string; statistics: { views: number } | null })[];
  saveContact(row: Partial<Found> & { id: string }): void;
  /** Opened by the contact 31 in the Messenger, or as the fields say. */
  saveConversation(row: Partial<Found> & { id: string }): Conversation;
  /** Something happens to a conversation, at this moment unless it says when. */
  addPart(conversation: string, part: Row): void;
  deleteConversation(id: string): void;
}

export const author = {
  admin: (id: string) => ({ type: 'admin', id, name: 'An agent', email: 'agent@example.com' }),
  user: (id: string) => ({ type: 'user', id, name: 'A customer', email: 'customer@example.com' }),
  bot: { type: 'bot', id: '900', name: 'Operator', email: 'operator@example.com' },
};

export function openIntercomState(now: () => number): IntercomState {
  const contacts: Found[] = [];
  const conversations: Conversation[] = [];
  const second = () => Math.floor(now() / 1000);
  let parts = 7000;

  return {
    teams: [],
    admins: [],
    companies: [],
    contacts,
    conversations,
    calls: [],
    articles: [],
    saveContact(row) {
      const before = contacts.findIndex(({ id }) => id === row.id);
      const fresh = { type: 'contact', role: 'user', name: `Contact ${row.id}`, email: null, created_at: second() };
      const base = { ...fresh, ...contacts[before], updated_at: second(), ...row };
      if (before === -1) contacts.push(base);
      else contacts[before] = base;
    },
    saveConversation(row) {
      const before = conversations.find(({ id }) => id === row.id);
      const saved = { ...(before ?? fresh(row.id, second())), updated_at: second(), ...row };
      if (before !== undefined) return Object.assign(before, saved);
      conversations.push(saved);
      return saved;
    },
    addPart(conversation, part) {
      const to = conversations.find(({ id }) => id === conversation);
      if (to === undefined) throw new Error(`no conversation ${conversation}`);
      parts += 1;
      const at = typeof part.created_at === 'number' ? part.created_at : second();
      to.parts.push({
        type: 'conversation_part',
        id: String(parts),
        part_type: 'comment',
        body: null,
        created_at: at,
        updated_at: at,
        notified_at: at,
        assigned_to: null,
        author: author.bot,
        attachments: [],
        redacted: false,
        ...part,
      });
      to.updated_at = Math.max(to.updated_at, at);
    },
    deleteConversation(id) {
      conversations.splice(
        conversations.findIndex((one) => one.id === id),
        1,
      );
    },
  };
}

function fresh(id: string, second: number): Conversation {
  return {
    type: 'conversation',
    id,
    title: null,
    created_at: second,
    updated_at: second,
    waiting_since: second,
    snoozed_until: null,
    open: true,
    state: 'open',
    read: false,
    priority: 'not_priority',
    admin_assignee_id: null,
    team_assignee_id: null,
    company: null,
    tags: { type: 'tag.list', tags: [] },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '31', external_id: null }] },
    source: {
      type: 'conversation',
      id: `9${id}`,
      delivered_as: 'customer_initiated',
      subject: '',
      body: "The customer's own words",
      author: author.user('31'),
      attachments: [],
      url: null,
    },
    first_contact_reply: { created_at: second, type: 'conversation', url: null },
    conversation_rating: null,
    sla_applied: null,
    statistics: { type: 'conversation_statistics', last_close_at: null, adjusted_handling_time: null },
    linked_objects: { type: 'list', total_count: 0, has_more: false, data: [] },
    ai_agent_participated: false,
    ai_agent: null,
    parts: [],
  };
}
