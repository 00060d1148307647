import type { App } from '../app-type.ts';
import { explainTimezone, isTimezone } from '../calendar/zone-name.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { sampleName } from '../helpdesk.ts';
import { formatCount } from '../metrics/present/format.ts';
import { listDesks, removeDesk } from '../store/facts/desks.ts';
import { cleanLine, cleanText } from '../text/clean.ts';
import { examine } from './doctor.ts';
import { forget } from './forget.ts';
import { importFiles } from './import.ts';
import type { Invocation, Terminal } from './invocation.ts';
import { failure, json, type Outcome } from './outcome.ts';
import { pull } from './pull.ts';

type Of<Name extends Invocation['command']> = Extract<Invocation, { command: Name }>;

/** Run a command. Never rejects: what goes wrong is in the outcome. */
export async function run(asked: Invocation, app: App, terminal: Terminal): Promise<Outcome> {
  try {
    switch (asked.command) {
      case 'kpi':
        return await kpi(asked, app);
      case 'import':
        return await importFiles(asked, app, terminal);
      case 'forget':
        return await forget(asked, app);
      case 'sync':
        return await sync(asked, app, terminal);
      case 'demo':
        return await demo(asked, app, terminal);
      case 'doctor':
        return await examine(app, asked.desk);
    }
  } catch (error) {
    const isExpected = error instanceof UserError || error instanceof UpstreamError;
    if (!isExpected) app.log.error({ err: error, command: asked.command }, 'command failed');
    return failure(error, asked);
  }
}

async function kpi(
  { text, now, tz, as, width, isColor, ...asked }: Of<'kpi'>,
  { answer, render }: App,
): Promise<Outcome> {
  const at = now === undefined ? undefined : Date.parse(now) / 1000;
  if (at !== undefined && (Number.isNaN(at) || !/(z|[+-]\d\d:?\d\d)$/i.test(now ?? ''))) {
    throw new UserError(
      'usage',
      `--now takes an instant such as 2026-11-19T10:30:00+02:00 (with its offset or Z); got "${now}".`,
    );
  }
  if (tz !== undefined && !isTimezone(tz)) {
    throw new UserError('usage', `--tz takes ${explainTimezone(tz)}; got "${tz}".`);
  }
  const request = {
    id: 'terminal',
    place: { platform: 'terminal', conversation: 'terminal' },
    isDirect: true,
    from: {
      ...(as === undefined ? { id: 'owner', isOwner: true } : { id: as, email: as }),
      ...(tz ? { timezone: tz } : {}),
    },
    text,
  };
  const { card, data, status } = await answer(request, at === undefined ? {} : { now: Math.floor(at) });
  const code = status === 'answered' ? 0 : status === 'failed' ? 1 : 2;
  if (asked.json) return { out: json(data), err: '', code };
  const shown = `${render(card, { width, isColor })}\n`;
  return code === 0 ? { out: shown, err: '', code } : { out: '', err: shown, code };
}

async function sync({ desk }: Of<'sync'>, app: App, terminal: Terminal): Promise<Outcome> {
  const chosen = app.desks.filter(({ name }) => desk === undefined || name === desk);
  if (chosen.length === 0) {
    const names = app.desks.map(({ name }) => name).join(', ');
    const message = names
      ? `There is no desk "${desk}" in the configuration; there are ${names}.`
      : 'No desk is configured: add one under desks in deskpulse.yaml, or import files.';
    throw new UserError('usage', message);
  }
  let out = '';
  let err = '';
  for (const helpdesk of chosen) {
    try {
      const { rows } = await pull(helpdesk, app, terminal);
      out += `${cleanLine(helpdesk.name)}: ${formatCount(rows, 'row')} written\n`;
    } catch (error) {
      err += `${cleanText(`${helpdesk.name}: ${error instanceof Error ? error.message : String(error)}`)}\n`;
    }
  }
  return { out, err, code: err === '' ? 0 : 1 };
}

async function demo({ tickets, seed }: Of<'demo'>, app: App, terminal: Terminal): Promise<Outcome> {
  await removeDesk(app.store, sampleName);
  const { rows } = await pull(app.openSample({ tickets, seed }), app, terminal);
  const others = (await listDesks(app.store)).some(({ kind }) => kind !== 'sample');
  const hint = others ? ' There are real desks too: ask for it with desk:sample.' : '';
  return {
    out: `The sample desk has about ${formatCount(tickets, 'ticket')} a year (seed ${seed}), ${formatCount(rows, 'row')}.${hint}\n`,
    err: '',
    code: 0,
  };
}
