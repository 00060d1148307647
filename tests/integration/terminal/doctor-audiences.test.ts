import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config/index.ts';
import { examine } from '../../../src/terminal/doctor.ts';
import { startSlackBot } from '../../fakes/slack/bot.ts';
import { answering } from '../../fakes/slack/faults.ts';
import { startSlack } from '../../fakes/slack/server.ts';
import { startStore } from '../../helpers/store.ts';

test('doctor names the channels of digests that outsiders read along, and those of which Slack does not tell', async () => {
  await using slack = await startSlack();
  await using bot = await startSlackBot(slack);
  await using store = await startStore();
  slack.extend(
    'conversations.info',
    answering(({ channel }) =>
      channel === 'C3'
        ? { ok: false, error: 'missing_scope' }
        : { ok: true, channel: { is_ext_shared: channel === 'C2' } },
    ),
  );
  const path = join(mkdtempSync(join(tmpdir(), 'deskpulse-audiences-')), 'deskpulse.yaml');
  writeFileSync(path, "digests: [{ name: Morning, at: '09:00', channels: ['slack:C1', 'slack:C2', 'slack:C3'] }]\n");
  const config = readConfig({ DESKPULSE_CONFIG: path });
  const app = openApp({ config, store, log: pino({ level: 'silent' }) }, { desks: [], chats: [bot.chat] });

  const { out, code } = await examine(app, undefined);

  expect(out).not.toContain('slack:C1');
  expect(out).toContain('  ok   slack:C2: shared with outsiders: nothing about named agents is shown there\n');
  expect(out).toContain('  FAIL slack:C3: taken for shared with outsiders');
  expect(out).toContain('missing_scope');
  expect(code).toBe(1);
});
