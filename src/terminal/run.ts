import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openFiles } from '../adapters/helpdesk/files/index.ts';
import { readMap } from '../adapters/helpdesk/files/map.ts';
import { explainFileError } from '../adapters/helpdesk/files/unreadable.ts';
import { openSample } from '../adapters/helpdesk/sample/index.ts';
import { renderTerminal } from '../adapters/chat/terminal/render.ts';
import { sampleName, type App } from '../app.ts';
import { explainTimezone, isTimezone } from '../calendar/zone-name.ts';
import { examine } from './doctor.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { formatCount } from '../metrics/present/format.ts';
import { pull, type Pulled } from './pull.ts';
import { listDesks, removeDesk } from '../store/facts/desks.ts';

const view = { width: z.int().min(20).max(400), isColor: z.boolean() };

/** What can be typed in a terminal, as it goes to whoever holds the store. Paths are absolute. */
export const invocation = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('kpi'),
    text: z.string(),
    json: z.boolean(),
    now: z.string().optional(),
    tz: z.string().optional(),
    as: z.string().optional(),
    ...view,
  }),
  z.strictObject({ command: z.literal('import'), path: z.string(), desk: z.string(), map: z.string().optional() }),
  z.strictObject({ command: z.literal('sync'), desk: z.string().optional() }),
  z.strictObject({ command: z.literal('demo'), tickets: z.int().min(1), seed: z.int() }),
  z.strictObject({ command: z.literal('doctor'), desk: z.string().optional() }),
]);
export type Invocation = z.output<typeof invocation>;
type Of<Name extends Invocation['command']> = Extract<Invocation, { command: Name }>;

/** What goes to stdout and stderr, and the exit code: 0, 1 failed, 2 not understood. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: 0 | 1 | 2;
}

export interface Terminal {
  /** A line for a person who waits. */
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Run a command. Never rejects: what goes wrong is in the outcome. */
export async function run(asked: Invocation, app: App, terminal: Terminal): Promise<Outcome> {
  try {
    switch (asked.command) {
      case 'kpi':
        return await kpi(asked, app);
      case 'import':
        return await importFiles(asked, app, terminal);
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

/** What went wrong, in the form in which the answer was asked for. */
export function failure(error: unknown, asked?: Invocation): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  const reason = error instanceof UserError ? error.code : 'failed';
  const code = reason === 'usage' ? 2 : 1;
  if (asked?.command !== 'kpi' || !asked.json) return { out: '', err: `${message}\n`, code };
  return { out: json({ error: { code: reason, message, suggestions: [] } }), err: '', code };
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

async function kpi({ text, now, tz, as, width, isColor, ...asked }: Of<'kpi'>, { answer }: App): Promise<Outcome> {
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
  const shown = `${renderTerminal(card, { width, isColor })}\n`;
  return code === 0 ? { out: shown, err: '', code } : { out: '', err: shown, code };
}

async function importFiles({ path, desk, map }: Of<'import'>, app: App, terminal: Terminal): Promise<Outcome> {
  if (desk === sampleName || desk.trim() === '') {
    throw new UserError('usage', `--desk takes the name of a desk of yours, such as acme; got "${desk}".`);
  }
  const mapping = map === undefined ? undefined : readMap(await readText(map));
  const files = openFiles({ name: desk, path, ...(mapping ? { map: mapping } : {}) }, { log: app.log });
  const report = await pull(files, app, terminal);
  return { out: importReport(desk, report), err: '', code: 0 };
}

async function readText(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: unknown) => explainFileError(path, error));
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
      out += `${helpdesk.name}: ${formatCount(rows, 'row')} written\n`;
    } catch (error) {
      err += `${helpdesk.name}: ${error instanceof Error ? error.message : String(error)}\n`;
    }
  }
  return { out, err, code: err === '' ? 0 : 1 };
}

async function demo({ tickets, seed }: Of<'demo'>, app: App, terminal: Terminal): Promise<Outcome> {
  await removeDesk(app.store, sampleName);
  const sample = openSample({ name: sampleName, tickets, seed, now: app.now });
  const { rows } = await pull(sample, app, terminal);
  const others = (await listDesks(app.store)).some(({ kind }) => kind !== 'sample');
  const hint = others ? ' There are real desks too: ask for it with desk:sample.' : '';
  return {
    out: `The sample desk has about ${formatCount(tickets, 'ticket')} a year (seed ${seed}), ${formatCount(rows, 'row')}.${hint}\n`,
    err: '',
    code: 0,
  };
}

function importReport(desk: string, { rows, skipped, skippedCount, unmapped }: Pulled): string {
  const remarks = skippedCount === 0 ? '' : `, ${formatCount(skippedCount, 'remark')}`;
  const lines = [`${desk}: ${formatCount(rows, 'row')} loaded${remarks}`];
  for (const { place, reason } of skipped) lines.push(`  ${place}: ${reason}`);
  if (skippedCount > skipped.length) lines.push(`  … and ${skippedCount - skipped.length} more`);
  for (const [value, count] of unmapped) lines.push(`  ${value} became other, ${formatCount(count, 'time')}`);
  return `${lines.join('\n')}\n`;
}
