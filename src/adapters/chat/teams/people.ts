import { UpstreamError } from '../../../errors.ts';
import { openRateLimit } from '../rate-limit.ts';
import { openRecent } from '../recent.ts';
import { isPersonal, placeOf, tenantOf, type Activity } from './activity.ts';
import type { AddressBook, Contact, Conversation } from './address-book.ts';
import { mentionedIn } from './command-text.ts';
import type { Connector, Member } from './connector.ts';
import { isInside, type Tenants } from './tenants.ts';

/** Who wrote. Without an Entra id (an anonymous guest of a meeting) nothing is kept of them. */
export type Asker = Pick<Contact, 'id' | 'name' | 'email' | 'conversation' | 'home'> & Partial<Contact>;

/** As much of somebody as it takes to write to them. */
type Acquaintance = { readonly id: string; readonly conversation?: string | undefined } & Partial<Asker>;

export interface People {
  /** The writer of an activity; looked up at Teams when met for the first time, and remembered. @throws UpstreamError */
  asker(activity: Activity, met: Conversation): Promise<Asker>;
  /** E-mail addresses of those mentioned, by their id, as far as Teams knows them. @throws UpstreamError */
  mentioned(activity: Activity, met: Conversation): Promise<ReadonlyMap<string, string>>;
  /** The personal conversation with somebody, opened when there is none yet. @throws UpstreamError */
  personalConversation(asker: Acquaintance, met: Conversation): Promise<string>;
  /** Whether people of tenants that are not allowed are in a conversation. @throws UpstreamError */
  hasOutsiders(met: Conversation): Promise<boolean>;
}

interface Tools {
  readonly book: AddressBook;
  readonly connector: Connector;
  /** Ours and those allowed. A stranger's administrator may type any e-mail address; elsewhere only the sign-in name is proof. */
  readonly tenants: Tenants;
}

/** For one asker in a minute. */
const lookUps = { most: 30, seconds: 60 };

export function openPeople({ book, connector, tenants }: Tools): People {
  const ours = tenants.tenantId;
  const members = openRecent<Promise<Member | undefined>>({ most: 5_000, seconds: 600 });
  const audiences = openRecent<Promise<boolean>>({ most: 5_000, seconds: 600 });
  const mayLookUp = openRateLimit(lookUps);

  /** One request at a time for each person; undefined for somebody Teams does not know there. */
  async function look(activity: Activity, met: Conversation, id: string): Promise<Member | undefined> {
    const team = activity.channelData?.team?.id;
    const key = `${team ?? met.id} ${id}`;
    const remembered = members.get(key);
    if (!remembered && !mayLookUp(activity.from.id)) {
      throw new UpstreamError('Teams', 'too many people were looked up for one person', {
        reason: 'rate-limited',
        retryAfter: lookUps.seconds,
      });
    }
    const looking = remembered ?? connector.member(met, team, id).catch(unlessUnknown);
    if (!remembered) members.set(key, looking);
    try {
      return await looking;
    } catch (error) {
      members.delete(key);
      throw error;
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

  async function lookThrough(met: Conversation): Promise<boolean> {
    for await (const page of connector.members(met)) {
      if (page.some(({ tenantId }) => !isInside(tenantId ?? met.tenant, tenants))) return true;
    }
    return false;
  }

  return {
    async asker(activity, met) {
      const { id, name, aadObjectId } = activity.from;
      const tenant = tenantOf(activity);
      const known = tenant && aadObjectId ? await book.contact({ tenant, aadObjectId }) : undefined;
      const isKnown = known?.email !== undefined && known.home !== undefined;
      const member = isKnown ? undefined : await look(activity, met, id);
      const email = isKnown ? known.email : emailOf(member);
      const home = isKnown ? known.home : member && (member.tenantId ?? tenant);
      const conversation = isPersonal(activity) ? placeOf(activity).conversation : known?.conversation;
      const asker = {
        id,
        ...(name && { name }),
        ...(email && { email }),
        ...(home && { home }),
        ...(conversation && { conversation }),
        ...(tenant && { tenant }),
        ...(aadObjectId && { aadObjectId }),
      };
      // Nothing is kept of outsiders.
      return isInside(home, tenants) ? meet(asker) : asker;
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
      if (isInside(asker.home, tenants)) await meet({ ...asker, conversation: id });
      return id;
    },

    async hasOutsiders(met) {
      const looking = audiences.get(met.id) ?? lookThrough(met);
      audiences.set(met.id, looking);
      try {
        return await looking;
      } catch (error) {
        audiences.delete(met.id);
        throw error;
      }
    },
  };
}

function unlessUnknown(error: unknown): undefined {
  if (error instanceof UpstreamError && error.reason === 'not-found') return undefined;
  throw error;
}
