import { agent, customer, kind, type ChatwootState } from './state.ts';
import type { StoryEvent } from '../../helpers/story.ts';

/** Let an event of the story happen in an account. Chatwoot knows no merging, no service level's clocks, no calls and no orders. */
export function tellChatwoot(chatwoot: ChatwootState, event: StoryEvent): void {
  const note = (ticket: string, content: string) =>
    chatwoot.addMessage(Number(ticket), { message_type: kind.activity, content, sender: null });
  const nameOf = (id: string) => String(chatwoot.agents.find((one) => one.id === Number(id))?.name);
  switch (event.what) {
    case 'agent': {
      const { id, name, email } = event;
      chatwoot.agents.push({ id: Number(id), name, available_name: name, email, role: 'agent' });
      chatwoot.teams.find(({ id }) => id === teamOf(chatwoot, event.team))?.members.push(Number(id));
      return;
    }
    case 'customer': {
      const { id, name, email, organization } = event;
      chatwoot.saveContact({ id: Number(id), name, email, additional_attributes: { company_name: organization } });
      return;
    }
    case 'created':
      chatwoot.openConversation({
        id: Number(event.ticket),
        contact: Number(event.customer),
        team: teamOf(chatwoot, event.team),
        channel: event.channel === 'email' ? 'Channel::Email' : 'Channel::WebWidget',
        priority: event.priority === 'normal' ? 'medium' : event.priority,
        additional_attributes: { mail_subject: event.subject },
      });
      return;
    case 'auto-replied':
      return chatwoot.addMessage(Number(event.ticket), { message_type: kind.template, sender: null });
    case 'assigned':
      chatwoot.change(Number(event.ticket), { assignee: Number(event.agent) });
      return note(event.ticket, `Assigned to ${nameOf(event.agent)} by Automation System`);
    case 'noted':
      return chatwoot.addMessage(Number(event.ticket), { ...agent(Number(event.agent)), private: true });
    case 'replied':
      chatwoot.addMessage(Number(event.ticket), agent(Number(event.agent)));
      chatwoot.change(Number(event.ticket), { assignee: Number(event.agent), waiting_since: 0 });
      if (event.status === 'pending') return;
      chatwoot.change(Number(event.ticket), { status: 'resolved' });
      return note(event.ticket, `Conversation was marked resolved by ${nameOf(event.agent)}`);
    case 'wrote':
      chatwoot.addMessage(Number(event.ticket), customer(Number(event.customer)));
      return chatwoot.change(Number(event.ticket), { status: 'open' });
    case 'deleted':
      chatwoot.conversations.splice(
        chatwoot.conversations.findIndex(({ id }) => id === Number(event.ticket)),
        1,
      );
      return;
    case 'rated': {
      const given = { rating: event.score === 'good' ? 5 : 1, feedback_message: event.comment };
      const before = chatwoot.ratings.find(({ conversation_id }) => conversation_id === Number(event.ticket));
      if (before !== undefined) return void Object.assign(before, given);
      const people = { contact: { id: Number(event.customer) }, assigned_agent: { id: Number(event.agent) } };
      const id = 600 + Number(event.ticket);
      chatwoot.ratings.push({ id, conversation_id: Number(event.ticket), ...people, ...given, created_at: event.at });
      return;
    }
    case 'merged':
    case 'promised':
    case 'called':
    case 'ordered':
      return;
  }
}

function teamOf({ teams }: ChatwootState, name: string): number {
  const id = name === 'Billing' ? 51 : 52;
  if (!teams.some((team) => team.id === id)) teams.push({ id, name, members: [] });
  return id;
}
