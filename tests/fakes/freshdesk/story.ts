import { iso } from './state.ts';
import type { FakeFreshdesk } from './server.ts';
import type { StoryEvent } from '../../helpers/story.ts';

const priorities = { low: 1, normal: 2, high: 3, urgent: 4 };
const sources = { email: 1, web: 2 };
const statuses = { pending: 3, solved: 4 };
const labels = { pending: 'Pending', solved: 'Resolved' };
const scores = { good: 103, bad: -103 };

/** Tell an account what happened, as it would have it in its own words. */
export function tell(freshdesk: FakeFreshdesk, event: StoryEvent): void {
  const at = iso(event.at);
  switch (event.what) {
    case 'agent': {
      groupOf(freshdesk, event.team).agent_ids.push(Number(event.id));
      freshdesk.agents.push({ id: Number(event.id), contact: { name: event.name, email: event.email } });
      return;
    }
    case 'customer': {
      const company_id = 80 + freshdesk.companies.length;
      freshdesk.companies.push({ id: company_id, name: event.organization, renewal_date: null });
      freshdesk.saveContact({ id: Number(event.id), name: event.name, email: event.email, company_id });
      return;
    }
    case 'created': {
      const customer = Number(event.customer);
      freshdesk.saveTicket({
        id: Number(event.ticket),
        subject: event.subject,
        priority: priorities[event.priority],
        source: sources[event.channel],
        group_id: groupOf(freshdesk, event.team).id,
        requester_id: customer,
        company_id: freshdesk.contacts.find(({ id }) => id === customer)?.company_id,
      });
      freshdesk.addActivity(Number(event.ticket), customer, { new_ticket: true, status: 'Open', group: event.team });
      return;
    }
    case 'promised':
      return freshdesk.saveTicket({ id: Number(event.ticket), fr_due_by: iso(event.target) });
    case 'auto-replied':
      return freshdesk.addConversation({ ticket_id: Number(event.ticket), user_id: 11, automation_id: 7 });
    case 'assigned': {
      const responder_id = Number(event.agent);
      freshdesk.saveTicket({ id: Number(event.ticket), responder_id });
      freshdesk.addActivity(Number(event.ticket), 'system', { automation: { type: 1 }, agent_id: responder_id });
      return;
    }
    case 'noted':
      return freshdesk.addConversation({
        ticket_id: Number(event.ticket),
        user_id: Number(event.agent),
        private: true,
        source: 2,
      });
    case 'replied': {
      const [id, agent] = [Number(event.ticket), Number(event.agent)];
      const before = freshdesk.tickets.find((ticket) => ticket.id === id)?.stats.first_responded_at ?? at;
      freshdesk.addConversation({ ticket_id: id, user_id: agent });
      const turn = event.status === 'solved' ? { resolved_at: at } : { pending_since: at };
      const stats = { first_responded_at: before, agent_responded_at: at, status_updated_at: at, ...turn };
      freshdesk.saveTicket({ id, status: statuses[event.status], stats });
      freshdesk.addActivity(id, agent, { status: labels[event.status] });
      return;
    }
    case 'wrote': {
      const [id, customer] = [Number(event.ticket), Number(event.customer)];
      const isSolved = freshdesk.tickets.find((ticket) => ticket.id === id)?.status === 4;
      freshdesk.addConversation({ ticket_id: id, user_id: customer, incoming: true });
      const turn = isSolved ? { reopened_at: at, resolved_at: null } : { pending_since: null };
      freshdesk.saveTicket({ id, status: 2, stats: { requester_responded_at: at, status_updated_at: at, ...turn } });
      freshdesk.addActivity(id, customer, { status: 'Open' });
      return;
    }
    case 'merged': {
      const [id, into] = [Number(event.ticket), Number(event.into)];
      const note = { user_id: 12, private: true, source: 2 };
      const words = `Merged from ticket ${id}\n\nSubject: Story ${id}`;
      freshdesk.addConversation({ ticket_id: into, ...note, body_text: words });
      const farewell = `This ticket is closed and merged into ticket ${into}`;
      freshdesk.addConversation({ ticket_id: id, ...note, body_text: farewell });
      freshdesk.saveTicket({ id, status: 5, stats: { closed_at: at, resolved_at: at, status_updated_at: at } });
      freshdesk.addActivity(id, 12, { status: 'Closed' });
      return;
    }
    case 'deleted':
      return freshdesk.saveTicket({ id: Number(event.ticket), deleted: true });
    case 'rated':
      return freshdesk.saveRating({
        id: 700 + Number(event.ticket),
        ticket_id: Number(event.ticket),
        user_id: Number(event.customer),
        agent_id: Number(event.agent),
        group_id: freshdesk.groups.find(({ agent_ids }) => agent_ids.includes(Number(event.agent)))?.id,
        feedback: event.comment,
        ratings: { default_question: scores[event.score] },
      });
    case 'called':
    case 'ordered':
  }
}

function groupOf(freshdesk: FakeFreshdesk, name: string): FakeFreshdesk['groups'][number] {
  const known = freshdesk.groups.find((group) => group.name === name);
  if (known !== undefined) return known;
  const group = { id: 51 + freshdesk.groups.length, name, agent_ids: [] };
  freshdesk.groups.push(group);
  return group;
}
