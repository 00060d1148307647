import type { Log } from '../../../log.ts';
import { isPersonal, placeOf, tenantOf, type Activity } from './activity.ts';
import type { AddressBook, Contact, Conversation } from './address-book.ts';
import { mentionedIn } from './command-text.ts';
import type { Connector, Member } from './connector.ts';

/** Who wrote. Without an Entra id (an anonymous guest of a meeting) nothing is kept of them. */
export type Asker = Pick<Contact, 'id' | 'name' | 'email' | 'conversation'> & Partial<Contact>;

export interface People {
  /** The writer of an activity; looked up at Teams when met for the first time, and remembered. */
  asker(activity: Activity, met: Conversation): Promise<Asker>;
  /** E-mail addresses of those mentioned, by their id, as far as Teams tells. */
  mentioned(activity: Activity, met: Conversation): Promise<ReadonlyMap<string, string>>;
  /** The personal conversation with somebody, opened when there is none yet. @throws UpstreamError */
  personalConversation(asker: Asker, met: Conversation): Promise<string>;
}

interface Tools {
  readonly book: AddressBook;
  readonly connector: Connector;
  readonly log: Log;
  /** Ours. A stranger's administrator may type any e-mail address; elsewhere only the sign-in name is proof. */
  readonly tenant: string | undefined;
}

export function openPeople({ book, connector, log, tenant: ours }: Tools): People {
  async function look(activity: Activity, met: Conversation, id: string): Promise<Member | undefined> {
    try {
      return await connector.member(met, activity.channelData?.team?.id, id);
    } catch (error) {
      log.warn({ err: error }, 'teams did not tell who a person is');
      return undefined;
    }
  }

  function emailOf(member: Member | undefined): string | undefined {
    const isOurs = ours !== undefined && (member?.tenantId ?? ours) === ours;
    const told = [isOurs ? member?.email : undefined, member?.userPrincipalName];
    return told.find((email): email is string => typeof email === 'string' && /^[^\s@#]+@[^\s@#]+$/.test(email));
  }

  async function meet(asker: Asker): Promise<Asker> {
    const { tenant, aadObjectId } = asker;
    if (tenant !== undefined && aadObjectId !== undefined) await book.meet({ ...asker, tenant, aadObjectId });
    return asker;
  }

  return {
    async asker(activity, met) {
      const { id, name, aadObjectId } = activity.from;
      const tenant = tenantOf(activity);
      const known = tenant && aadObjectId ? await book.contact({ tenant, aadObjectId }) : undefined;
      const email = known?.email ?? emailOf(await look(activity, met, id));
      const conversation = isPersonal(activity) ? placeOf(activity).conversation : known?.conversation;
      return meet({
        id,
        ...(name && { name }),
        ...(email && { email }),
        ...(conversation && { conversation }),
        ...(tenant && { tenant }),
        ...(aadObjectId && { aadObjectId }),
      });
    },

    async mentioned(activity, met) {
      const emails = new Map<string, string>();
      for (const id of mentionedIn(activity)) {
        const email = emailOf(await look(activity, met, id));
        if (email) emails.set(id, email);
      }
      return emails;
    },

    async personalConversation(asker, met) {
      const known = asker.conversation && (await book.conversation(asker.conversation));
      if (known && !known.isStopped) return known.id;
      const id = await connector.openPersonal(met, asker.id);
      await book.remember({ ...met, id, isPersonal: true, isStopped: false });
      await meet({ ...asker, conversation: id });
      return id;
    },
  };
}
