import { freshTicket, freshUser, iso } from './rows.ts';
import type { Change, Preloaded } from './state.ts';

const agents = 50;
const updatesPerTicket = 2;

/**
 * A large account: a ticket every ten minutes, opened by one of its customers, and answered and solved by an agent five
 * minutes later. Its rows are made up when they are looked at, so that it takes next to no memory.
 * @param until epoch seconds
 */
export function crowd({ tickets, customers, until }: { tickets: number; customers: number; until: number }): Preloaded {
  const begins = until - (tickets + 10) * 600;
  const opens = (index: number) => begins + index * 600;
  return {
    users: feed(agents + customers, (index) => ({
      second: begins - 86_400 + index,
      row: () => ({ ...freshUser(1000 + index, begins), ...(index < agents && { role: 'agent' }) }),
    })),
    tickets: feed(tickets, (index) => ({ second: opens(index) + 3600, row: () => ticket(index, opens(index)) })),
    updates: feed(tickets * updatesPerTicket, (index) => {
      const [of, step] = [Math.floor(index / updatesPerTicket), index % updatesPerTicket];
      // Before the next ticket comes, so that all stands in order of time.
      const second = step === 0 ? opens(of) : opens(of) + 300;
      return { second, row: () => update(of, { id: 10_000_000 + index * 10, step, second }) };
    }),
  };
}

function feed<Row>(length: number, at: (index: number) => { second: number; row: () => Row }): Change<Row>[] {
  return Array.from({ length }, (_, index) => {
    const { second, row } = at(index);
    return {
      second,
      seq: index + 1,
      get row() {
        return row();
      },
    };
  });
}

function ticket(index: number, opened: number) {
  const solved = iso(opened + 300);
  const event = { ticket_id: index + 1, metric: 'reply_time', instance_id: 1 };
  const sla = { target: 60, business_hours: false, policy: { id: 1, title: 'Gold', description: 'For all' } };
  return {
    ...freshTicket(index + 1, opened),
    status: 'solved',
    assignee_id: agentOf(index),
    requester_id: customerOf(index),
    generated_timestamp: opened + 3600,
    metric_events: {
      reply_time: [
        { ...event, id: index * 10 + 1, type: 'activate', time: iso(opened) },
        { ...event, id: index * 10 + 2, type: 'apply_sla', time: iso(opened), sla },
        { ...event, id: index * 10 + 3, type: 'fulfill', time: solved },
      ],
      agent_work_time: [
        { ...event, metric: 'agent_work_time', id: index * 10 + 4, type: 'activate', time: iso(opened) },
      ],
      requester_wait_time: [],
    },
  };
}

function update(index: number, { id, step, second }: { id: number; step: number; second: number }) {
  const author_id = step === 0 ? customerOf(index) : agentOf(index);
  const body = 'A few words, as they are said a thousand times a day. '.repeat(4);
  return {
    id,
    ticket_id: index + 1,
    created_at: iso(second),
    author_id,
    via: { channel: 'web', source: {} },
    events: [
      { id: id + 1, type: 'Comment', author_id, public: true, body, html_body: `<p>${body}</p>`, attachments: [] },
      step === 0
        ? { id: id + 2, type: 'Create', field_name: 'status', value: 'new' }
        : { id: id + 2, type: 'Change', field_name: 'status', value: 'solved', previous_value: 'new' },
    ],
  };
}

function agentOf(index: number): number {
  return 1000 + (index % agents);
}

function customerOf(index: number): number {
  return 1000 + agents + (index % 5000);
}
