import type { Block, Button, Card, Reply, Request } from '../chat.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { listDesks } from '../store/facts/desks.ts';
import { remembering } from '../store/remembering.ts';
import { findAsker } from './asker.ts';
import { audienceOf } from './audience.ts';
import type { Call, Output, Tools } from './command.ts';
import { commands } from './index.ts';
import { parse } from './parse.ts';
import type { Command as CommandReading, Question } from './reading.ts';
import { vocabulary } from './vocabulary.ts';

/** A reply, and the same for programs. */
export interface Answered extends Reply, Output {
  readonly status: 'answered' | 'not-understood' | 'failed';
}

/**
 * Read what was typed, let the asker see what they may, and answer. Never rejects: a mistake is answered with what was
 * expected, a failure with an apology, and the log says why. Mistakes and help are private.
 * @param options of the terminal: `now` in epoch seconds instead of the clock's
 */
export async function answer(request: Request, tools: Tools, options: { now?: number } = {}): Promise<Answered> {
  const { log } = tools;
  const startedAt = performance.now();
  try {
    const store = remembering(tools.store);
    return await understood(request, { ...tools, store }, options.now ?? tools.now());
  } catch (error) {
    if (error instanceof UserError) return mistake(error);
    log.error({ err: error, request: request.id }, 'answer failed');
    const message =
      error instanceof UpstreamError ? error.message : 'Something went wrong here; it is logged. Please try again.';
    return {
      ...privately(failureCard(message, []), { error: { code: 'failed', message, suggestions: [] } }),
      status: 'failed',
    };
  } finally {
    log.debug({ request: request.id, milliseconds: Math.round(performance.now() - startedAt) }, 'answered');
  }
}

async function understood(request: Request, tools: Tools, now: number): Promise<Answered> {
  const timezone = request.from.timezone ?? tools.timezone;
  const reading = parse(request.text, vocabulary, { now, timezone, weekStart: tools.weekStart });
  if (reading.kind === 'failure') throw new UserError(reading.code, reading.message, reading.suggestions);
  if (reading.kind === 'ask') {
    const { message, choices } = reading;
    const suggestions = choices.map((choice) => choice.command);
    return {
      ...privately(failureCard(message, choices), { error: { code: 'ambiguous', message, suggestions } }),
      status: 'not-understood',
    };
  }
  const wish = 'audience' in reading ? reading.audience : undefined;
  const audience = audienceOf(request, { wish, allowed: tools.allowed });
  const desks = (await listDesks(tools.store)).map(({ name }) => name);
  const asker = await findAsker(request.from, tools, desks);
  const asked = 'timezone' in reading && reading.timezone !== undefined ? reading.timezone : timezone;
  const output = await run(reading, { tools, asker, audience, now, timezone: asked });
  return { ...output, isPublic: audience.isPublic, status: 'answered' };
}

function run(reading: Question | CommandReading, call: Call): Promise<Output> {
  if (reading.kind === 'question') return commands.metric.run(reading, call);
  switch (reading.name) {
    case 'default-card':
      return commands['default-card'].run(reading, call);
    case 'top':
      return commands.top.run(reading, call);
    case 'risk':
      return commands.risk.run(reading, call);
    case 'sla-outlook':
      return commands['sla-outlook'].run(reading, call);
    case 'status':
      return commands.status.run(reading, call);
    case 'list':
      return commands.list.run(reading, call);
    case 'explain':
      return commands.explain.run(reading, call);
    case 'help':
      return commands.help.run(reading, call);
  }
}

function mistake({ code, message, suggestions }: UserError): Answered {
  const buttons = suggestions.map((command) => ({ label: command, command }));
  return {
    ...privately(failureCard(message, buttons), { error: { code, message, suggestions } }),
    status: 'not-understood',
  };
}

function failureCard(message: string, choices: readonly Button[]): Card {
  const buttons: Block[] = choices.length > 0 ? [{ type: 'buttons', buttons: choices.slice(0, 6) }] : [];
  return { summary: message, blocks: [{ type: 'finding', text: message, tone: 'plain' }, ...buttons] };
}

function privately(card: Card, data: unknown): Pick<Answered, 'card' | 'data' | 'isPublic'> {
  return { card, data, isPublic: false };
}
