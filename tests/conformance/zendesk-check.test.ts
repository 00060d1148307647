import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openZendesk } from '../../src/adapters/helpdesk/zendesk/index.ts';
import type { Check } from '../../src/helpdesk.ts';
import { startZendeskDesk } from '../fakes/zendesk/desk.ts';
import { startZendesk } from '../fakes/zendesk/server.ts';

function failed(checks: readonly Check[]): string[] {
  return checks.filter(({ isOk }) => !isOk).map(({ name }) => name);
}

function detail(checks: readonly Check[], name: string): string | undefined {
  return checks.find((check) => check.name === name)?.detail;
}

test('a desk that is set up well passes every check', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.headers = { 'x-rate-limit': '700', 'x-rate-limit-remaining': '699' };
  const checks = await desk.open().check();
  expect(failed(checks)).toEqual([]);
  expect(checks.map(({ name }) => name)).toEqual([
    'address',
    'credentials',
    'groups',
    'organizations',
    'users',
    'tickets',
    'ticket events',
    'SLA policies',
    'schedules',
    'satisfaction ratings',
    'survey responses',
    'calls',
    'clock',
    'rate limit',
  ]);
  expect(detail(checks, 'rate limit')).toBe('699 of 700 requests left');
});

test('a host where nobody listens fails the address, once and without waiting', async () => {
  const gone = await startZendesk();
  await gone[Symbol.asyncDispose]();
  await using desk = await startZendeskDesk();
  const settings = { ...desk.zendesk.settings, url: gone.url };
  const checks = await openZendesk(settings, { log: pino({ level: 'silent' }), clock: desk.clock }).check();
  expect(checks.map(({ name, isOk }) => [name, isOk])).toEqual([['address', false]]);
  expect(desk.clock.sleeps).toEqual([]);
});

test('an anonymous visitor, whom Zendesk greets as well, is not let pass', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.failNext('/users/me', { status: 200, body: '{"user":{"id":null,"role":"end-user"}}' });
  expect(failed(await desk.open().check())).toEqual(['credentials']);
});

test('a user who is no admin lacks the rights to what only admins may export', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.role = 'agent';
  const checks = await desk.open().check();
  expect(failed(checks)).toEqual(['users', 'tickets', 'ticket events']);
  expect(detail(checks, 'credentials')).toBe('accepted, as agent');
  expect(detail(checks, 'tickets')).toContain('as an admin');
});

test.each([
  ['SLA policies', 'slas'],
  ['schedules', 'schedules'],
  ['satisfaction ratings', 'ratings'],
  ['survey responses', 'surveys'],
  ['calls', 'talk'],
] as const)('a desk without %s passes, and says what that means', async (name, product) => {
  await using desk = await startZendeskDesk();
  desk.zendesk.lacks.add(product);
  const checks = await desk.open().check();
  expect(failed(checks)).toEqual([]);
  expect(detail(checks, name)).toContain('not connected');
});

test('a limit that others have nearly used up is told', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.headers = { 'x-rate-limit': '700', 'x-rate-limit-remaining': '12' };
  expect(failed(await desk.open().check())).toEqual(['rate limit']);
});
