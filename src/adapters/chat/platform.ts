import type { Express } from 'express';
import type { z } from 'zod';
import type { Chat, Memory, Platform } from '../../chat.ts';
import type { Log } from '../../log.ts';

/** What a platform is opened with. */
export interface ChatTools {
  /** Takes routes; what stands before a platform's own must not read bodies. */
  readonly web: Express;
  readonly log: Log;
  readonly memory: Memory;
}

/** Where a setting stands: in a variable of the environment, or else in a key of the platform's part of deskpulse.yaml. */
export interface SettingSource {
  readonly variable?: string;
  readonly key?: string;
}

/** A chat platform: all that the rest of the program has to know of one. Its code is loaded by `open`. */
export interface ChatPlatform<Name extends string, Settings extends z.ZodObject> extends Platform {
  readonly name: Name;
  readonly settings: Settings;
  readonly sources: { readonly [Setting in keyof Settings['shape']]-?: SettingSource };
  /** Not started yet. @throws UserError for settings that leave no way to receive */
  readonly open: (settings: z.output<Settings>, tools: ChatTools) => Promise<Chat>;
}

/** Infers the types of a declaration. */
export function definePlatform<const Name extends string, Settings extends z.ZodObject>(
  platform: ChatPlatform<Name, Settings>,
): ChatPlatform<Name, Settings> {
  return platform;
}
