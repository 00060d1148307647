import type { z } from 'zod';
import type { SlackSettings } from '../adapters/chat/slack/settings.ts';
import type { TeamsSettings } from '../adapters/chat/teams/settings.ts';
import { readSlack, readTeams } from './chats.ts';
import { check } from './check.ts';
import { environment, type Env } from './environment.ts';
import type { FileSettings } from './file-settings.ts';
import { report, type Problem } from './problem.ts';
import { readSettingsFile } from './settings-file.ts';

type Environment = z.output<typeof environment>;

export interface Config extends Omit<FileSettings, 'slack' | 'teams'> {
  /** Folder of the terminal's socket, and, where they have no address, of the store and the queue. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly redisUrl: string | undefined;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly slack: SlackSettings | undefined;
  readonly teams: TeamsSettings | undefined;
  readonly isPlaygroundOpen: boolean;
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
  const chats = file && { env, settings: file.filled, file: file.origin, problems };
  const slack = chats && readSlack(chats);
  const teams = chats && readTeams(chats);
  if (problems.length > 0 || !file?.settings || !surroundings) throw report(problems);
  const { slack: _slack, teams: _teams, ...settings } = file.settings;
  const isReal = slack !== undefined || teams !== undefined;
  return {
    ...settings,
    data: surroundings.DESKPULSE_DATA,
    databaseUrl: surroundings.DATABASE_URL,
    host: surroundings.HOST,
    port: surroundings.PORT,
    redisUrl: surroundings.REDIS_URL,
    logLevel: surroundings.LOG_LEVEL,
    slack,
    teams,
    isPlaygroundOpen: isPlaygroundOpen(surroundings, isReal),
  };
}

function readEnvironment(env: Env, problems: Problem[]): Environment | undefined {
  const place = (path: readonly PropertyKey[]) => path.join('.');
  const written = ([name]: readonly PropertyKey[]) => env[String(name)];
  const surroundings = check(environment, env, { place, placeOfName: place, written, problems });
  if (surroundings?.DESKPULSE_PLAYGROUND === 'on' && !loopback.has(surroundings.HOST)) {
    problems.push({
      place: 'DESKPULSE_PLAYGROUND',
      message: 'the playground is open to whoever reaches it and is served only while HOST is a loopback address',
    });
  }
  return surroundings;
}

/** Only on this machine, and unless asked for not beside real chats. */
function isPlaygroundOpen({ HOST, DESKPULSE_PLAYGROUND: wish }: Environment, isReal: boolean): boolean {
  return loopback.has(HOST) && (wish === undefined ? !isReal : wish === 'on');
}
