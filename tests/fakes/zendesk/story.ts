import { storyBegins, type StoryEvent } from '../../helpers/story.ts';
import type { ToldDesk } from '../../helpers/story-told.ts';
import { startZendeskDesk } from './desk.ts';
import { answers, iso } from './rows.ts';
import type { FakeZendesk } from './server.ts';

const teams: Readonly<Record<string, number>> = { Billing: 51, Returns: 52 };
const organizations: Readonly<Record<string, number>> = { Initech: 71, Globex: 72 };
const byRule = { channel: 'rule', source: { from: { id: 1, title: 'Routing' }, to: {}, rel: 'trigger' } };
const byMerge = { channel: 'web', source: { from: { ticket_id: 3 }, to: {}, rel: 'merge' } };

/** An account that is told the story. Its metric sets stay as they were, so that only its events can tell the figures. */
export async function startToldZendesk({
  surveys,
  exportsMetricEvents,
}: {
  surveys: 'ratings' | 'surveys';
  exportsMetricEvents: boolean;
}): Promise<ToldDesk> {
  const desk = await startZendeskDesk({ start: storyBegins, exportsMetricEvents });
  const { zendesk } = desk;
  zendesk.lacks.add(surveys === 'ratings' ? 'surveys' : 'ratings');
  zendesk.policies.push({ id: 1, title: 'Gold' });
  for (const [name, id] of Object.entries(teams)) zendesk.groups.push({ id, name });
  for (const [name, id] of Object.entries(organizations)) zendesk.organizations.push({ id, name });
  return { ...desk, tell: (event) => tell(zendesk, event) };
}

function tell(zendesk: FakeZendesk, event: StoryEvent): void {
  const second = event.at;
  const at = iso(second);
  if (event.what === 'agent') {
    const { name, email, team } = event;
    const role = { role: 'agent', default_group_id: teams[team] };
    return zendesk.saveUser({ id: Number(event.id), name, email, ...role, created_at: at });
  }
  if (event.what === 'customer') {
    const { name, email, organization } = event;
    const organization_id = organizations[organization];
    return zendesk.saveUser({ id: Number(event.id), name, email, organization_id, created_at: at });
  }
  if (event.what === 'called') {
    const { id, agent, customer, wait, talk, hold, wrap } = event;
    return zendesk.saveCall({
      id: Number(id),
      created_at: at,
      completion_status: agent === null ? 'abandoned_in_queue' : 'completed',
      agent_id: agent === null ? null : Number(agent),
      call_group_id: agent === null ? null : teams['Billing'],
      customer_id: Number(customer),
      time_to_answer: agent === null ? null : wait,
      wait_time: wait,
      talk_time: talk,
      hold_time: hold,
      wrap_up_time: wrap,
    });
  }
  if (event.what === 'rated') return rate(zendesk, event);
  if (event.what === 'ordered') return undefined;

  const ticket_id = Number(event.ticket);
  const ticket = (fields: object) => zendesk.saveTicket({ id: ticket_id, generated_timestamp: second, ...fields });
  const update = (author_id: number, events: Parameters<FakeZendesk['addUpdate']>[0]['events'], via = {}) =>
    void zendesk.addUpdate({ ticket_id, author_id, events, second, ...via });
  switch (event.what) {
    case 'created': {
      const { subject, team, priority, channel } = event;
      const customer = Number(event.customer);
      const organization_id = event.customer === '31' ? 71 : 72;
      const via = { channel, source: {} };
      ticket({
        subject,
        priority,
        via,
        group_id: teams[team],
        requester_id: customer,
        organization_id,
        created_at: at,
      });
      return update(customer, [
        comment(customer, true),
        set('Create', 'subject', subject),
        set('Create', 'requester_id', String(customer)),
        set('Create', 'priority', priority),
        set('Create', 'status', 'new'),
        {
          type: 'Notification',
          via: byRule,
          subject: 'We have got it',
          body: 'We have got it',
          recipients: [customer],
        },
      ]);
    }
    case 'promised':
      return promise(zendesk, { ticket_id, second, target: event.target });
    case 'auto-replied':
      // A rule writes in the name of the agent who made it.
      return update(11, [comment(11, true)], { via: byRule });
    case 'assigned':
      ticket({ assignee_id: Number(event.agent) });
      return update(-1, [set('Change', 'assignee_id', event.agent)], { via: byRule });
    case 'noted':
      return update(Number(event.agent), [comment(Number(event.agent), false)]);
    case 'replied':
      ticket({ status: event.status });
      fulfill(zendesk, { ticket_id, second });
      return update(Number(event.agent), [
        comment(Number(event.agent), true),
        set('Change', 'status', event.status),
        { ...set('Change', 'tags', 'answered'), via: byRule },
      ]);
    case 'wrote':
      ticket({ status: 'open' });
      return update(Number(event.customer), [
        comment(Number(event.customer), true),
        { ...set('Change', 'status', 'open'), via: { channel: 'mail', source: {} } },
      ]);
    case 'merged': {
      const into = { ticket_id: Number(event.into), author_id: 11, second };
      zendesk.addUpdate({ ...into, via: byMerge, events: [{ ...comment(11, true), via: byMerge }] });
      ticket({ status: 'closed', tags: ['closed_by_merge'] });
      return update(11, [comment(11, true), set('Change', 'status', 'closed')], { via: byMerge });
    }
    case 'deleted':
      return zendesk.deleteTicket(ticket_id);
  }
}

function comment(author_id: number, is_public: boolean) {
  return { type: 'Comment', author_id, public: is_public, body: 'Words', html_body: '<p>Words</p>', attachments: [] };
}

function set(type: 'Create' | 'Change', field_name: string, value: string) {
  return { type, field_name, value, ...(type === 'Change' && { previous_value: null }) };
}

/** A level of service is applied, and its breach foreseen. */
function promise(
  zendesk: FakeZendesk,
  { ticket_id, second, target }: { ticket_id: number; second: number; target: number },
): void {
  const event = { metric: 'reply_time', time: iso(second) };
  const sla = { target: (target - second) / 60, business_hours: false, policy: { id: 1, title: 'Gold' } };
  zendesk.addMetricEvent(ticket_id, { ...event, type: 'activate' });
  zendesk.addMetricEvent(ticket_id, { ...event, type: 'apply_sla', sla });
  zendesk.addMetricEvent(ticket_id, { ...event, type: 'breach', time: iso(target), deleted: false });
}

/** The first reply stops the clock, and the breach foreseen is taken back. */
function fulfill(zendesk: FakeZendesk, { ticket_id, second }: { ticket_id: number; second: number }): void {
  const held = zendesk.tickets.find(({ row }) => row.id === ticket_id)?.row['metric_events'];
  const { reply_time = [] } = (held ?? {}) as { reply_time?: { type: string }[] };
  if (reply_time.length === 0 || reply_time.some(({ type }) => type === 'fulfill')) return;
  const left = reply_time.map((event) => (event.type === 'breach' ? { ...event, deleted: true } : event));
  zendesk.saveTicket({ id: ticket_id, metric_events: { reply_time: left } });
  zendesk.addMetricEvent(ticket_id, { metric: 'reply_time', type: 'fulfill', time: iso(second) });
}

function rate(zendesk: FakeZendesk, event: Extract<StoryEvent, { what: 'rated' }>): void {
  const { at, ticket, agent, customer, score, comment } = event;
  if (zendesk.lacks.has('ratings')) {
    const rating = score === 'good' ? 5 : 1;
    zendesk.saveResponse({
      id: `01R${ticket}`,
      responder_id: Number(customer),
      subjects: [{ type: 'ticket', id: ticket, zrn: `zen:ticket:${ticket}` }],
      answers: answers({ rating, comment, second: at }),
    });
    return;
  }
  const people = { assignee_id: Number(agent), requester_id: Number(customer) };
  const given = { group_id: agent === '11' ? 51 : 52, score, comment, updated_at: iso(at) };
  zendesk.saveRating({ id: 400 + Number(ticket), ticket_id: Number(ticket), ...people, ...given });
}
