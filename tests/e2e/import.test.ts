import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { openHome, type Home } from '../helpers/home.ts';
import type { Outcome } from '../helpers/program.ts';

const now = '2026-11-19T10:30:00Z';
const header = 'id,kind,answered_at,score,scale_min,scale_max\n';
/** Last week 3 good of 4. */
const rows = [
  's1,csat,2026-11-09T00:00:00Z,5,1,5',
  's2,csat,2026-11-11T12:00:00Z,4,1,5',
  's3,csat,2026-11-13T12:00:00Z,1,1,5',
  's4,csat,2026-11-15T23:59:59Z,5,1,5',
];
const surveys = `${header}${rows.join('\n')}\n`;
let home: Home;

beforeEach(async () => {
  home = await openHome();
});
afterEach(async () => await home[Symbol.asyncDispose]());

async function load(path: string, options: readonly string[] = []): Promise<Outcome> {
  return await home.terminal(['import', path, '--desk', 'acme', ...options]);
}

async function csat(): Promise<unknown> {
  const { code, stdout, stderr } = await home.terminal(['kpi', 'csat last-week', '--json', '--now', now]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

test('a folder of CSVs is loaded, and loading it again changes nothing', async () => {
  await using folder = await folderOf({ 'surveys.csv': surveys });
  expect(await load(folder.path)).toEqual({ code: 0, stdout: 'acme: 4 rows loaded\n', stderr: '' });
  const answer = await csat();
  expect(answer).toMatchObject({ value: 75, n: 4 });
  expect(await load(folder.path)).toMatchObject({ code: 0, stderr: '' });
  expect(await csat()).toEqual(answer);
});

test('a corrected file replaces what it has the keys of', async () => {
  await using folder = await folderOf({ 'surveys.csv': surveys });
  await load(folder.path);
  await using correction = await folderOf({ 'surveys.csv': `${header}s3,csat,2026-11-13T12:00:00Z,5,1,5\n` });
  await load(correction.path);
  expect(await csat()).toMatchObject({ value: 100, n: 4 });
});

describe('rows that are broken', () => {
  const broken = [
    's5,csat,2026-11-13T12:00:00,5,1,5',
    ',csat,2026-11-13T12:00:00Z,5,1,5',
    's6,csat,2026-11-13T12:00:00Z,good,1,5',
    's7,csat,2026-11-13T12:00:00Z',
    's8,joy,2026-11-13T12:00:00Z,5,1,5',
  ];
  const files = { 'surveys.csv': `${surveys}${broken.join('\n')}\n`, 'notes.txt': 'hello' };

  test('are refused as a whole when they are more than a tenth of a file, the commonest reasons first', async () => {
    await using folder = await folderOf(files);
    expect(await load(folder.path)).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'acme: nothing was stored, as 2 rows of the 9 of surveys.csv cannot be read.',
        '  surveys.csv line 7: id: expected a value, got ""',
        '  surveys.csv line 10: kind: expected one of csat, nps, ces, esat, got "joy"',
        'Mend the file or the mapping, or load the other rows with --accept-refused.',
        '',
      ].join('\n'),
    });
    expect(await csat()).toMatchObject({ n: 0 });
  });

  test('are named with file, line and reason while the others load, where that is accepted', async () => {
    await using folder = await folderOf(files);
    const { code, stdout, stderr } = await load(folder.path, ['--accept-refused']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'acme: 7 rows loaded, 5 remarks',
      '  notes.txt: its name is no table and it was not read',
      expect.stringMatching(
        /^ {2}surveys\.csv line 6: answered_at: expected a time with its offset or Z.*; left empty$/,
      ),
      '  surveys.csv line 7: id: expected a value, got ""',
      '  surveys.csv line 8: score: expected a number such as 12.5, got "good"; left empty',
      '  surveys.csv line 10: kind: expected one of csat, nps, ces, esat, got "joy"',
      '',
    ]);
    expect(await csat()).toMatchObject({ value: 75, n: 4 });
  });
});

test('emptied cells are no refused rows, and like ones are one line with their number', async () => {
  const many = Array.from({ length: 1800 }, (_, index) => `a${index},csat,soon,5,1,5`);
  await using folder = await folderOf({ 'surveys.csv': `${surveys}${many.join('\n')}\n` });
  const { code, stdout } = await load(folder.path);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^acme: 1,804 rows loaded, 1,800 remarks\n {2}surveys\.csv, 1,800 rows \(lines 6, 7, 8 …\): answered_at: .*, got "soon"; left empty\n$/,
  );
});

test('rows that share an id are counted, and ids that are stored for something else are said before', async () => {
  await using folder = await folderOf({ 'surveys.csv': `${surveys}${rows[2]}\n${rows[2]}\n` });
  expect(await load(folder.path)).toMatchObject({
    code: 0,
    stdout: 'acme: 4 rows loaded\n  surveys.csv: 2 rows replaced by later ones with the same id\n',
  });
  await using other = await folderOf({
    'nps.csv': `${header}s1,nps,2026-11-09T00:00:00Z,9,0,10\nn2,nps,2026-11-09T00:00:00Z,9,0,10\n`,
  });
  await using maps = await folderOf({ 'map.yaml': 'surveys: { file: nps.csv }' });
  const said = '1 row of nps.csv has an id that is stored already for other surveys: what was stored is replaced';
  expect(await load(other.path, ['--map', join(maps.path, 'map.yaml')])).toEqual({
    code: 0,
    stdout: `acme: 2 rows loaded\n  ${said}\n`,
    stderr: `acme: ${said}\n`,
  });
});

describe('an import that cannot be changes nothing', () => {
  test('not even that the desk is known', async () => {
    await load('/nowhere/acme');
    await using empty = await folderOf({ 'surveys.csv': header });
    expect(await load(empty.path)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'acme: nothing was stored, as there are no rows to load.\nMend the file or the mapping.\n',
    });
    const { stdout } = await home.terminal(['doctor']);
    expect(stdout).not.toContain('acme');
  });

  test('as what is no regular file', async () => {
    await using folder = await folderOf({});
    execFileSync('mkfifo', [join(folder.path, 'tickets.csv')]);
    const failed = await load(folder.path);
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('it is no regular file') });
    expect(await load(folder.path, ['--map', '/dev/zero'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it is no regular file'),
    });
  });
});

describe('a file that is not known', () => {
  test('is not stored, but gets a mapping proposed, which can be written down and used', async () => {
    await using folder = await folderOf({
      'replies to survey.csv': 'Nr;Wann;CSAT\n1;09.11.2026 08:00;5\n2;15.11.2026 23:59;1\n',
    });
    const path = join(folder.path, 'replies to survey.csv');
    const map = join(folder.path, 'map.yaml');
    const shown = await home.terminal(['import', path]);
    expect([shown.code, shown.stdout]).toEqual([
      1,
      expect.stringContaining('surveys:\n  file: replies to survey.csv\n'),
    ]);
    expect(shown.stderr).toContain('Nothing was stored: replies to survey.csv is no table known here.');
    expect(await home.terminal(['import', path, '--write-map', map])).toMatchObject({ code: 0, stdout: shown.stdout });
    expect(await home.terminal(['import', path, '--write-map', map])).toMatchObject({
      code: 1,
      stderr: `${map} exists already: give --write-map another name.\n`,
    });
    expect(await load(path, ['--map', map])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^acme: 2 rows loaded/),
    });
    expect(await csat()).toMatchObject({ value: 50, n: 2 });
  });

  test('is nobody’s without a desk, once it is known', async () => {
    await using folder = await folderOf({ 'surveys.csv': surveys });
    expect(await home.terminal(['import', folder.path])).toMatchObject({
      code: 2,
      stderr: '--desk takes the name of a desk of yours, such as acme; it is missing.\n',
    });
  });
});

describe('a desk', () => {
  test('is forgotten with all it brought', async () => {
    await using folder = await folderOf({ 'surveys.csv': surveys });
    await load(folder.path);
    expect(await home.terminal(['forget', 'acme'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Nothing was removed. Say --yes where nobody can be asked.\n',
    });
    expect(await csat()).toMatchObject({ n: 4 });
    expect(await home.terminal(['forget', 'acme', '--yes'])).toEqual({
      code: 0,
      stdout: 'acme: forgotten, with all it brought.\n',
      stderr: '',
    });
    expect(await csat()).toMatchObject({ n: 0 });
    expect(await home.terminal(['forget', 'acme', '--yes'])).toMatchObject({
      code: 1,
      stderr: 'There is no desk "acme" in the store; there are none.\n',
    });
  });
});

describe('what cannot be read at all loads nothing and harms nothing', () => {
  test.each([
    ['a file that is no text', { 'tickets.csv': new Uint8Array([0x69, 0x64, 0x0a, 0xff, 0x00]) }, 'tickets.csv'],
    ['a file without a required column', { 'tickets.csv': 'id,subject\nt1,Hello\n' }, 'created_at'],
    ['a Parquet file that is none', { 'tickets.parquet': 'not parquet' }, 'tickets.parquet'],
    ['an empty folder', {}, 'it holds no file of a known name'],
  ])('%s', async (_, files, reason) => {
    await using folder = await folderOf({ 'surveys.csv': surveys });
    await load(folder.path);
    // Its surveys alone could be read, and would give 100 %.
    const surveysToo = 'tickets.csv' in files || 'tickets.parquet' in files;
    const better = surveysToo ? { 'surveys.csv': surveys.replace('12:00:00Z,1,', '12:00:00Z,5,') } : {};
    await using bad = await folderOf({ ...better, ...files });
    const { code, stdout, stderr } = await load(bad.path);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('    at ');
    expect(await csat()).toMatchObject({ value: 75, n: 4 });
  });

  test('a path that is not there', async () => {
    expect(await load('/nowhere/acme')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'acme cannot be read: it does not exist; check the path.\n',
    });
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await using folder = await folderOf({ 'surveys.csv': surveys });
    await chmod(join(folder.path, 'surveys.csv'), 0);
    const { code, stderr } = await load(folder.path);
    expect(code).toBe(1);
    expect(stderr).toContain('its permissions forbid it; allow this user to read it');
  });
});

describe('a mapping', () => {
  const exported = 'Nr;Wann;Note\n1;09.11.2026 08:00;gut\n2;15.11.2026 23:59;schlecht\n';
  const map = `surveys:
  file: export.csv
  delimiter: ';'
  columns: { id: Nr, answered_at: Wann, score: Note }
  values: { score: { gut: 5, schlecht: 1 } }
  dates: { format: dd.MM.yyyy HH:mm, timezone: UTC }
  constants: { kind: csat, scale_min: 1, scale_max: 5 }
`;

  test('reads a file that was not made for us', async () => {
    await using folder = await folderOf({ 'export.csv': exported });
    await using maps = await folderOf({ 'map.yaml': map });
    const loaded = await load(folder.path, ['--map', join(maps.path, 'map.yaml')]);
    expect(loaded).toEqual({ code: 0, stdout: 'acme: 2 rows loaded\n', stderr: '' });
    expect(await csat()).toMatchObject({ value: 50, n: 2 });
  });

  test.each([
    ['that is not there', {}, 'map.yaml cannot be read: it does not exist; check the path.'],
    ['of an unknown column', { 'map.yaml': 'surveys:\n  columns: { mark: Note }\n' }, 'mark'],
    ['that is no YAML', { 'map.yaml': 'surveys: [' }, 'YAML'],
  ])('%s is refused', async (_, files, reason) => {
    await using folder = await folderOf({ 'surveys.csv': surveys });
    await using maps = await folderOf(files);
    const { code, stdout, stderr } = await load(folder.path, ['--map', join(maps.path, 'map.yaml')]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(reason);
    expect(await csat()).toMatchObject({ n: 0 });
  });
});

describe('the same rows', () => {
  test('are read from JSONL', async () => {
    const [s1, s2, s3, s4] = rows.map((row) => {
      const [id, kind, answered_at, score] = row.split(',');
      return JSON.stringify({ id, kind, answered_at, score: Number(score), scale_min: 1, scale_max: 5 });
    });
    await using folder = await folderOf({ 'surveys.jsonl': `${[s1, s2, s3, '{"id": ', s4].join('\n')}\n` });
    const { code, stdout } = await load(folder.path, ['--accept-refused']);
    expect([code, stdout]).toEqual([
      0,
      'acme: 4 rows loaded, 1 remark\n  surveys.jsonl line 4: expected a JSON object in one line\n',
    ]);
    expect(await csat()).toMatchObject({ value: 75, n: 4 });
  });

  test('are read from Parquet', async () => {
    await using folder = await folderOf({});
    await writeParquet(join(folder.path, 'surveys.parquet'));
    expect(await load(folder.path)).toEqual({ code: 0, stdout: 'acme: 4 rows loaded\n', stderr: '' });
    expect(await csat()).toMatchObject({ value: 75, n: 4 });
  });

  test('are read while the bot runs', async () => {
    await using program = await home.start();
    await program.waitFor(/Stop with Ctrl-C/);
    await using folder = await folderOf({ 'surveys.csv': surveys });
    // A busy machine takes long enough for a line of progress on stderr.
    expect(await load(folder.path)).toMatchObject({ code: 0, stdout: 'acme: 4 rows loaded\n' });
    expect(await csat()).toMatchObject({ value: 75, n: 4 });
  });
});

test.each(['sample', ' '])('a desk cannot be called "%s"', async (desk) => {
  await using folder = await folderOf({ 'surveys.csv': surveys });
  const { code, stdout, stderr } = await home.terminal(['import', folder.path, '--desk', desk]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(`--desk takes the name of a desk of yours, such as acme; got "${desk}".\n`);
});

async function writeParquet(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const values = rows.map((row) => {
    const [id, kind, answered, score] = row.split(',');
    return `('${id}', '${kind}', TIMESTAMPTZ '${answered}', ${score}, 1, 5)`;
  });
  await connection.run(
    `COPY (SELECT * FROM (VALUES ${values.join(', ')}) AS t (id, kind, answered_at, score, scale_min, scale_max))
     TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}
