import { pino, type Logger } from 'pino';
import { openLiveagent } from '../../../src/adapters/helpdesk/liveagent/index.ts';
import type { Helpdesk } from '../../../src/helpdesk.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { startLiveagent, type FakeLiveagent, type LiveagentOptions } from './server.ts';
import { freshTicket, timeText } from './state.ts';
import { openVirtualClock, type VirtualClock } from '../../helpers/virtual-clock.ts';

/** A LiveAgent account, the clock that it and its readers share, and readers of it. */
export interface LiveagentDesk extends DeskUnderTest {
  readonly server: FakeLiveagent;
  readonly clock: VirtualClock;
  open(log?: Logger): Helpdesk;
}

/** Whom the fake accounts have: an agent's id is also their user's, a contact has both. */
export const people = { ana: '11', ben: '12', eva: '31' };

export async function startLiveagentDesk({
  ahead = 0,
  ...options
}: DeskOptions & Omit<LiveagentOptions, 'now'> = {}): Promise<LiveagentDesk> {
  const clock = openVirtualClock('2026-03-02T09:00:00Z');
  const server = await startLiveagent({ now: () => clock.now() - ahead, ...options });
  const second = () => Math.floor((clock.now() - ahead) / 1000);
  return {
    server,
    clock,
    open: (log = pino({ level: 'silent' })) =>
      openLiveagent({ ...server.settings, api_key: server.key }, { log, clock }),
    fill: () => fill(server, second() - 300),
    change() {
      const at = second();
      server.saveTicket({ id: '2', status: 'A', agentid: people.ben }, at);
      server.say('2', { type: '4', userid: people.ben }, at);
      server.saveTicket({ id: '8', owner_contactid: people.eva }, at);
      server.say('8', { type: '3', userid: 'u31' }, at);
      return { changed: ['tickets', '2'], added: ['tickets', '8'] };
    },
    spoil() {
      server.tickets.push(
        { ...freshTicket('91', second() - 200), date_created: undefined },
        { ...freshTicket('92', second() - 200), tags: 'vip' },
      );
      return ['ticket 91', 'ticket 92'];
    },
    expire() {
      server.key = 'the next v3-key-of-acme';
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Five of everything, from so many seconds on: more than two pages of two rows. */
function fill(server: FakeLiveagent, from: number): void {
  const five = [1, 2, 3, 4, 5];
  server.levels.push({ id: 'gold', name: 'Gold' });
  for (const n of five) {
    server.departments.push({ department_id: `d${n}`, name: `Team ${n}`, agent_ids: [`1${n}`] });
    server.agents.push({ id: `1${n}`, name: `Agent ${n}`, email: `agent-${n}@example.com`, status: 'A' });
    server.tags.push({ id: `t${n}`, name: `Tag ${n}` });
    server.companies.push({ id: `c${n}`, name: `Company ${n}` });
    const contact = { firstname: 'Eva', lastname: `Lind ${n}`, emails: [`eva-${n}@example.com`], company_id: `c${n}` };
    server.saveContact({ id: `3${n}`, ...contact }, from + n);
  }
  for (const n of five) {
    const [id, at] = [String(n), from + 10 * n];
    const agentid = `1${n}`;
    server.saveTicket({ id, departmentid: `d${n}`, owner_contactid: `3${n}`, tags: [`t${n}`] }, at);
    server.say(id, { type: '3', userid: `u3${n}` }, at);
    server.saveTicket({ id, agentid, status: 'A' }, at + 5);
    server.say(id, { type: '4', userid: agentid }, at + 5);
    server.clocks.push({ ...clockRow(id, at), date_closed: timeText(at + 5) });
    server.reports.push({ id: n, conversationid: id, reportedtime_hhmmss: '00:01:30' });
    server.calls.push(callRow(`9${n}`, at));
    server.ratings.push({ ...ratingRow(`8${n}`, at), conversationid: id, agentEmail: `agent-${n}@example.com` });
  }
}

export function clockRow(ticket: string, at: number) {
  return {
    id: `s${ticket}`,
    conversationid: ticket,
    sla_level_name: 'Gold',
    sla_type: 'first_answer',
    date_created: timeText(at),
    date_due: timeText(at + 3600),
    date_closed: null,
  };
}

export function callRow(id: string, at: number) {
  return {
    id,
    ticket_id: null,
    type: 'I',
    from_number: '+43 1 234567',
    date_created: timeText(at),
    date_answered: timeText(at + 20),
    date_finished: timeText(at + 80),
    call_duration: '60',
  };
}

export function ratingRow(id: string, at: number) {
  return { id, rankingType: 'R', datecreated: timeText(at), contactid: '31', comment: 'What people wrote' };
}
