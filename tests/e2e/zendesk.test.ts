import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openHome, type Home } from '../helpers/home.ts';
import type { Program } from '../helpers/program.ts';
import { until } from '../helpers/until.ts';
import { wednesdays } from '../helpers/weekly-desk.ts';
import { iso } from '../fakes/zendesk/rows.ts';
import { fillWeeks, weekly } from '../fakes/zendesk/weeks.ts';
import { startZendesk, type FakeZendesk } from '../fakes/zendesk/server.ts';

const day = 86_400;

interface Desk extends AsyncDisposable {
  readonly zendesk: FakeZendesk;
  readonly home: Home;
}

/** What Zendesk signs a webhook with. */
const secret = 'a secret of sixteen letters';

async function tell(program: Program, { ticket_id, key }: { ticket_id: number; key: string }): Promise<number> {
  const body = JSON.stringify({ ticket_id });
  const stamp = new Date().toISOString();
  const headers = {
    'x-zendesk-webhook-signature': createHmac('sha256', key).update(`${stamp}${body}`).digest('base64'),
    'x-zendesk-webhook-signature-timestamp': stamp,
  };
  return (await fetch(`${program.url}/webhooks/acme`, { method: 'POST', headers, body })).status;
}

async function openDesk(more: { webhook_secret?: string } = {}): Promise<Desk> {
  const opened = new AsyncDisposableStack();
  const zendesk = opened.use(await startZendesk());
  fillWeeks(zendesk);
  const home = opened.use(await openHome({ config: { desks: [{ ...zendesk.settings, ...more }] } }));
  return { zendesk, home, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** Started, with the desk read once. */
async function startSynced(home: Home): Promise<Program> {
  const program = await home.start({ LOG_LEVEL: 'info' });
  await program.waitFor(/desk synced/);
  return program;
}

const kpi = { command: 'kpi', json: false, width: 400, isColor: false } as const;

async function figures(home: Home): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const metric of Object.keys(weekly)) {
    const { out } = await home.ask({ ...kpi, text: `${metric} last-week`, json: true });
    found[metric] = JSON.parse(out).value;
  }
  return found;
}

async function answer(home: Home): Promise<string> {
  return (await home.ask({ ...kpi, text: 'csat last-week' })).out;
}

/** The Wednesday of last week. */
function lastWeek(): string {
  return iso(wednesdays(Date.now() / 1000 - 7 * day)[0] ?? 0);
}

const csat = 'CSAT 75.0 % last week';

describe.concurrent('a Zendesk desk', () => {
  test('is read at the start, and what changes there is read after', async () => {
    await using desk = await openDesk();
    const { zendesk, home } = desk;
    await using _program = await startSynced(home);
    expect(await figures(home)).toEqual(weekly);

    const solved = zendesk.tickets.find(({ row }) => row.status === 'solved' && row['created_at'] === lastWeek());
    zendesk.saveTicket({ id: solved?.row.id ?? 0, status: 'open' });
    zendesk.saveTicket({ id: 999, created_at: lastWeek() });
    expect(await home.ask({ command: 'sync' })).toEqual({ code: 0, out: 'acme: 2 rows written\n', err: '' });
    expect(await figures(home)).toMatchObject({ tickets: 6, solved: 3 });
  });

  test('has what a webhook tells of read at once, though no export shows it yet, and what is forged by nobody', async () => {
    await using desk = await openDesk({ webhook_secret: secret });
    const { zendesk, home } = desk;
    await using program = await startSynced(home);
    const solved = zendesk.tickets.find(({ row }) => row.status === 'solved' && row['created_at'] === lastWeek());
    const id = solved?.row.id ?? 0;
    zendesk.saveTicket({ id, status: 'open', generated_timestamp: Math.floor(Date.now() / 1000) });
    await home.ask({ command: 'sync' });
    expect(await figures(home)).toEqual(weekly);

    expect(await tell(program, { ticket_id: id, key: 'another' })).toBe(401);
    const asked = zendesk.requests.length;
    expect(await tell(program, { ticket_id: id, key: secret })).toBe(200);
    await until(async () => (await figures(home))['solved'] === 3);
    expect(zendesk.requests.slice(asked).filter((path) => path.includes('/incremental/'))).toEqual([]);
  });

  test('whose token is wrong says what to mend in sync, doctor and answers, and works once it is mended', async () => {
    await using desk = await openDesk();
    const { zendesk, home } = desk;
    await using _program = await startSynced(home);
    const { token } = zendesk;
    zendesk.token = 'another';
    const advice = 'Check the email and the token of the desk "acme"';

    const sync = await home.ask({ command: 'sync' });
    expect(sync).toMatchObject({ code: 1, out: '', err: expect.stringContaining(advice) });
    const doctor = await home.ask({ command: 'doctor' });
    expect(doctor).toMatchObject({ code: 1, out: expect.stringMatching(/FAIL credentials: .*Check the email/) });
    const told = await answer(home);
    expect(told).toContain(csat);
    expect(told).toContain('Incomplete: the last sync of acme failed');
    expect(told).toContain(advice);
    for (const said of [sync.err, doctor.out, told]) expect(said).not.toContain(token);

    zendesk.token = token;
    expect(await home.ask({ command: 'sync' })).toMatchObject({ code: 0 });
    expect(await answer(home)).not.toMatch(/incomplete/i);
  });

  test('that answers 500 harms nothing that is stored, and what was read before stays', async () => {
    await using desk = await openDesk();
    const { zendesk, home } = desk;
    await using program = await startSynced(home);
    zendesk.saveTicket({ id: 999, created_at: lastWeek() });
    // As often as a request is tried.
    for (let tries = 0; tries < 6; tries += 1) zendesk.failNext('/satisfaction_ratings', { status: 500 });

    const syncing = home.ask({ command: 'sync' });
    await program.waitFor(/"reason":"unavailable".*request is tried again/);
    expect(await figures(home)).toEqual({ ...weekly, tickets: 6 });
    const told = await syncing;
    expect(told).toMatchObject({ code: 1, err: expect.stringContaining('answered 500. The fault is on its side') });
    expect(await figures(home)).toEqual({ ...weekly, tickets: 6 });
    expect(await answer(home)).toContain('Incomplete');

    expect(await home.ask({ command: 'sync' })).toMatchObject({ code: 0 });
    expect(await figures(home)).toEqual({ ...weekly, tickets: 6 });
    expect(await answer(home)).not.toContain('Incomplete');
  });

  test('that asks for patience is asked again when it said, and read whole', async () => {
    await using desk = await openDesk();
    const { zendesk, home } = desk;
    zendesk.failNext('/incremental/tickets', { status: 429, headers: { 'retry-after': '2' } });
    await using program = await startSynced(home);
    expect(program.stderr).toMatch(/"reason":"rate-limited","waitMs":2000/);
    expect(await figures(home)).toEqual(weekly);
    expect(zendesk.requests.filter((path) => path.includes('/incremental/tickets'))).toHaveLength(2);
  });

  test('that hangs keeps the program neither from answering nor from stopping, and is read at the next start', async () => {
    await using desk = await openDesk();
    const { zendesk, home } = desk;
    zendesk.failNext('/incremental/tickets', 'stall');
    await using program = await home.start();
    await until(() => zendesk.requests.some((path) => path.includes('/incremental/tickets')));
    expect(await answer(home)).toContain('still loading');
    expect(await program.stop()).toBe(0);
    expect(program.stderr).toBe('');

    await using _restarted = await startSynced(home);
    expect(await figures(home)).toEqual(weekly);
  });
});
