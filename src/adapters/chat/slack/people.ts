import type { UsersInfoResponse } from '@slack/web-api';

import type { Person } from '../../../chat.ts';
import type { Log } from '../../../log.ts';
import { openRecent } from './recent.ts';
import type { CallSlack } from './web-api.ts';

/** Who is behind a Slack user id. Never rejects: without an answer from Slack only the id is known. */
export type FindPerson = (user: string) => Promise<Person>;

/** Looks people up with users.info, and remembers them for ten minutes. */
export function openPeople(call: CallSlack, log: Log): FindPerson {
  const known = openRecent<Promise<Person>>({ most: 5_000, seconds: 600 });
  let home: Promise<string | undefined> | undefined;

  function homeTeam(): Promise<string | undefined> {
    home ??= call((client) => client.auth.test()).then(
      (identity) => identity.team_id,
      (error: unknown) => {
        home = undefined;
        throw error;
      },
    );
    return home;
  }

  async function lookUp(id: string): Promise<Person> {
    const [{ user }, team] = await Promise.all([call((client) => client.users.info({ user: id })), homeTeam()]);
    return user === undefined ? { id } : toPerson(id, user, team);
  }

  return async (id) => {
    const remembered = known.get(id);
    const person = remembered ?? lookUp(id);
    if (remembered === undefined) known.set(id, person);
    try {
      return await person;
    } catch (err) {
      known.delete(id);
      log.warn({ err, user: id }, 'slack person not looked up');
      return { id };
    }
  };
}

/**
 * The e-mail decides what a person may see, so it counts only in our own workspace: another one, in a shared channel,
 * gives its members whatever addresses it likes.
 */
function toPerson(id: string, user: NonNullable<UsersInfoResponse['user']>, team: string | undefined): Person {
  const name = user.profile?.real_name || user.real_name || user.name;
  const email = isAtHome(user, team) ? user.profile?.email : undefined;
  return {
    id,
    ...(name ? { name } : {}),
    ...(email ? { email } : {}),
    ...(user.tz ? { timezone: user.tz } : {}),
  };
}

function isAtHome(user: NonNullable<UsersInfoResponse['user']>, team: string | undefined): boolean {
  if (user.team_id === undefined || user.team_id === team) return true;
  return team !== undefined && (user.enterprise_user?.teams ?? []).includes(team);
}
