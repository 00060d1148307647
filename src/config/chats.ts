import { z } from 'zod';
import { platforms, type ChatSettings, type SettingSource } from '../adapters/chat/index.ts';
import { check, type Origin } from './check.ts';
import type { Env } from './environment.ts';
import { follow } from './follow.ts';
import type { Problem } from './problem.ts';

/** What a loop over all platforms knows of one. */
interface Described {
  readonly name: string;
  readonly settings: z.ZodObject;
  readonly sources: Readonly<Record<string, SettingSource>>;
}
const described: readonly Described[] = platforms;

export const platformNames = described.map(({ name }) => name);

/** The variables from which chats are configured. */
export const chatVariables = described.flatMap(({ sources }) =>
  Object.values(sources).flatMap(({ variable }) => variable ?? []),
);

/**
 * The platforms' parts of deskpulse.yaml, by their names. They are only checked there: a setting may also stand in the
 * environment, so that {@link readChats} reads them.
 */
export const chatFileSettings = Object.fromEntries(
  described.flatMap(({ name, settings, sources }) => {
    const inFile = Object.entries(sources).filter(([, { key }]) => key !== undefined);
    if (inFile.length === 0) return [];
    const shape = Object.fromEntries(
      inFile.map(([setting, { key = '' }]) => [key, z.optional(settings.shape[setting] ?? z.unknown())]),
    );
    const variables = inFile.flatMap(([, { variable }]) => variable ?? []).join(', ');
    const part = z.strictObject(shape).transform(() => undefined);
    return [[name, part.optional().describe(`As in the environment: ${variables}`)]];
  }),
);

interface Sources {
  readonly env: Env;
  /** What the file says, with variables filled in. */
  readonly settings: unknown;
  readonly file: Origin;
  readonly problems: Problem[];
}

/** The settings of the platforms that have any, after adding what is wrong to the problems. */
export function readChats(sources: Sources): ChatSettings {
  const read = described.map((platform) => [platform.name, readChat(platform, sources)] as const);
  return Object.fromEntries(read.filter(([, settings]) => settings !== undefined)) as ChatSettings;
}

function readChat({ name, settings: type, sources }: Described, { env, settings, file, problems }: Sources): unknown {
  const values = Object.entries(sources).flatMap(([setting, { variable = '', key = '' }]) => {
    const value = env[variable] ?? follow(settings, [name, key]);
    return value === undefined ? [] : [[setting, value] as const];
  });
  if (values.length === 0) return undefined;
  return check(type, Object.fromEntries(values), { place, placeOfName: place, written, problems });

  function place([setting, ...rest]: readonly PropertyKey[]): string {
    const { variable, key } = sources[String(setting)] ?? {};
    if (variable !== undefined && (key === undefined || env[variable] !== undefined)) return variable;
    const path = key === undefined ? [name] : [name, key, ...rest];
    if (follow(settings, path) !== undefined) return file.place(path);
    return variable === undefined ? name : `${variable} (or ${name}.${key})`;
  }
  function written([setting, ...rest]: readonly PropertyKey[]): unknown {
    const { variable = '', key = '' } = sources[String(setting)] ?? {};
    return env[variable] ?? file.written([name, key, ...rest]);
  }
}

/** The platforms for this machine only that are to be opened: where they are asked for, or no other is configured. */
export function readLocalChats(env: Env, { isLoopback, areOthers }: LocalChats): ChatSettings {
  const chosen = platforms.filter(({ local }) => {
    const wish = local && env[local.variable];
    return local && isLoopback && (wish === undefined ? !areOthers : wish === 'on');
  });
  return Object.fromEntries(chosen.map(({ name, settings }) => [name, settings.parse({})])) as ChatSettings;
}

interface LocalChats {
  /** Whether the program listens on an address of this machine only. */
  readonly isLoopback: boolean;
  readonly areOthers: boolean;
}

/** What is wrong with asking for a platform where others than this machine's owner could reach it. */
export function misplacedLocalChats(env: Env): Problem[] {
  return platforms.flatMap(({ title, local }) => {
    if (!local || env[local.variable] !== 'on') return [];
    const message = `the ${title.toLowerCase()} is open to whoever reaches it and is served only while HOST is a loopback address`;
    return [{ place: local.variable, message }];
  });
}
