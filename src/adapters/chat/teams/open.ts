import type { Express } from 'express';
import type { Answer, Chat, Check, Memory } from '../../../chat.ts';
import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { settledWithin } from '../../../settled-within.ts';
import type { Activity } from './activity.ts';
import { openAddressBook } from './address-book.ts';
import { openAppToken, type AppToken } from './app-token.ts';
import { openAuthentication } from './authentication.ts';
import { openConnector } from './connector.ts';
import { openDispatcher } from './dispatcher.ts';
import { openOutgoing } from './outgoing.ts';
import { openPeople } from './people.ts';
import { mountMessages, type Receiver } from './receive.ts';
import type { TeamsSettings } from './settings.ts';
import { unknownConversation } from './upstream.ts';

/** Seconds that answers under way get to finish. */
const grace = 8;

interface Surroundings {
  /** Gets POST /api/messages, with a body parser of its own. */
  readonly web: Express;
  readonly log: Log;
  readonly memory: Memory;
}

/**
 * Microsoft Teams. A private answer to a question in a channel goes to the asker's personal chat, with a line in the
 * channel. There is no `find`: Teams cannot be searched for what was sent.
 */
export function openTeams(settings: TeamsSettings, { web, log, memory }: Surroundings): Chat {
  const book = openAddressBook(memory);
  const token = openAppToken(settings);
  const connector = openConnector(token);
  const outgoing = openOutgoing(book, connector);
  const people = openPeople({ book, connector, tenants: settings });
  const dispatch = openDispatcher({ book, people, outgoing, tenants: settings, log });
  const underWay = new Set<Promise<void>>();
  let receiver: Receiver | undefined;

  mountMessages(web, { settings, log, receiver: () => receiver });

  async function work(activity: Activity, answer: Answer): Promise<void> {
    try {
      await dispatch(activity, answer);
    } catch (error) {
      log.error({ err: error }, 'teams activity not dealt with');
    }
  }

  return {
    platform: 'teams',

    async start(answer) {
      if (!isAnybodyInside(settings)) log.error('teams answers nobody: set MicrosoftAppTenantId to your tenant');
      const authenticate = await openAuthentication(settings, log);
      receiver = {
        authenticate,
        take(activity) {
          const working = work(activity, answer).finally(() => underWay.delete(working));
          underWay.add(working);
        },
      };
    },

    async send(to, card) {
      return outgoing.card(to, card);
    },

    async locate(email) {
      const contact = await book.contactByEmail(email);
      const personal = contact?.conversation && (await book.conversation(contact.conversation));
      return personal ? { platform: 'teams', conversation: personal.id } : undefined;
    },

    async hasOutsiders({ conversation }) {
      const met = await book.conversation(conversation);
      if (!met) throw unknownConversation();
      return people.hasOutsiders(met);
    },

    async check() {
      return [...(await checkCredentials(token)), ...checkTenant(settings)];
    },

    async [Symbol.asyncDispose]() {
      receiver = undefined;
      await settledWithin(grace, Promise.all(underWay));
    },
  };
}

async function checkCredentials(token: AppToken): Promise<Check[]> {
  try {
    await token.get();
    return [{ name: 'app id and password', isOk: true, detail: 'accepted by Microsoft' }];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [{ name: 'app id and password', isOk: false, detail: error.message }];
  }
}

function isAnybodyInside({ tenantId, tenants = [] }: TeamsSettings): boolean {
  return tenantId !== undefined || tenants.length > 0;
}

function checkTenant(settings: TeamsSettings): Check[] {
  if (isAnybodyInside(settings)) return [];
  return [{ name: 'tenant', isOk: false, detail: 'nobody is answered: set MicrosoftAppTenantId to your tenant' }];
}
