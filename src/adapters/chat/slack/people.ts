import type { UsersInfoResponse } from '@slack/web-api';

import type { Address, Person } from '../../../chat.ts';
import { UpstreamError } from '../../../errors.ts';
import { openRateLimit } from '../rate-limit.ts';
import { openRecent } from '../recent.ts';
import { isRefusal } from './refusal.ts';
import type { CallSlack } from './web-api.ts';
import type { Workspace } from './workspace.ts';

type User = NonNullable<UsersInfoResponse['user']>;

/** Somebody as Slack knows them. */
export interface SlackPerson extends Person {
  /** Ids of the workspaces and the Enterprise Grid organisation they belong to; none of somebody Slack does not know. */
  readonly teams: readonly string[];
}

/**
 * Who is behind a Slack user id.
 * @param asker for whom it is looked up
 * @throws UpstreamError when Slack does not answer, or too much was looked up for this asker in the last minute
 */
export type FindPerson = (user: string, asker: string) => Promise<SlackPerson>;

/** For one asker in a minute. Slack allows about a hundred a minute for everybody. */
const lookUps = { most: 30, seconds: 60 };

/** Looks people up with users.info, one request at a time for each, and remembers them for ten minutes. */
export function openPeople(call: CallSlack, workspace: Workspace): FindPerson {
  const known = openRecent<Promise<SlackPerson>>({ most: 5_000, seconds: 600 });
  const mayLookUp = openRateLimit(lookUps);

  async function lookUp(id: string): Promise<SlackPerson> {
    try {
      const { user } = await call((client) => client.users.info({ user: id }));
      return user === undefined ? { id, teams: [] } : await toPerson(id, user);
    } catch (error) {
      if (isRefusal(error, 'user_not_found') || isRefusal(error, 'user_not_visible')) return { id, teams: [] };
      throw error;
    }
  }

  /**
   * The e-mail decides what a person may see, so it counts only in our own workspace: another one, in a shared channel, gives
   * its members whatever addresses it likes.
   */
  async function toPerson(id: string, user: User): Promise<SlackPerson> {
    const teams = [user.team_id, user.enterprise_user?.enterprise_id, ...(user.enterprise_user?.teams ?? [])];
    const told = teams.filter((team) => team !== undefined);
    const name = user.profile?.real_name || user.real_name || user.name;
    const email = told.length === 0 || (await workspace.isOurs(told)) ? user.profile?.email : undefined;
    return {
      id,
      teams: told,
      ...(name ? { name } : {}),
      ...(email ? { email } : {}),
      ...(user.tz ? { timezone: user.tz } : {}),
    };
  }

  return async (id, asker) => {
    const remembered = known.get(id);
    if (remembered === undefined && !mayLookUp(asker)) {
      throw new UpstreamError('Slack', 'too many people were looked up for one person', {
        reason: 'rate-limited',
        retryAfter: lookUps.seconds,
      });
    }
    const person = remembered ?? lookUp(id);
    if (remembered === undefined) known.set(id, person);
    try {
      return await person;
    } catch (error) {
      known.delete(id);
      throw error;
    }
  };
}

/**
 * Opens the direct conversation with the person of an e-mail address.
 * @returns undefined when the workspace does not know the address
 * @throws UpstreamError
 */
export async function locatePerson(call: CallSlack, email: string): Promise<Address | undefined> {
  const user = await idOf(call, email);
  if (user === undefined) return undefined;
  const { channel } = await call((client) => client.conversations.open({ users: user }));
  return channel?.id === undefined ? undefined : { platform: 'slack', conversation: channel.id };
}

async function idOf(call: CallSlack, email: string): Promise<string | undefined> {
  try {
    const { user } = await call((client) => client.users.lookupByEmail({ email }));
    return user?.deleted === true ? undefined : user?.id;
  } catch (error) {
    if (isRefusal(error, 'users_not_found')) return undefined;
    throw error;
  }
}
