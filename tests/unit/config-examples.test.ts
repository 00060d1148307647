import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/index.ts';
import { deskSettings } from '../../src/adapters/helpdesk/index.ts';
import { chatVariables } from '../../src/config/chats.ts';
import { environment } from '../../src/config/environment.ts';
import { jsonSchema } from '../../src/config/json-schema.ts';

const project = join(import.meta.dirname, '../..');
const example = join(project, 'deskpulse.example.yaml');
const pages = join(project, 'docs/helpdesks');

interface Group {
  readonly properties?: Readonly<Record<string, Group>>;
  readonly items?: Group;
  readonly oneOf?: readonly Group[];
  readonly const?: string;
}

/** Settings that the schema knows and the examples, taken together, leave out. */
function missing({ properties = {}, items, oneOf = [] }: Group, examples: readonly unknown[], path = ''): string[] {
  if (items) return missing(items, examples.flat(), `${path}[]`);
  const alternatives = oneOf.flatMap((alternative) => {
    const kind = alternative.properties?.['kind']?.const;
    const alike = examples.filter((one) => kind === undefined || Object(one).kind === kind);
    return missing(alternative, alike, kind === undefined ? path : `${path}(${kind})`);
  });
  return [
    ...alternatives,
    ...Object.entries(properties).flatMap(([name, inner]) => {
      const given = examples.map((one) => Object(one)[name]).filter((value) => value !== undefined);
      return given.length === 0 ? [`${path}.${name}`] : missing(inner, given, `${path}.${name}`);
    }),
  ];
}

/** The settings of desks that a page shows, indented as part of a list of steps. */
function desksOn(page: string): unknown[] {
  const text = readFileSync(join(pages, page), 'utf8');
  const shown = [...text.matchAll(/^( *)```yaml\n([^]*?)^\1```$/gm)].map(([, indent = '', yaml = '']): unknown =>
    parse(yaml.replaceAll(new RegExp(`^${indent}`, 'gm'), '')),
  );
  return shown.flatMap((settings) => Object(settings).desks ?? []);
}

test('deskpulse.schema.json is what npm run schema prints', () => {
  expect(JSON.parse(readFileSync(join(project, 'deskpulse.schema.json'), 'utf8'))).toEqual(jsonSchema());
});

test('deskpulse.example.yaml is valid once its variables are set', () => {
  const names = ['ZENDESK_TOKEN', 'SLACK_TOKEN', 'SLACK_SECRET', 'SLACK_SOCKET_TOKEN', 'TEAMS_PASSWORD'];
  const env = Object.fromEntries(names.map((name) => [name, 'set']));
  const { desks, chats, goals } = readConfig({ ...env, DESKPULSE_CONFIG: example });
  expect(desks[0]).toMatchObject({ name: 'acme', token: 'set' });
  expect(chats.slack?.appToken).toBe('set');
  expect(goals['frt']).toEqual({ op: '<=', value: 4 * 3600 });
});

test('deskpulse.example.yaml shows every setting, and of desks the page of their kind', () => {
  const desks = readdirSync(pages).flatMap(desksOn);
  const examples = [parse(readFileSync(example, 'utf8')), { desks }];
  // Addresses that are known, and set only for a proxy or a test.
  const known = new Set(['hootsuite', 'intercom', 'surveymonkey'].map((kind) => `.desks[](${kind}).url`));
  expect(missing(jsonSchema(), examples).filter((setting) => !known.has(setting))).toEqual([]);
  expect(missing(jsonSchema(), [{ desks: [{ name: 'acme', kind: 'zendesk' }] }])).toContain('.desks[](zendesk).token');
});

test.each(deskSettings.options.map(({ shape }) => shape.kind.value))('what the page of %s shows is valid', (kind) => {
  const shown = desksOn(`${kind}.md`);
  expect(shown).not.toEqual([]);
  for (const desk of shown) expect(deskSettings.parse(desk)).toMatchObject({ kind });
});

test('.env.example is valid and shows every variable, and none that is not read', () => {
  const env = parseEnv(readFileSync(join(project, '.env.example'), 'utf8'));
  expect(Object.keys(env).toSorted()).toEqual([...Object.keys(environment.shape), ...chatVariables].toSorted());
  const { port, chats } = readConfig({ ...env, DESKPULSE_CONFIG: '/dev/null' });
  expect(port).toBe(3978);
  expect(chats).not.toHaveProperty('playground');
});
