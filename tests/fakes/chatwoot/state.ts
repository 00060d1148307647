/** Rows as Chatwoot's API gives them, as far as its documentation and source say; a test may put anything into a field. */
export type Row = Record<string, unknown>;
export type Conversation = Row & { id: number; status: string; last_activity_at: number; messages: Row[] };

/** What an account holds. Instants are epoch seconds; what is saved counts as made now, unless it says when. */
export interface ChatwootState {
  readonly agents: Row[];
  readonly teams: (Row & { id: number; members: number[] })[];
  readonly contacts: (Row & { id: number; created_at: number })[];
  readonly conversations: Conversation[];
  readonly ratings: (Row & { id: number; created_at: number })[];
  saveContact(row: Row & { id: number }): void;
  /** Opened by contact 31 in the web widget, with a message, or as the fields say. */
  openConversation(row: Row & { id: number }): void;
  change(conversation: number, fields: Row): void;
  /** A message, or a note of what happened, at this moment unless it says when. */
  addMessage(conversation: number, message: Row): void;
}

export const kind = { incoming: 0, outgoing: 1, activity: 2, template: 3 };
export const agent = (id: number) => ({ sender: { id, name: 'An agent', type: 'user' }, message_type: kind.outgoing });
export const customer = (id: number) => ({
  sender: { id, name: 'A customer', type: 'contact' },
  message_type: kind.incoming,
});

export function openChatwootState(now: () => number): ChatwootState {
  const state = {
    agents: [],
    teams: [],
    contacts: [] as ChatwootState['contacts'],
    conversations: [] as Conversation[],
    ratings: [],
  };
  const second = () => Math.floor(now() / 1000);
  let messages = 7000;

  function find(id: number): Conversation {
    const found = state.conversations.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no conversation ${id}`);
    return found;
  }

  function addMessage(conversation: number, message: Row): void {
    const to = find(conversation);
    messages += 1;
    const created_at = typeof message.created_at === 'number' ? message.created_at : second();
    const fresh = { id: messages, content: 'Words', content_type: 'text', private: false, content_attributes: {} };
    to.messages.push({ ...fresh, conversation_id: conversation, created_at, ...message });
    to.last_activity_at = Math.max(to.last_activity_at, created_at);
  }

  return {
    ...state,
    saveContact(row) {
      const fresh = { name: `Contact ${row.id}`, email: null, additional_attributes: {}, created_at: second() };
      const before = state.contacts.findIndex(({ id }) => id === row.id);
      if (before === -1) state.contacts.push({ ...fresh, ...row });
      else Object.assign(state.contacts[before] ?? {}, row);
    },
    openConversation({ contact = 31, ...row }) {
      const at = typeof row.created_at === 'number' ? row.created_at : second();
      const times = { created_at: at, last_activity_at: at, updated_at: at + 0.25 };
      const fresh = { status: 'open', priority: null, labels: [], additional_attributes: {}, waiting_since: at };
      const rest = { first_reply_created_at: 0, contact, assignee: null, team: null, channel: 'Channel::WebWidget' };
      state.conversations.push({ ...fresh, ...rest, ...times, ...row, messages: [] });
      addMessage(row.id, { ...customer(Number(contact)), content: "The customer's own words", created_at: at });
    },
    change: (conversation, fields) => void Object.assign(find(conversation), fields),
    addMessage,
  };
}
