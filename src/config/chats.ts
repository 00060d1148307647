import type { z } from 'zod';
import { slackSettings, type SlackSettings } from '../adapters/chat/slack/settings.ts';
import { teamsSettings, type TeamsSettings } from '../adapters/chat/teams/settings.ts';
import { check, type Origin } from './check.ts';
import type { Env } from './environment.ts';
import { follow } from './follow.ts';
import type { Problem } from './problem.ts';

/** Where a setting stands: in a variable of the environment, or else in a key of the file. */
interface Names {
  readonly variable?: string;
  readonly key?: string;
}

const slackNames: Readonly<Record<string, Names>> = {
  botToken: { variable: 'SLACK_BOT_TOKEN', key: 'bot_token' },
  signingSecret: { variable: 'SLACK_SIGNING_SECRET', key: 'signing_secret' },
  appToken: { variable: 'SLACK_APP_TOKEN', key: 'app_token' },
  apiUrl: { variable: 'SLACK_API_URL', key: 'api_url' },
};

/** Beside ours, botbuilder's own names are taken as they are. */
const teamsNames: Readonly<Record<string, Names>> = {
  appId: { variable: 'MicrosoftAppId', key: 'app_id' },
  appPassword: { variable: 'MicrosoftAppPassword', key: 'app_password' },
  tenantId: { variable: 'MicrosoftAppTenantId', key: 'tenant_id' },
  appType: { variable: 'MicrosoftAppType', key: 'app_type' },
  serviceUrlHosts: { key: 'service_url_hosts' },
  ...Object.fromEntries(
    Object.keys(teamsSettings.shape)
      .filter((name) => /^[A-Z]/.test(name))
      .map((variable) => [variable, { variable }]),
  ),
};

/** The variables from which chats are configured. */
export const chatVariables = [...Object.values(slackNames), ...Object.values(teamsNames)].flatMap(({ variable }) =>
  variable === undefined ? [] : [variable],
);

interface Sources {
  readonly env: Env;
  /** What the file says, with variables filled in. */
  readonly settings: unknown;
  readonly file: Origin;
  readonly problems: Problem[];
}

/** @returns undefined without Slack, or after adding what is wrong to the problems */
export function readSlack(sources: Sources): SlackSettings | undefined {
  return read(slackSettings.optional(), { platform: 'slack', names: slackNames }, sources);
}

/** @returns undefined without Teams, or after adding what is wrong to the problems */
export function readTeams(sources: Sources): TeamsSettings | undefined {
  return read(teamsSettings.optional(), { platform: 'teams', names: teamsNames }, sources);
}

function read<Output>(
  type: z.ZodType<Output>,
  { platform, names }: { platform: string; names: Readonly<Record<string, Names>> },
  { env, settings, file, problems }: Sources,
): Output | undefined {
  const values = Object.entries(names).flatMap(([name, { variable = '', key = '' }]) => {
    const value = env[variable] ?? follow(settings, [platform, key]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const given = values.length === 0 ? undefined : Object.fromEntries(values);
  return check(type, given, { place, placeOfName: place, written, problems });

  function place([name, ...rest]: readonly PropertyKey[]): string {
    const { variable, key } = names[String(name)] ?? {};
    if (variable !== undefined && (key === undefined || env[variable] !== undefined)) return variable;
    const path = key === undefined ? [platform] : [platform, key, ...rest];
    if (follow(settings, path) !== undefined) return file.place(path);
    return variable === undefined ? platform : `${variable} (or ${platform}.${key})`;
  }
  function written([name, ...rest]: readonly PropertyKey[]): unknown {
    const { variable = '', key = '' } = names[String(name)] ?? {};
    return env[variable] ?? file.written([platform, key, ...rest]);
  }
}
