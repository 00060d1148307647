import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { deskSettings } from './adapters/helpdesk/index.ts';
import { slackSettings, type SlackSettings } from './adapters/chat/slack/settings.ts';
import { teamsSettings, type TeamsSettings } from './adapters/chat/teams/settings.ts';
import { isTimezone } from './calendar/zone.ts';
import { goalSettings, memberSettings } from './commands/settings.ts';
import { UserError } from './errors.ts';
import { sections } from './jobs/digest/sections/index.ts';
import { digestSettings, durationSetting, nudgeSettings } from './jobs/settings.ts';

const text = z.string().min(1);
const timezone = z.string().refine(isTimezone, 'expected an IANA zone, such as Europe/Athens');

/** deskpulse.yaml. Its JSON schema, for editors, is deskpulse.schema.json. */
export const fileSettings = z.strictObject({
  timezone: timezone.default('UTC').describe('IANA zone of the workspace; days and weeks begin by it'),
  week_start: z.enum(['monday', 'sunday', 'saturday']).default('monday'),
  desks: z.array(deskSettings).default([]).describe('Helpdesk accounts to read'),
  sync_every: durationSetting.prefault('5m').describe('How often each desk is read'),
  slack: z
    .strictObject({
      bot_token: text.optional(),
      signing_secret: text.optional(),
      app_token: text.optional(),
      api_url: text.optional(),
    })
    .optional(),
  teams: z
    .strictObject({
      app_id: text.optional(),
      app_password: text.optional(),
      tenant_id: text.optional(),
      app_type: z.enum(['MultiTenant', 'SingleTenant']).optional(),
      service_url_hosts: z.array(text).optional(),
    })
    .optional(),
  digests: z.array(digestSettings).default([]),
  nudges: nudgeSettings.prefault({}),
  goals: goalSettings.prefault({}),
  people: z.array(memberSettings).default([]).describe('Who may see what; others see team figures'),
  privacy: z.strictObject({ individuals: z.enum(['on', 'off']).default('on') }).prefault({}),
});

const environment = z.object({
  DESKPULSE_DATA: text.default('./data'),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected redis:// or rediss://' }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DESKPULSE_PLAYGROUND: z.enum(['on', 'off']).optional(),
});

type File = z.output<typeof fileSettings>;
export type Env = Readonly<Record<string, string | undefined>>;

export interface Config extends Omit<File, 'slack' | 'teams'> {
  /** Folder of the store, the embedded queue and the terminal's socket. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly redisUrl: string | undefined;
  readonly logLevel: z.output<typeof environment>['LOG_LEVEL'];
  readonly slack: SlackSettings | undefined;
  readonly teams: TeamsSettings | undefined;
  readonly isPlaygroundOpen: boolean;
}

interface Problem {
  readonly place: string;
  readonly message: string;
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
  const file = readFile(env, problems);
  const surroundings = check(environment, env, { problems, place: (path) => path.join('.') });
  const slack = check(slackSettings.optional(), slackFrom(env, file?.slack), {
    problems,
    place: (path) => `slack ${path.join('.')}`.trim(),
  });
  const teams = check(teamsSettings.optional(), teamsFrom(env, file?.teams), {
    problems,
    place: (path) => `teams ${path.join('.')}`.trim(),
  });
  const isLocal = surroundings !== undefined && loopback.has(surroundings.HOST);
  if (surroundings?.DESKPULSE_PLAYGROUND === 'on' && !isLocal) {
    problems.push({
      place: 'DESKPULSE_PLAYGROUND',
      message: 'the playground is open to whoever reaches it and is served only while HOST is a loopback address',
    });
  }
  if (problems.length > 0 || !file || !surroundings) throw report(problems);
  const { slack: _slack, teams: _teams, ...rest } = file;
  const wished = surroundings.DESKPULSE_PLAYGROUND;
  return {
    ...rest,
    data: surroundings.DESKPULSE_DATA,
    host: surroundings.HOST,
    port: surroundings.PORT,
    redisUrl: surroundings.REDIS_URL,
    logLevel: surroundings.LOG_LEVEL,
    slack,
    teams,
    isPlaygroundOpen: isLocal && (wished === undefined ? !slack && !teams : wished === 'on'),
  };
}

function report(problems: readonly Problem[]): UserError {
  const lines = problems.map(({ place, message }) => `  ${place}: ${message}`);
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return new UserError('bad-config', `The configuration has ${count}:\n${lines.join('\n')}`);
}

function readFile(env: Env, problems: Problem[]): File | undefined {
  const name = env['DESKPULSE_CONFIG'] ?? 'deskpulse.yaml';
  const source = load(name, { isNeeded: env['DESKPULSE_CONFIG'] !== undefined, problems });
  if (source === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  for (const { pos, message } of document.errors) problems.push({ place: at(pos[0]), message: `not YAML: ${message}` });
  if (document.errors.length > 0) return undefined;
  const place = (path: readonly PropertyKey[]) => {
    const offset = offsetOf(document, path);
    return [offset === undefined ? name : at(offset), pathText(path)].filter(Boolean).join(' ');
  };
  const filled = substitute(document.toJS() ?? {}, { env, problems, place });
  const settings = check(fileSettings, filled, { problems, place });
  if (settings) findClashes(settings, { problems, place });
  return settings;
}

function load(name: string, { isNeeded, problems }: { isNeeded: boolean; problems: Problem[] }): string | undefined {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && !isNeeded) return '';
    problems.push({ place: name, message: `cannot be read (${code})` });
    return undefined;
  }
}

/** The offset of the nearest node on the path that is written in the file. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((all, step) => {
    if (typeof step === 'number') return `${all}[${step}]`;
    return all === '' ? String(step) : `${all}.${String(step)}`;
  }, '');
}

interface Context {
  readonly problems: Problem[];
  readonly place: (path: readonly PropertyKey[]) => string;
}

/** Every `${NAME}` in a text becomes that variable of the environment. */
function substitute(value: unknown, context: Context & { env: Env }, path: readonly PropertyKey[] = []): unknown {
  if (Array.isArray(value)) return value.map((item, index) => substitute(item, context, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(item, context, [...path, key])]),
    );
  }
  if (typeof value !== 'string') return value;
  return value.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
    const found = context.env[name];
    if (found !== undefined) return found;
    context.problems.push({ place: context.place(path), message: `${whole} is not set in the environment` });
    return whole;
  });
}

function check<Output>(type: z.ZodType<Output>, value: unknown, { problems, place }: Context): Output | undefined {
  const result = type.safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) problems.push({ place: place(path), message });
  return undefined;
}

function findClashes({ desks, digests, people }: File, { problems, place }: Context): void {
  const lists = {
    desks: desks.map(({ name }) => name),
    digests: digests.map(({ name }) => name),
    people: people.map(({ email }) => email.toLowerCase()),
  };
  for (const [key, names] of Object.entries(lists)) {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) < index)
        problems.push({ place: place([key, index]), message: `“${name}” stands here twice` });
    }
  }
  for (const [index, name] of lists.desks.entries()) {
    if (name === 'sample')
      problems.push({ place: place(['desks', index, 'name']), message: 'the name sample is the sample desk’s' });
  }
  const known = sections.map(({ name }) => name);
  for (const [index, digest] of digests.entries()) {
    const unknown = digest.sections?.find((name) => !known.includes(name));
    if (unknown === undefined) continue;
    const message = `there is no section “${unknown}”; there are ${known.join(', ')}`;
    problems.push({ place: place(['digests', index, 'sections']), message });
  }
}

function slackFrom(env: Env, file: File['slack']): object | undefined {
  return someOf({
    botToken: env['SLACK_BOT_TOKEN'] ?? file?.bot_token,
    signingSecret: env['SLACK_SIGNING_SECRET'] ?? file?.signing_secret,
    appToken: env['SLACK_APP_TOKEN'] ?? file?.app_token,
    apiUrl: env['SLACK_API_URL'] ?? file?.api_url,
  });
}

/** Beside ours, botbuilder's own names are taken as they are. */
function teamsFrom(env: Env, file: File['teams']): object | undefined {
  const own = Object.keys(teamsSettings.shape).filter((name) => /^[A-Z]/.test(name));
  const ours = someOf({
    appId: env['MicrosoftAppId'] ?? file?.app_id,
    appPassword: env['MicrosoftAppPassword'] ?? file?.app_password,
    tenantId: env['MicrosoftAppTenantId'] ?? file?.tenant_id,
    appType: env['MicrosoftAppType'] ?? file?.app_type,
    serviceUrlHosts: file?.service_url_hosts,
  });
  return ours && { ...ours, ...someOf(Object.fromEntries(own.map((name) => [name, env[name]]))) };
}

function someOf(values: Readonly<Record<string, unknown>>): object | undefined {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}
