import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openApp } from '../../../src/app.ts';
import type { App } from '../../../src/app-type.ts';
import { readConfig } from '../../../src/config/index.ts';
import type { Helpdesk } from '../../../src/helpdesk.ts';
import { failure } from '../../../src/terminal/outcome.ts';
import { run } from '../../../src/terminal/run.ts';
import type { Store } from '../../../src/store/store.ts';
import { fill, startStore } from '../../helpers/store.ts';

const hostile = '\u001B[2J\u009B31m\u202E\u2066\u0000';
const driving = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u;
const terminal = { onProgress: () => undefined, signal: new AbortController().signal };

function appOn(store: Store, desks: readonly Helpdesk[] = []): App {
  const config = readConfig({ DESKPULSE_CONFIG: '/dev/null' });
  return openApp({ config, store, log: pino({ level: 'silent' }) }, { desks, chats: [] });
}

test('what a desk and its agents are called cannot drive the terminal of doctor', async () => {
  await using store = await startStore();
  const agents = [{ id: 'a1', name: `Ana${hostile}` }];
  const tickets = [{ id: 't1', status: 'open', agent: 'a1', created_at: 1 }] as const;
  await fill(store, { agents, tickets: [...tickets] }, { kind: 'zendesk' });
  const desk: Helpdesk = {
    name: `acme${hostile}`,
    kind: 'files',
    async *pull() {},
    check: async () => [{ name: `file${hostile}`, isOk: false, detail: `gone${hostile}` }],
  };
  const { out } = await run({ command: 'doctor' }, appOn(store, [desk]), terminal);
  expect(out).toContain('Desk acme (files)\n  FAIL file: gone\n');
  expect(out).toContain('Ana');
  expect(out).not.toMatch(driving);
});

test('what a file and its values are called cannot drive the terminal of an import', async () => {
  await using store = await startStore();
  const folder = mkdtempSync(join(tmpdir(), 'deskpulse-hostile-'));
  const path = join(folder, 'tickets.csv');
  writeFileSync(
    path,
    `id,created_at,status\n1,2026-01-01T00:00:00Z,odd${hostile.replace('\u0000', '')}\n2,not a time,open\n`,
  );
  const asked = { command: 'import', path, desk: `acme${hostile}`, isRefusedAccepted: true } as const;
  const { out, err } = await run(asked, appOn(store), terminal);
  expect(out).toContain('acme: 1 row loaded');
  expect(out + err).not.toMatch(driving);
  const missing = join(folder, `no\u009B31msuch\u202Efile`);
  const failed = await run({ command: 'import', path: missing, desk: 'acme' }, appOn(store), terminal);
  expect(failed.err).toContain('nosuchfile');
  expect(failed.err).not.toMatch(driving);
});

test('an answer in JSON shows no control character and says the same', () => {
  const { out } = failure(new Error(`a${hostile}`), {
    command: 'kpi',
    text: '',
    json: true,
    width: 80,
    isColor: false,
  });
  expect(out).not.toMatch(driving);
  expect(JSON.parse(out)).toMatchObject({ error: { message: `a${hostile}` } });
});
