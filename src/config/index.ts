import type { z } from 'zod';
import type { ChatSettings } from '../adapters/chat/index.ts';
import { misplacedLocalChats, readChats, readLocalChats } from './chats.ts';
import { check } from './check.ts';
import { environment, type Env } from './environment.ts';
import type { FileSettings } from './file-settings.ts';
import { report, type Problem } from './problem.ts';
import { readSettingsFile } from './settings-file.ts';

type Environment = z.output<typeof environment>;

export interface Config extends FileSettings {
  /** Folder of the terminal's socket, and, where they have no address, of the store and the queue. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly redisUrl: string | undefined;
  readonly logLevel: Environment['LOG_LEVEL'];
  /** Of the platforms to open. */
  readonly chats: ChatSettings;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/**
 * Read the environment and deskpulse.yaml (or the file `DESKPULSE_CONFIG` names, which then must be there). An empty
 * variable counts as unset; where a setting stands in both, the environment wins.
 * @throws UserError `bad-config` that lists every problem with its place
 */
export function readConfig(given: Env): Config {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const problems: Problem[] = [];
  const file = readSettingsFile(env, problems);
  const surroundings = readEnvironment(env, problems);
  const chats = file && readChats({ env, settings: file.filled, file: file.origin, problems });
  if (problems.length > 0 || !file?.settings || !surroundings || !chats) throw report(problems);
  const isLoopback = loopback.has(surroundings.HOST);
  return {
    ...file.settings,
    data: surroundings.DESKPULSE_DATA,
    databaseUrl: surroundings.DATABASE_URL,
    host: surroundings.HOST,
    port: surroundings.PORT,
    redisUrl: surroundings.REDIS_URL,
    logLevel: surroundings.LOG_LEVEL,
    chats: { ...chats, ...readLocalChats(env, { isLoopback, areOthers: Object.keys(chats).length > 0 }) },
  };
}

function readEnvironment(env: Env, problems: Problem[]): Environment | undefined {
  const place = (path: readonly PropertyKey[]) => path.join('.');
  const written = ([name]: readonly PropertyKey[]) => env[String(name)];
  const surroundings = check(environment, env, { place, placeOfName: place, written, problems });
  if (surroundings && !loopback.has(surroundings.HOST)) problems.push(...misplacedLocalChats(env));
  return surroundings;
}
