import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { chatVariables } from '../../src/config/chats.ts';
import { environment } from '../../src/config/environment.ts';
import { jsonSchema } from '../../src/config/json-schema.ts';

const project = join(import.meta.dirname, '../..');
const example = join(project, 'deskpulse.example.yaml');

interface Group {
  readonly properties?: Readonly<Record<string, Group>>;
  readonly items?: Group;
  readonly oneOf?: readonly Group[];
}

/** Settings that the schema knows and the examples, taken together, leave out. */
function missing({ properties = {}, items, oneOf = [] }: Group, examples: readonly unknown[], path = ''): string[] {
  if (items) return missing(items, examples.flat(), `${path}[]`);
  const alternatives = oneOf.flatMap((alternative) => missing(alternative, examples, path));
  return [
    ...alternatives,
    ...Object.entries(properties).flatMap(([name, inner]) => {
      const given = examples.map((one) => Object(one)[name]).filter((value) => value !== undefined);
      return given.length === 0 ? [`${path}.${name}`] : missing(inner, given, `${path}.${name}`);
    }),
  ];
}

test('deskpulse.schema.json is what npm run schema prints', () => {
  expect(JSON.parse(readFileSync(join(project, 'deskpulse.schema.json'), 'utf8'))).toEqual(jsonSchema());
});

test('deskpulse.example.yaml is valid once its variables are set', () => {
  const names = ['ZENDESK_TOKEN', 'SLACK_TOKEN', 'SLACK_SECRET', 'SLACK_SOCKET_TOKEN', 'TEAMS_PASSWORD'];
  const env = Object.fromEntries(names.map((name) => [name, 'set']));
  const { desks, slack, goals } = readConfig({ ...env, DESKPULSE_CONFIG: example });
  expect(desks[0]).toMatchObject({ name: 'acme', token: 'set' });
  expect(slack?.appToken).toBe('set');
  expect(goals['frt']).toEqual({ op: '<=', value: 4 * 3600 });
});

test('deskpulse.example.yaml shows every setting', () => {
  expect(missing(jsonSchema(), [parse(readFileSync(example, 'utf8'))])).toEqual([]);
  expect(missing(jsonSchema(), [{ desks: [{ name: 'acme' }] }])).toContain('.desks[].token');
});

test('.env.example is valid and shows every variable, and none that is not read', () => {
  const env = parseEnv(readFileSync(join(project, '.env.example'), 'utf8'));
  expect(Object.keys(env).toSorted()).toEqual([...Object.keys(environment.shape), ...chatVariables].toSorted());
  expect(readConfig({ ...env, DESKPULSE_CONFIG: '/dev/null' })).toMatchObject({ port: 3978, isPlaygroundOpen: false });
});
