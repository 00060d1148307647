import { expect, describe, test } from 'vitest';
import { testConnector } from '../helpers/conformance.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { testStory } from '../helpers/story-told.ts';
import { startZendeskDesk, type ZendeskDesk } from '../fakes/zendesk/desk.ts';
import { startToldZendesk } from '../fakes/zendesk/story.ts';
import type { Product } from '../fakes/zendesk/routes.ts';

testConnector('Zendesk', {
  start: startZendeskDesk,
  endpoints: [
    '/groups',
    '/organizations/show_many',
    '/incremental/users/cursor',
    '/incremental/tickets/cursor',
    '/slas/policies',
    '/api/v2/tickets/',
    '/incremental/ticket_events',
    '/satisfaction_ratings',
    '/guide/survey_responses',
    '/voice/stats/incremental/calls',
  ],
  secrets: /zendesk-token|bot@acme\.example|Basic |words of|Ana Ray|Customer 31|Ticket 1/,
});

const gives = [
  'agents',
  'customers',
  'tickets',
  'ticket_spans',
  'replies',
  'sla_clocks',
  'surveys:csat',
  'calls',
] as const;

testStory('Zendesk', { start: () => startToldZendesk({ surveys: 'ratings', exportsMetricEvents: false }), gives });

testStory('Zendesk with the newer surveys, and metric events in its export', {
  start: () => startToldZendesk({ surveys: 'surveys', exportsMetricEvents: true }),
  gives,
  // Its surveys name the ticket alone.
  lacks: ['surveys.agent', 'surveys.team'],
});

describe('a pull', () => {
  test('knows the names of groups and organizations on every row', async () => {
    await using desk = await startZendeskDesk({ pageSize: 1 });
    desk.fill();
    const state = settle(await collect(desk.pull(null)));
    expect(state.agents?.['12']).toMatchObject({ name: 'Ben Ode', team: 'Returns' });
    expect(state.customers?.['31']).toMatchObject({ organization: 'Initech' });
    expect(state.tickets?.['7']).toMatchObject({ team: 'Billing', agent: '11', organization: 'Initech' });
    expect(state.surveys?.['5']).toMatchObject({ team: null, score: 1 });
  });

  test('looks organizations up a hundred at a time, and each only once', async () => {
    await using desk = await startZendeskDesk();
    for (let id = 1; id <= 150; id += 1) {
      desk.zendesk.organizations.push({ id, name: `Organization ${id}` });
      desk.zendesk.saveTicket({ id, organization_id: id });
      desk.zendesk.saveUser({ id: 1000 + id, organization_id: id });
    }
    const state = settle(await collect(desk.pull(null)));
    expect(state.customers?.['1150']).toMatchObject({ organization: 'Organization 150' });
    expect(state.tickets?.['101']).toMatchObject({ organization: 'Organization 101' });
    expect(desk.zendesk.requests.filter((request) => request.includes('show_many'))).toHaveLength(2);
  });

  test('asks for figures and metric events on every page of tickets, and starts the first one long ago', async () => {
    await using desk = await startZendeskDesk({ pageSize: 3 });
    desk.fill();
    await collect(desk.pull(null));
    const tickets = desk.zendesk.requests.filter((request) => request.includes('/incremental/tickets/'));
    expect(tickets).toHaveLength(3);
    expect(tickets[0]).toContain('?start_time=1&');
    expect(tickets.every((request) => request.endsWith('include=metric_sets,metric_events'))).toBe(true);
  });

  test('a ticket changed within the last minute is read by a later sync', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveTicket({ id: 1, generated_timestamp: desk.clock.now() / 1000 - 5 });
    const first = await collect(desk.pull(null));
    expect(settle(first).tickets).toEqual({});
    desk.clock.advance(60_000);
    const second = await collect(desk.pull(first.at(-1)?.cursor ?? null));
    expect(Object.keys(settle(second).tickets ?? {})).toEqual(['1']);
  });

  test('an export that ends without a cursor is gone on with from the one before', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    const first = (await collect(desk.pull(null))).at(-1)?.cursor ?? null;
    const body = '{"tickets":[],"after_cursor":null,"end_of_stream":true}';
    desk.zendesk.failNext('/tickets/', { status: 200, body });
    const second = (await collect(desk.pull(first))).at(-1)?.cursor ?? null;
    const third = await collect(desk.pull(second));
    expect(third.flatMap(({ facts }) => facts.tickets ?? [])).toEqual([]);
  });
});

describe('what changes at the source', () => {
  /** Read all, change something, read on: what the store holds then. */
  async function changed(change: (desk: Awaited<ReturnType<typeof startZendeskDesk>>) => void) {
    await using desk = await startZendeskDesk();
    desk.fill();
    const before = await collect(desk.pull(null));
    desk.clock.advance(600_000);
    change(desk);
    const after = await collect(desk.pull(before.at(-1)?.cursor ?? null));
    return { after, state: settle([...before, ...after]) };
  }

  test('a deleted ticket is gone', async () => {
    const { after, state } = await changed(({ zendesk }) => zendesk.deleteTicket(3));
    expect(Object.keys(state.tickets ?? {})).toEqual(['1', '2', '4', '5', '6', '7']);
    expect(after.flatMap(({ deleted }) => deleted ?? [])).toEqual([{ id: '3', at: expect.any(Number) as number }]);
  });

  test('a ticket merged into another is gone', async () => {
    const { state } = await changed(({ zendesk }) => zendesk.mergeTicket(4));
    expect(state.tickets?.['4']).toBeUndefined();
  });

  test('a ticket solved and then reopened is unsolved again', async () => {
    const { state } = await changed(({ zendesk }) => {
      zendesk.saveTicket({ id: 5, status: 'solved', metric_set: { solved_at: '2026-03-02T08:00:00Z' } });
      zendesk.saveTicket({ id: 5, status: 'open', metric_set: { reopens: 1 } });
    });
    expect(state.tickets?.['5']).toMatchObject({ status: 'open', solved_at: null, reopens: 1 });
  });

  test('a rating changed later replaces what was given first', async () => {
    const { after, state } = await changed(({ zendesk }) => zendesk.saveRating({ id: 2, score: 'good' }));
    expect(state.surveys?.['2']).toMatchObject({ score: 1 });
    expect(after.flatMap(({ facts }) => facts.surveys ?? []).map(({ id }) => id)).toContain('2');
  });

  test('a rating given weeks after it was offered is found within the hour', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveRating({ id: 1, score: 'offered' });
    const offered = await collect(desk.pull(null));
    desk.clock.advance(30 * 86_400_000);
    const weeksLater = await collect(desk.pull(offered.at(-1)?.cursor ?? null));
    desk.clock.advance(300_000);
    desk.zendesk.saveRating({ id: 1, score: 'bad', comment: 'Better late than never' });
    const read = [...weeksLater];
    for (let sync = 0; sync < 6; sync += 1) {
      desk.clock.advance(600_000);
      read.push(...(await collect(desk.pull(read.at(-1)?.cursor ?? null))));
    }
    expect(settle(read).surveys?.['1']).toMatchObject({ score: 0, comment: 'Better late than never' });
  });

  test('a rating given just after a sync is found though our clock is five minutes ahead', async () => {
    await using desk = await startZendeskDesk({ ahead: 300_000 });
    desk.zendesk.saveRating({ id: 1, score: 'offered' });
    const before = await collect(desk.pull(null));
    desk.clock.advance(180_000);
    desk.zendesk.saveRating({ id: 1, score: 'good' });
    desk.clock.advance(7_200_000);
    const after = await collect(desk.pull(before.at(-1)?.cursor ?? null));
    expect(settle(after).surveys?.['1']).toMatchObject({ score: 1 });
  });

  test('a survey that was never offered is none', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveRating({ id: 1, score: 'unoffered' });
    desk.zendesk.saveRating({ id: 2, score: 'offered' });
    expect(Object.keys(settle(await collect(desk.pull(null))).surveys ?? {})).toEqual(['2']);
  });

  test('an agent who becomes a customer stays an agent, no longer active', async () => {
    const { state } = await changed(({ zendesk }) => zendesk.saveUser({ id: 11, role: 'end-user' }));
    expect(state.agents?.['11']).toMatchObject({ name: 'Ana Ray', is_active: false });
    expect(state.customers?.['11']).toBeUndefined();
  });

  test('a customer who becomes an agent is an agent from then on', async () => {
    const { state } = await changed(({ zendesk }) => zendesk.saveUser({ id: 33, role: 'agent', default_group_id: 52 }));
    expect(state.agents?.['33']).toMatchObject({ team: 'Returns', is_active: true });
  });
});

describe('what the account has not bought', () => {
  const products: [string, Product[], string][] = [
    ['the ratings, but the newer surveys', ['ratings'], 'surveys'],
    ['the newer surveys, but the ratings', ['surveys'], 'surveys'],
    ['surveys of either kind', ['ratings', 'surveys'], ''],
    ['Talk', ['talk'], 'surveys'],
  ];

  test.each(products)('is not connected, and everything else is read: without %s', async (_, lacks, gives) => {
    await using desk = await startZendeskDesk();
    desk.fill();
    for (const product of lacks) desk.zendesk.lacks.add(product);
    const batches = await collect(desk.pull(null));
    const state = settle(batches);
    expect(Object.keys(state.tickets ?? {})).toHaveLength(7);
    expect(Object.keys(state.surveys ?? {}).length).toBe(
      gives === '' ? 0 : lacks.length === 1 && lacks[0] !== 'talk' ? 7 : 14,
    );
    expect(state.calls === undefined).toBe(lacks.includes('talk'));
    expect(batches.some((batch) => batch.gives?.includes('surveys:csat'))).toBe(gives !== '');
    expect(batches.at(-1)?.isLast).toBe(true);
  });
});

describe('SLA clocks that do not come with the export', () => {
  const singly = ({ zendesk }: ZendeskDesk) =>
    zendesk.requests.flatMap((request) => /\/api\/v2\/tickets\/(\d+)\?/.exec(request)?.[1] ?? []);

  test('are asked for ticket by ticket, of those that are unsolved or changed lately', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.policies.push({ id: 1, title: 'Gold' });
    const longAgo = desk.clock.now() / 1000 - 36 * 86_400;
    desk.zendesk.saveTicket({ id: 1, status: 'closed', generated_timestamp: longAgo });
    desk.zendesk.saveTicket({ id: 2, status: 'pending', generated_timestamp: longAgo });
    desk.zendesk.saveTicket({ id: 3, status: 'solved' });
    desk.zendesk.deleteTicket(4);
    await collect(desk.pull(null));
    expect(singly(desk)).toEqual(['2', '3']);
    expect(desk.zendesk.requests.filter((request) => request.includes('/slas/policies'))).toHaveLength(1);
  });

  test('are asked for no more than once where nothing changed', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    const before = await collect(desk.pull(null));
    const asked = singly(desk).length;
    await collect(desk.pull(before.at(-1)?.cursor ?? null));
    expect(singly(desk)).toHaveLength(asked);
  });

  test.each<[string, (desk: ZendeskDesk) => void]>([
    ['policies', ({ zendesk }) => void zendesk.policies.splice(0)],
    ['the product', ({ zendesk }) => void zendesk.lacks.add('slas')],
  ])('are not asked for on a desk without %s, and left to be worked out', async (_, take) => {
    await using desk = await startZendeskDesk();
    desk.fill();
    take(desk);
    expect(settle(await collect(desk.pull(null))).sla_clocks).toBeUndefined();
    expect(singly(desk)).toEqual([]);
  });

  test('are not asked for where they do, be there none', async () => {
    await using desk = await startZendeskDesk({ exportsMetricEvents: true });
    desk.zendesk.policies.push({ id: 1, title: 'Gold' });
    desk.zendesk.saveTicket({ id: 1 });
    desk.zendesk.addMetricEvent(1, { metric: 'reply_time', type: 'activate' });
    expect(settle(await collect(desk.pull(null))).sla_clocks).toBeUndefined();
    expect(singly(desk)).toEqual([]);
  });
});
