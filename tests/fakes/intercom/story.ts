import { author, type IntercomState } from './state.ts';
import type { StoryEvent } from '../../helpers/story.ts';

/** Let an event of the story happen in a workspace. Intercom knows no service level's clocks and no orders. */
export function tellIntercom(intercom: IntercomState, event: StoryEvent): void {
  const { at } = event;
  switch (event.what) {
    case 'agent':
      intercom.admins.push({
        type: 'admin',
        ...event,
        at: undefined,
        team_ids: [Number(teamOf(intercom, event.team))],
      });
      return;
    case 'customer': {
      const company = `7${event.id}`;
      intercom.companies.push({ type: 'company', id: company, name: event.organization });
      const { id, name, email } = event;
      intercom.saveContact({ id, name, email, companies: { data: [{ type: 'company', id: company }] } });
      return;
    }
    case 'created':
      intercom.saveConversation({
        id: event.ticket,
        title: event.subject,
        team_assignee_id: Number(teamOf(intercom, event.team)),
        priority: event.priority === 'high' || event.priority === 'urgent' ? 'priority' : 'not_priority',
        contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: event.customer }] },
        source: {
          type: event.channel === 'email' ? 'email' : 'conversation',
          delivered_as: 'customer_initiated',
          author: author.user(event.customer),
        },
      });
      return;
    case 'auto-replied':
      return intercom.addPart(event.ticket, { author: author.bot, body: 'We got it.' });
    case 'assigned':
      intercom.saveConversation({ id: event.ticket, admin_assignee_id: Number(event.agent) });
      return intercom.addPart(event.ticket, {
        part_type: 'assignment',
        assigned_to: { type: 'admin', id: event.agent },
      });
    case 'noted':
      return intercom.addPart(event.ticket, { part_type: 'note', author: author.admin(event.agent), body: 'Aside.' });
    case 'replied': {
      const isSolved = event.status === 'solved';
      intercom.addPart(event.ticket, {
        part_type: isSolved ? 'close' : 'comment',
        author: author.admin(event.agent),
        body: 'There you are.',
      });
      if (isSolved) close(intercom, event.ticket, at);
      intercom.saveConversation({ id: event.ticket, admin_assignee_id: Number(event.agent) });
      return;
    }
    case 'wrote': {
      const isClosed = intercom.conversations.find(({ id }) => id === event.ticket)?.state === 'closed';
      const part_type = isClosed ? 'open' : 'comment';
      intercom.addPart(event.ticket, { part_type, author: author.user(event.customer), body: 'And then?' });
      intercom.saveConversation({ id: event.ticket, state: 'open' });
      return;
    }
    case 'merged':
      // The one merged away is closed and linked to the other; nothing else tells it from any closed one.
      intercom.addPart(event.ticket, { part_type: 'close' });
      return close(intercom, event.ticket, at);
    case 'deleted':
      return intercom.deleteConversation(event.ticket);
    case 'rated': {
      const before = intercom.conversations.find(({ id }) => id === event.ticket)?.conversation_rating;
      const rating = event.score === 'good' ? 5 : 1;
      intercom.saveConversation({
        id: event.ticket,
        conversation_rating: {
          created_at: at,
          ...(before as object | null),
          rating,
          remark: event.comment,
          updated_at: at,
          teammate: { type: 'admin', id: event.agent },
        },
      });
      return;
    }
    case 'called':
      intercom.calls.unshift({
        type: 'call',
        id: event.id,
        conversation_id: null,
        admin_id: event.agent,
        contact_id: event.customer,
        direction: 'inbound',
        initiated_at: at,
        answered_at: event.agent === null ? null : at + event.wait,
        ended_at: at + event.wait + event.talk,
      });
      return;
    case 'promised':
    case 'ordered':
      return;
  }
}

function close(intercom: IntercomState, id: string, at: number): void {
  intercom.saveConversation({ id, state: 'closed', statistics: { last_close_at: at } });
}

function teamOf({ teams }: IntercomState, name: string): string {
  const id = String(51 + (name === 'Billing' ? 0 : 1));
  if (!teams.some((team) => team.id === id)) teams.push({ type: 'team', id, name });
  return id;
}
