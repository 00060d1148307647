import type { Log } from '../../../log.ts';
import { openRecent } from '../recent.ts';
import type { CallSlack } from './web-api.ts';

/** Which workspaces are ours or allowed, and who is in a channel beside them. */
export interface Workspace {
  /** Whether one of these ids of workspaces and Enterprise Grid organisations is ours. @throws UpstreamError */
  isOurs(ids: readonly string[]): Promise<boolean>;
  /** Whether one of them is ours or allowed. @throws UpstreamError */
  isInside(ids: readonly string[]): Promise<boolean>;
  /** Keeps what an event said of its channel. */
  note(channel: string, isShared: boolean): void;
  /** Whether people of workspaces that are not allowed read along. @throws UpstreamError when Slack does not tell */
  hasOutsiders(channel: string): Promise<boolean>;
}

/** Ours is the workspace of the token, with the Enterprise Grid organisation it is part of; that is looked up once. */
export function openWorkspace(call: CallSlack, { allowed, log }: { allowed: readonly string[]; log: Log }): Workspace {
  const shared = openRecent<Promise<boolean>>({ most: 5_000, seconds: 600 });
  const warned = openRecent<true>({ most: 1_000, seconds: 3_600 });
  let home: Promise<ReadonlySet<string>> | undefined;

  async function lookUpHome(): Promise<ReadonlySet<string>> {
    const { team_id: team, enterprise_id: enterprise } = await call((client) => client.auth.test());
    return new Set([team, enterprise].filter((id) => id !== undefined));
  }

  async function ours(): Promise<ReadonlySet<string>> {
    home ??= lookUpHome();
    try {
      return await home;
    } catch (error) {
      home = undefined;
      throw error;
    }
  }

  async function lookUpChannel(channel: string): Promise<boolean> {
    const { channel: found } = await call((client) => client.conversations.info({ channel }));
    if (found?.is_ext_shared !== true) return false;
    const teams = found.connected_team_ids ?? found.shared_team_ids ?? [];
    const areInside = await Promise.all(teams.map((team) => isInside([team])));
    return teams.length === 0 || areInside.includes(false);
  }

  async function isOurs(ids: readonly string[]): Promise<boolean> {
    const home = await ours();
    return ids.some((id) => home.has(id));
  }

  async function isInside(ids: readonly string[]): Promise<boolean> {
    return ids.some((id) => allowed.includes(id)) || (await isOurs(ids));
  }

  return {
    isOurs,
    isInside,
    note(channel, isShared) {
      // With whom it is shared matters only where somebody is allowed.
      if (!isShared || allowed.length === 0) shared.set(channel, Promise.resolve(isShared));
    },
    async hasOutsiders(channel) {
      const known = shared.get(channel);
      const looking = known ?? lookUpChannel(channel);
      if (!known) shared.set(channel, looking);
      try {
        const areThere = await looking;
        if (areThere && !warned.get(channel)) {
          warned.set(channel, true);
          log.warn({ channel }, 'slack channel is shared with outsiders: nothing about named agents is shown there');
        }
        return areThere;
      } catch (error) {
        shared.delete(channel);
        throw error;
      }
    },
  };
}
