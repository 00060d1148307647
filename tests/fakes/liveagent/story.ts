import { pino } from 'pino';
import { openLiveagent } from '../../../src/adapters/helpdesk/liveagent/index.ts';
import { startLiveagent, type FakeLiveagent } from './server.ts';
import { timeText } from './state.ts';
import { storyBegins, type StoryEvent } from '../../helpers/story.ts';
import type { ToldDesk } from '../../helpers/story-told.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';

/** A LiveAgent account that can be told the story. */
export async function startToldLiveagent(): Promise<ToldDesk> {
  const clock = openVirtualClock(storyBegins);
  const server = await startLiveagent({ now: clock.now });
  server.levels.push({ id: 'gold', name: 'Gold' });
  return {
    clock,
    tell: (event) => tell(server, event),
    open: () => openLiveagent(server.settings, { log: pino({ level: 'silent' }), clock }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const letters = { pending: 'A', solved: 'R' } as const;

function tell(server: FakeLiveagent, event: StoryEvent): void {
  const { at } = event;
  switch (event.what) {
    case 'agent': {
      const { id, name, email, team } = event;
      server.agents.push({ id, name, email, status: 'A' });
      server.departments.push({ department_id: team, name: team, agent_ids: [id] });
      return;
    }
    case 'customer': {
      const [firstname, lastname] = event.name.split(' ');
      server.companies.push({ id: event.organization, name: event.organization });
      server.saveContact(
        { id: event.id, firstname, lastname, emails: [event.email], company_id: event.organization },
        at,
      );
      return;
    }
    case 'created': {
      const { ticket: id, subject, team: departmentid, customer } = event;
      const channel_type = event.channel === 'email' ? 'E' : 'M';
      server.saveTicket({ id, subject, departmentid, channel_type, owner_contactid: customer }, at);
      server.say(id, { type: event.channel === 'email' ? '3' : '5', userid: `u${customer}` }, at);
      return;
    }
    case 'promised': {
      const dates = { date_created: timeText(at), date_due: timeText(event.target), date_closed: null };
      server.clocks.push({ conversationid: event.ticket, sla_type: 'first_answer', sla_level_name: 'Gold', ...dates });
      return;
    }
    case 'auto-replied':
      server.saveTicket({ id: event.ticket }, at);
      server.say(event.ticket, { type: '4', userid: 'system00' }, at);
      return;
    case 'assigned':
      server.saveTicket({ id: event.ticket, agentid: event.agent }, at);
      server.say(event.ticket, { type: 'T', userid: 'system00' }, at);
      return;
    case 'noted':
      server.saveTicket({ id: event.ticket }, at);
      server.say(event.ticket, { type: 'I', userid: event.agent }, at);
      return;
    case 'replied':
      server.saveTicket({ id: event.ticket, status: letters[event.status] }, at);
      server.say(event.ticket, { type: '4', userid: event.agent }, at);
      if (event.status === 'solved') server.say(event.ticket, { type: 'R', userid: event.agent }, at);
      for (const clock of server.clocks) {
        if (clock['conversationid'] === event.ticket) clock['date_closed'] ??= timeText(at);
      }
      return;
    case 'wrote':
      server.saveTicket({ id: event.ticket, status: 'C' }, at);
      server.say(event.ticket, { type: '3', userid: `u${event.customer}` }, at);
      return;
    case 'merged':
      server.saveTicket({ id: event.ticket, status: 'X', date_deleted: timeText(at) }, at);
      server.saveTicket({ id: event.into }, at);
      for (const group of server.groups.get(event.ticket) ?? []) {
        server.groups.get(event.into)?.push({ ...group, id: `from ${String(group.id)}`, status: 'M' });
      }
      server.say(event.into, { type: '2', userid: 'system00' }, at);
      return;
    case 'deleted':
      server.saveTicket({ id: event.ticket, status: 'X', date_deleted: timeText(at) }, at);
      return;
    case 'rated':
      rate(server, event);
      return;
    case 'called': {
      const { id, agent, wait, talk } = event;
      const answered = agent === null ? null : timeText(at + wait);
      const dates = { date_created: timeText(at), date_answered: answered, date_finished: timeText(at + wait + talk) };
      server.calls.push({ id, ticket_id: null, type: 'I', ...dates });
      return;
    }
    case 'ordered':
  }
}

function rate(server: FakeLiveagent, event: StoryEvent & { what: 'rated' }): void {
  const agent = server.agents.find(({ id }) => id === event.agent);
  const rating = {
    id: `r${event.ticket}`,
    rankingType: event.score === 'good' ? 'R' : 'P',
    datecreated: timeText(event.at),
    conversationid: event.ticket,
    agentEmail: agent?.['email'],
    contactid: event.customer,
    comment: event.comment,
  };
  const before = server.ratings.findIndex(({ id }) => id === rating.id);
  if (before === -1) server.ratings.push(rating);
  else server.ratings[before] = rating;
}
