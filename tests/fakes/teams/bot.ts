import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { openTeams } from '../../../src/adapters/chat/teams/open.ts';
import { teamsSettings } from '../../../src/adapters/chat/teams/settings.ts';
import type { Card, Chat, Memory, Request } from '../../../src/chat.ts';
import { openLog, type Log } from '../../../src/log.ts';
import type { FakeTeams } from './server.ts';

/** Our Teams adapter behind a server of its own, with somebody who answers. */
export interface TeamsBot extends AsyncDisposable {
  readonly chat: Chat;
  readonly url: string;
  /** What was asked so far. */
  readonly asked: readonly Request[];
  /** What it keeps. */
  readonly kept: ReadonlyMap<string, unknown>;
}

interface Options {
  /** Whether answers may be seen by everybody. */
  readonly isPublic?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly kept?: Map<string, unknown>;
  /** Waited for before an answer is given. */
  readonly thinking?: Promise<void>;
  readonly isStarted?: boolean;
  readonly log?: Log;
}

export const answerCard: Card = {
  summary: 'CSAT 87 % last week',
  blocks: [{ type: 'finding', text: 'CSAT 87 % last week', tone: 'same' }],
};

export function settingsFor({ environment }: FakeTeams): Readonly<Record<string, unknown>> {
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType, ...endpoints } = environment;
  return {
    appId: MicrosoftAppId,
    appPassword: MicrosoftAppPassword,
    tenantId: MicrosoftAppTenantId,
    appType: MicrosoftAppType,
    ...endpoints,
  };
}

export async function startTeamsBot(teams: FakeTeams, options: Options = {}): Promise<TeamsBot> {
  const web = express();
  const kept = options.kept ?? new Map<string, unknown>();
  const memory: Memory = {
    async get(key) {
      return kept.get(key);
    },
    async set(key, value) {
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
  const settings = teamsSettings.parse({ ...settingsFor(teams), ...options.settings });
  const chat = openTeams(settings, { web, memory, log: options.log ?? openLog('silent') });
  const asked: Request[] = [];
  if (options.isStarted !== false)
    await chat.start(async (request) => {
      asked.push(request);
      await options.thinking;
      return { card: answerCard, isPublic: options.isPublic ?? true };
    });

  const server = createServer(web);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  teams.connect(url);

  return {
    chat,
    url,
    asked,
    kept,
    async [Symbol.asyncDispose]() {
      await chat[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
