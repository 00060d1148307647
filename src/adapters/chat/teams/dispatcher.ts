import { longestText, type Answer, type Card, type Request } from '../../../chat.ts';
import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { mostPeople, noOutsiders, tooManyPeople, tryAgain } from '../notices.ts';
import { isPersonal, placeOf, tenantOf, timezoneOf, type Activity } from './activity.ts';
import type { AddressBook, Conversation } from './address-book.ts';
import { charactersOf, commandText, isForBot, mentionedIn } from './command-text.ts';
import type { Outgoing } from './outgoing.ts';
import type { Asker, People } from './people.ts';
import { isInside, type Tenants } from './tenants.ts';

interface Tools {
  readonly book: AddressBook;
  readonly people: People;
  readonly outgoing: Outgoing;
  readonly tenants: Tenants;
  readonly log: Log;
}

interface Notified {
  readonly activity: Activity;
  readonly met: Conversation;
  readonly asker: { readonly id: string; readonly conversation?: string | undefined };
}

interface Asked {
  readonly asker: Asker;
  /** Where the question was put. */
  readonly met: Conversation;
  readonly request: Request;
}

export type Dispatch = (activity: Activity, answer: Answer) => Promise<void>;

/**
 * What an activity leads to: a message is answered, an installation remembered, a removal forgotten. It runs after
 * Teams' request was acknowledged, so an answer is a message of its own.
 */
export function openDispatcher({ book, people, outgoing, tenants, log }: Tools): Dispatch {
  return async function dispatch(activity, answer) {
    if (isRemoval(activity)) return book.forget(placeOf(activity).conversation);
    if (activity.type !== 'message' && !isInstallation(activity)) return;
    const met = conversationOf(activity);
    await book.remember(met);
    if (activity.type === 'message') return converse(activity, met, answer);
    // Nudges reach a person by e-mail, also one who has added the app and never typed anything.
    if (met.isPersonal) await people.asker(activity, met);
  };

  async function converse(activity: Activity, met: Conversation, answer: Answer): Promise<void> {
    if (!isForBot(activity)) return;
    const count = mentionedIn(activity).size;
    if (count > mostPeople) return notify(tooManyPeople(count), { activity, met, asker: activity.from });
    const asker = await people.asker(activity, met).catch(unlessFailed);
    if (!asker) return notify(tryAgain, { activity, met, asker: activity.from });
    if (!isInside(asker.home, tenants)) {
      log.warn({ tenant: asker.home }, 'teams question of an outsider refused: see teams.tenants');
      return notify(noOutsiders, { activity, met, asker });
    }
    // What is refused as too long anyhow is not worth a look-up.
    const isTooLong = charactersOf(activity) > longestText;
    const emails = isTooLong ? new Map<string, string>() : await people.mentioned(activity, met).catch(unlessFailed);
    if (!emails) return notify(tryAgain, { activity, met, asker });
    const request = {
      ...requestOf(activity, asker, commandText(activity, emails)),
      ...(met.isPersonal ? {} : { hasOutsiders: () => mayHaveOutsiders(met) }),
    };
    const { card, isPublic } = await answer(request);
    if (isPublic || request.isDirect) await outgoing.card(request.place, card);
    else await whisper(card, { asker, met, request });
  }

  /** A line of our own instead of an answer, for the asker alone as far as Teams lets us. */
  async function notify({ summary }: Card, { activity, met, asker }: Notified): Promise<void> {
    const place = placeOf(activity);
    if (met.isPersonal) return void (await outgoing.text(place, summary));
    try {
      await outgoing.text({ conversation: await people.personalConversation(asker, met) }, summary);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      await outgoing.text(place, summary);
    }
  }

  /** Where Teams does not tell, they may be there. */
  async function mayHaveOutsiders(met: Conversation): Promise<boolean> {
    try {
      const areThere = await people.hasOutsiders(met);
      if (areThere)
        log.warn({ conversation: met.id }, 'outsiders read along: nothing about named agents is shown there');
      return areThere;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      log.warn({ err: error }, 'teams did not tell who reads along: nothing about named agents is shown there');
      return true;
    }
  }

  function unlessFailed(error: unknown): undefined {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ err: error }, 'teams did not tell who a person is');
  }

  /** Teams has no dependable private message in a channel: the card goes to the asker's personal chat, a line to the channel. */
  async function whisper(card: Card, { asker, met, request }: Asked): Promise<void> {
    try {
      await outgoing.card({ conversation: await people.personalConversation(asker, met) }, card);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      log.warn({ err: error }, 'teams did not take a private answer');
      await outgoing.text(request.place, hasNoPersonalChat(error) ? withoutPersonalChat : laterAgain);
      return;
    }
    await outgoing.text(request.place, 'I answered you privately.');
  }
}

const withoutPersonalChat =
  'The answer is for you alone, and I cannot write to you yet. Add me as a personal app and open a chat with me, then ask again.';
const laterAgain =
  'The answer is for you alone, and Teams did not deliver it just now. Look in our chat, or ask again in a minute.';

function hasNoPersonalChat({ reason }: UpstreamError): boolean {
  return reason === 'forbidden' || reason === 'not-found';
}

function isInstallation(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('add') ?? false;
  return activity.type === 'conversationUpdate' && isAmong(activity.membersAdded, activity.recipient.id);
}

function isRemoval(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  return activity.type === 'conversationUpdate' && isAmong(activity.membersRemoved, activity.recipient.id);
}

function isAmong(members: Activity['membersAdded'], id: string): boolean {
  return (members ?? []).some((member) => member?.id === id);
}

function conversationOf(activity: Activity): Conversation {
  const tenant = tenantOf(activity);
  return {
    id: placeOf(activity).conversation,
    serviceUrl: activity.serviceUrl,
    ...(tenant && { tenant }),
    bot: activity.recipient.id,
    isPersonal: isPersonal(activity),
    isStopped: false,
  };
}

function requestOf(activity: Activity, asker: Asker, text: string): Request {
  const timezone = timezoneOf(activity);
  return {
    id: `${activity.conversation.id}/${activity.id ?? ''}`,
    place: { platform: 'teams', ...placeOf(activity) },
    isDirect: isPersonal(activity),
    from: {
      id: asker.aadObjectId ?? asker.id,
      ...(asker.name && { name: asker.name }),
      ...(asker.email && { email: asker.email }),
      ...(timezone && { timezone }),
    },
    text,
  };
}
