import { longestText, type Answer, type Card, type Reply } from '../../../chat.ts';
import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { settledWithin } from '../../../settled-within.ts';
import { mostPeople, noOutsiders, sorry, tooManyPeople, tryAgain } from '../notices.ts';
import { openRecent } from '../recent.ts';
import { decodeText, sizeOf } from './decode.ts';
import type { FindPerson, SlackPerson } from './people.ts';
import type { Interaction } from './receive.ts';
import { renderSlack } from './render.ts';
import type { Workspace } from './workspace.ts';

/** Slack delivers again for up to an hour what it thinks was lost. */
const memory = { most: 10_000, seconds: 3_600 };

export interface Dispatcher {
  /** Answers an interaction once, however often it is delivered. Never rejects. */
  ask(interaction: Interaction): Promise<void>;
  /** Resolves when no answer is under way, or after `milliseconds`. */
  settle(milliseconds: number): Promise<void>;
}

interface Tools {
  readonly findPerson: FindPerson;
  readonly workspace: Workspace;
  readonly answer: Answer;
  readonly log: Log;
}

export function openDispatcher({ findPerson, workspace, answer, log }: Tools): Dispatcher {
  const seen = openRecent<true>(memory);
  const warned = openRecent<true>({ most: 1_000, seconds: 3_600 });
  const underWay = new Set<Promise<void>>();

  async function work(interaction: Interaction): Promise<void> {
    try {
      await deliver(interaction, await replyTo(interaction));
    } catch (err) {
      log.error({ err, request: interaction.id }, 'slack question not answered');
      await deliver(interaction, privately(err instanceof LookUpFailed ? tryAgain : sorry));
    }
  }

  async function replyTo(interaction: Interaction): Promise<Reply> {
    const { id, user, text, isTyped, place, isDirect, isShared } = interaction;
    if (isShared !== undefined) workspace.note(place.conversation, isShared);
    const { characters, people } = sizeOf(isTyped ? text : '');
    if (people.size > mostPeople) return privately(tooManyPeople(people.size));
    const asker = await lookedUp(findPerson(user, user));
    if (!(await lookedUp(isInside(interaction, asker)))) return refuse(interaction, asker);
    const { teams: _teams, ...from } = asker;
    // What is refused as too long anyhow is not worth a look-up.
    const find = async (other: string) => (characters > longestText ? { id: other } : findPerson(other, user));
    const typed = isTyped ? await lookedUp(decodeText(text, find)) : text;
    return answer({
      id,
      place,
      isDirect,
      from,
      text: typed.trim(),
      ...(isDirect ? {} : { hasOutsiders: () => mayHaveOutsiders(place.conversation) }),
    });
  }

  /** Both what users.info says and what the interaction says of somebody has to be ours, or allowed. */
  async function isInside({ team }: Interaction, { teams }: SlackPerson): Promise<boolean> {
    if (teams.length > 0 && !(await workspace.isInside(teams))) return false;
    return team === undefined ? teams.length > 0 : teams.includes(team) || (await workspace.isInside([team]));
  }

  function refuse({ team }: Interaction, { teams }: SlackPerson): Reply {
    const told = [...new Set([...teams, ...(team === undefined ? [] : [team])])];
    const key = told.join(' ');
    if (!warned.get(key)) log.warn({ workspaces: told }, 'slack question of an outsider refused: see slack.workspaces');
    warned.set(key, true);
    return privately(noOutsiders);
  }

  /** Where Slack does not tell, it is taken for shared. */
  async function mayHaveOutsiders(channel: string): Promise<boolean> {
    try {
      return await workspace.hasOutsiders(channel);
    } catch (err) {
      if (!(err instanceof UpstreamError)) throw err;
      log.warn(
        { err, channel },
        'slack did not tell whether a channel is shared: nothing about named agents is shown there',
      );
      return true;
    }
  }

  return {
    async ask(interaction) {
      if (seen.get(interaction.id) === true) return;
      seen.set(interaction.id, true);
      const working = work(interaction).catch((err: unknown) => {
        log.error({ err, request: interaction.id }, 'slack apology not delivered');
      });
      underWay.add(working);
      await working;
      underWay.delete(working);
    },
    async settle(milliseconds) {
      await settledWithin(milliseconds / 1000, Promise.all(underWay));
    },
  };
}

/** Without knowing who asks or who is meant there is no answer, rather than one with fewer rights. */
class LookUpFailed extends Error {
  override readonly name = 'LookUpFailed';
}

async function lookedUp<T>(looking: Promise<T>): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    throw new LookUpFailed('who asks or is mentioned could not be looked up', { cause: error });
  }
}

function privately(card: Card): Reply {
  return { card, isPublic: false };
}

async function deliver(interaction: Interaction, { card, isPublic }: Reply): Promise<void> {
  await interaction.reply(renderSlack(card), isPublic);
}
