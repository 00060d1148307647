import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { mayImport, vocabularies } from '../../oxlint.config.ts';
import { platforms } from '../../src/adapters/chat/index.ts';
import { helpdesks } from '../../src/adapters/helpdesk/index.ts';

const src = join(import.meta.dirname, '../../src');

/** The house of docs/architecture.md from the top down; those of one line stand beside each other. */
const floors: readonly (readonly string[])[] = [
  ['main.ts', 'cli.ts'],
  ['app.ts'],
  ['terminal'],
  ['server'],
  ['app-type.ts'],
  ['config'],
  ['adapters'],
  ['jobs'],
  ['commands'],
  ['metrics'],
  ['store'],
  ['words', 'calendar', 'text', ...vocabularies.map((name) => `${name}.ts`)],
];

/** Which files each file imports, by their paths in src/. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** Types, re-exports, inline `import('…')` types and imports made later count like any other. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/\b(?:from|import) '(\.[^']*)'|\bimport\(\s*'(\.[^']*)'/g);
  const names = [...found].map(([, now, later]) => posix.join(posix.dirname(path), now ?? later ?? ''));
  return [...new Set(names)].sort();
}

function readImports(): Imports {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
  return new Map(files.sort().map((path) => [path, importsOf(path, readFileSync(join(src, path), 'utf8'))]));
}

/** For each group of files that import each other: one way round, beginning with the first by name. */
function circles(imports: Imports): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const start of [...imports.keys()].sort()) {
    const back = seen.has(start) ? undefined : wayBack(start, imports);
    if (!back) continue;
    for (const file of reachable(start, imports)) if (reachable(file, imports).has(start)) seen.add(file);
    found.push(back.join(' → '));
  }
  return found;
}

function reachable(start: string, imports: Imports): Set<string> {
  const reached = new Set<string>();
  const next = [start];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    for (const other of imports.get(file) ?? []) {
      if (reached.has(other)) continue;
      reached.add(other);
      next.push(other);
    }
  }
  return reached;
}

/** The shortest way from a file to itself. */
function wayBack(start: string, imports: Imports): string[] | undefined {
  const from = new Map<string, string>();
  for (const files = [start], at = { index: 0 }; at.index < files.length; at.index += 1) {
    const file = files[at.index] ?? start;
    for (const other of imports.get(file) ?? []) {
      if (other === start) return way(file, from, [start]);
      if (from.has(other)) continue;
      from.set(other, file);
      files.push(other);
    }
  }
  return undefined;
}

function way(end: string, from: ReadonlyMap<string, string>, after: readonly string[]): string[] {
  const before = from.get(end);
  return before === undefined ? [end, ...after] : way(before, from, [end, ...after]);
}

/** The folder of src/ a file stands in, or the file's own name. */
function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function floorOf(path: string): number {
  return floors.findIndex((rooms) => rooms.includes(roomOf(path)));
}

function findAll(imports: Imports, isWrong: (from: string, to: string) => boolean): string[] {
  return [...imports].flatMap(([from, all]) =>
    all.filter((to) => isWrong(from, to)).map((to) => `${from} imports ${to}`),
  );
}

const imports = readImports();

test('files never import each other in a circle, types included', () => {
  expect(circles(imports)).toEqual([]);
});

test('every file stands on a floor of the house', () => {
  expect([...imports.keys()].filter((path) => floorOf(path) < 0)).toEqual([]);
});

test('an import never runs back up the house', () => {
  expect(findAll(imports, (from, to) => floorOf(to) < floorOf(from))).toEqual([]);
});

test('in metrics an import never runs back up either', () => {
  const rooms = [
    'present',
    'rankings',
    'answer',
    'index.ts',
    'definitions',
    'mention-share.ts',
    'metric.ts',
    'example.ts',
  ];
  const order = [...rooms, 'figure', 'query', 'scope.ts'];
  const placeOf = (path: string) => order.indexOf(path.split('/')[1] ?? '');
  const isInside = (path: string) => path.startsWith('metrics/');
  expect([...imports.keys()].filter((path) => isInside(path) && placeOf(path) < 0)).toEqual([]);
  const isWrong = (from: string, to: string) => isInside(from) && isInside(to) && placeOf(to) < placeOf(from);
  expect(findAll(imports, isWrong)).toEqual([]);
});

test('a folder imports only what the table of oxlint.config.ts lets it', () => {
  const isForbidden = (from: string, to: string) => {
    const allowed = mayImport[roomOf(from)];
    const room = roomOf(to);
    return allowed !== undefined && room !== roomOf(from) && !isVocabulary(room) && !allowed.includes(room);
  };
  const isVocabulary = (room: string) => vocabularies.some((name) => room === `${name}.ts`);
  expect(findAll(imports, isForbidden)).toEqual([]);
});

test('the table has every folder of src', () => {
  const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys(mayImport).sort()).toEqual(expect.arrayContaining(folders.map(({ name }) => name).sort()));
});

test('of the adapters, config imports what lists and describes them, and no platform’s or helpdesk’s own files', () => {
  const isOfAdapters = (from: string, to: string) => roomOf(from) === 'config' && roomOf(to) === 'adapters';
  const isOwn = (to: string) => !/^adapters\/[\w-]+\/[\w-]+\.ts$/.test(to);
  expect(findAll(imports, (from, to) => isOfAdapters(from, to) && isOwn(to))).toEqual([]);
});

test('nothing but its own declaration names a chat platform or a helpdesk', () => {
  const names = [...platforms.map(({ name }) => name), ...helpdesks.map(({ kind }) => kind)];
  const literal = new RegExp(`['"\`](?:${names.join('|')})['"\`]`);
  const others = [...imports.keys()].filter((path) => roomOf(path) !== 'adapters');
  // “teams” is a word of the grammar as well.
  const codeOf = (path: string) => readFileSync(join(src, path), 'utf8').replaceAll(/aliases: \[[^\]]*\]/g, '');
  expect(others.filter((path) => literal.test(codeOf(path)))).toEqual([]);
});

test('an import that is made later names its file, so that it is counted too', () => {
  const unnamed = [...imports.keys()].filter((path) =>
    /\bimport\(\s*[^'\s]/.test(readFileSync(join(src, path), 'utf8')),
  );
  expect(unnamed).toEqual([]);
});

test('docs/architecture.md names files and folders that are there', () => {
  const text = readFileSync(join(src, '../docs/architecture.md'), 'utf8');
  const named = [...text.matchAll(/`((?:[\w-]+\/)*[\w-]+(?:\.ts|\/))`/g)].map(([, name]) => `/${name ?? ''}`);
  expect(named.length).toBeGreaterThan(50);
  const paths = ['/tests/helpers/', '/tests/unit/', '/'].flatMap((folder) =>
    (folder === '/' ? [...imports.keys()] : readdirSync(join(src, '..', folder))).map((path) => `${folder}${path}`),
  );
  const isThere = (name: string) =>
    paths.some((path) => (name.endsWith('/') ? path.includes(name) : path.endsWith(name))) ||
    name === '/oxlint.config.ts';
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});

test('imports of every kind are found, and those of packages left out', () => {
  const text = `import { z } from 'zod';
import type { A } from './a.ts';
import {
  b,
  type C,
} from '../other/b.ts';
import './effect.ts';
export { d } from './d.ts';
const late = await import('./late.ts');
type Inline = import('./inline.ts').Inline;`;
  expect(importsOf('room/here.ts', text)).toEqual([
    'other/b.ts',
    'room/a.ts',
    'room/d.ts',
    'room/effect.ts',
    'room/inline.ts',
    'room/late.ts',
  ]);
});

test('circles are told apart, each once', () => {
  const some = new Map([
    ['a', ['b', 'e']],
    ['b', ['c']],
    ['c', ['a', 'b', 'd']],
    ['d', []],
    ['e', ['e', 'd']],
  ]);
  expect(circles(some)).toEqual(['a → b → c → a', 'e → e']);
});
