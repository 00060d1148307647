import type { DeskRows } from './home.ts';

const day = 86_400;
const weeks = [0, 1, 2, 3, 4];

/** A subject as nobody wishes it: markup of Slack, of Teams and of the web. */
export const hostileSubject =
  '<!channel> *now* [x](https://evil.example/a) <img src=https://evil.example/b onerror=alert(1)>';

export const hostileCustomer = 'Initech <!channel> <@U0LOCAL>';

/** Its csat of any whole week: 3 good ones of 4. */
export const weeklyCsat = 75;

/**
 * A desk in which the last weeks are alike, so that `last-week` is the same in every zone and on every day: on Wednesday
 * Ana and Ben solve 6 tickets each, and of 4 ratings 3 are good. Two tickets are in the backlog; Ana's, with a hostile
 * subject, has an SLA deadline in 3 hours, Ben's says that the only customer wants to cancel.
 */
export function weeklyDesk(now = Date.now() / 1000): DeskRows {
  const noons = wednesdays(now);
  return {
    agents: [
      { id: 'ana', name: 'Ana Ray', email: 'ana@example.com', team: 'Billing' },
      { id: 'ben', name: 'Ben Oak', email: 'ben.oak@example.com', team: 'Returns' },
    ],
    customers: [{ id: 'initech', name: hostileCustomer, started_at: iso(now - 300 * day) }],
    tickets: [
      ...noons.flatMap((at) => ['ana', 'ben'].flatMap((agent) => solved(agent, at))),
      { ...open('ben', now), id: 'cancel', type: 'cancellation', customer: 'initech', is_complaint: true },
      { ...open('ana', now), id: 'hostile', subject: hostileSubject },
    ],
    sla_clocks: [
      {
        ticket: 'hostile',
        kind: 'resolution',
        started_at: iso(now - day),
        target_at: iso(now + 3 * 3600),
        is_paused: false,
      },
    ],
    surveys: noons.flatMap((at) => [5, 5, 4, 1].map((score, index) => rating(score, { at, index }))),
  };
}

/** The past ones of this and the last weeks at 12:00 UTC, in epoch seconds: each lies in one week, whatever the zone. */
export function wednesdays(now: number): number[] {
  return weeks.map((ago) => noonOfWednesday(now) - ago * 7 * day).filter((at) => at < now);
}

/** An answered ticket of an agent's, created three days ago and not solved. */
export function open(agent: string, now = Date.now() / 1000) {
  const team = agent === 'ana' ? 'Billing' : 'Returns';
  const created_at = iso(now - 3 * day);
  return { id: `${agent}-open`, status: 'open', agent, team, created_at, first_reply_at: created_at };
}

export function iso(second: number): string {
  return new Date(Math.floor(second) * 1000).toISOString();
}

function solved(agent: string, at: number) {
  return Array.from({ length: 6 }, (_, index) => ({
    ...open(agent, at),
    id: `${agent}-${at}-${index}`,
    status: 'solved',
    solved_at: iso(at),
    agent_replies: agent === 'ana' ? 1 : 3,
    reopens: 0,
  }));
}

function rating(score: number, { at, index }: { at: number; index: number }) {
  const by = index < 2 ? { agent: 'ana', team: 'Billing' } : { agent: 'ben', team: 'Returns' };
  return { id: `${at}-${index}`, kind: 'csat', answered_at: iso(at), score, scale_min: 1, scale_max: 5, ...by };
}

/** Of this week, UTC, in epoch seconds. */
function noonOfWednesday(now: number): number {
  const midnight = Math.floor(now / day) * day;
  const weekday = (new Date(now * 1000).getUTCDay() + 6) % 7;
  return midnight + (2 - weekday) * day + day / 2;
}
