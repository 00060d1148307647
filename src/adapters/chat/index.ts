import type { z } from 'zod';
import type { Chat, Memory } from '../../chat.ts';
import { playground } from './playground/index.ts';
import type { ChatTools } from './platform.ts';
import { slack } from './slack/index.ts';
import { teams } from './teams/index.ts';

export type { SettingSource } from './platform.ts';

/** In the order in which a person is looked for. */
export const platforms = [slack, teams, playground] as const;

type AnyPlatform = (typeof platforms)[number];

/** The settings of the platforms to open. */
export type ChatSettings = {
  readonly [One in AnyPlatform as One['name']]?: z.output<One['settings']> | undefined;
};

/** The platforms that have settings, in their order, not yet started; the others' code is not loaded. */
export async function openChats(
  settings: ChatSettings,
  { memory, ...tools }: Omit<ChatTools, 'memory'> & { memory: (platform: string) => Memory },
): Promise<Chat[]> {
  const chats: Chat[] = [];
  for (const platform of platforms) {
    const given = settings[platform.name];
    // Each platform's settings were read by its own schema, which a loop over all of them cannot tell.
    const open: (given: never, tools: ChatTools) => Promise<Chat> = platform.open;
    if (given) chats.push(await open(given as never, { ...tools, memory: memory(platform.name) }));
  }
  return chats;
}
