import type { Express } from 'express';
import type { Chat } from './chat.ts';
import type { Config } from './config/index.ts';
import type { Log } from './log.ts';
import { openMemory } from './store/memory.ts';
import type { Store } from './store/store.ts';

/** The chats that are configured, in the order in which a person is looked for, not yet started; what each needs is loaded only then. */
export async function openChats(
  config: Config,
  { routes, log, store }: { routes: Express; log: Log; store: Store },
): Promise<Chat[]> {
  const tools = { web: routes, log };
  const chats: Chat[] = [];
  if (config.slack) {
    const { openSlack } = await import('./adapters/chat/slack/index.ts');
    chats.push(openSlack(config.slack, tools));
  }
  if (config.teams) {
    const { openTeams } = await import('./adapters/chat/teams/index.ts');
    chats.push(openTeams(config.teams, { ...tools, memory: openMemory(store, 'teams') }));
  }
  if (config.isPlaygroundOpen) {
    const { openPlayground } = await import('./adapters/chat/playground/index.ts');
    chats.push(openPlayground({ ...tools, memory: openMemory(store, 'playground') }));
  }
  return chats;
}
