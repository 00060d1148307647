import type { Block, Button, Card, Reply, Request } from '../chat.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { contextOf } from '../metrics/answer/context.ts';
import { findAsker, includesRole, audienceOf } from './asker.ts';
import type { Command, Output, Tools } from './command.ts';
import { commands } from './index.ts';
import { parse } from './parse.ts';
import { toText } from './to-text.ts';
import { vocabulary, vocabularyOf } from './vocabulary.ts';

/** A reply, and the same for programs. */
export interface Answered extends Reply, Output {
  readonly status: 'answered' | 'not-understood' | 'failed';
}

/**
 * Read what was typed, let the asker see what they may, and answer. Never rejects: a mistake is answered with what was
 * expected, a failure with an apology, and the log says why. Mistakes and help are private.
 * @param options of the terminal: `now` in epoch seconds instead of the clock's; of a test: other commands
 */
export async function answer(
  request: Request,
  tools: Tools,
  options: { now?: number; commands?: readonly Command[] } = {},
): Promise<Answered> {
  const { log } = tools;
  const startedAt = performance.now();
  try {
    return await understood(request, tools, { now: tools.now(), commands, ...options });
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

async function understood(
  request: Request,
  tools: Tools,
  { now, commands }: { now: number; commands: readonly Command[] },
): Promise<Answered> {
  const timezone = request.from.timezone ?? tools.timezone;
  const known = commands === vocabulary.commands ? vocabulary : vocabularyOf(commands);
  const reading = parse(request.text, known, { now, timezone, weekStart: tools.weekStart });
  if (reading.kind === 'failure') throw new UserError(reading.code, reading.message, reading.suggestions);
  if (reading.kind === 'ask') {
    const { message, choices } = reading;
    const suggestions = choices.map((choice) => choice.command);
    return {
      ...privately(failureCard(message, choices), { error: { code: 'ambiguous', message, suggestions } }),
      status: 'not-understood',
    };
  }
  const command = commands.find(({ name }) => name === reading.name);
  if (command === undefined) throw new TypeError(`there is no command ${reading.name}`);
  const context = contextOf(tools.store);
  const asker = await findAsker(request.from, { context, people: tools.people });
  if (!includesRole(asker.role, command.role)) {
    throw new UserError('not-allowed', `“${command.name}” is for ${command.role}s and above.`, ['help']);
  }
  const audience = await audienceOf(request, { requested: reading.audience, allowed: tools.allowed });
  const output = await command.run(reading, {
    ...context,
    tools,
    asker,
    audience,
    now,
    timezone: reading.timezone ?? timezone,
    commands,
    toText: (changed) => toText(changed, commands),
  });
  return { ...output, isPublic: audience.isPublic, status: 'answered' };
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
