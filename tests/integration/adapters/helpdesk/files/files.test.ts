import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFiles, readMap, type FileMap } from '../../../../../src/adapters/helpdesk/files/index.ts';
import { UserError } from '../../../../../src/errors.ts';
import { openLog } from '../../../../../src/log.ts';
import { folderOf } from '../../../../helpers/folder.ts';
import { batchesOf, gather, type Pulled } from '../../../../helpers/pull.ts';

const log = openLog('silent');

function open(path: string, map: FileMap = {}) {
  return openFiles({ name: 'acme', path, map }, { log });
}

async function pullFrom(files: Readonly<Record<string, string | Uint8Array>>, map: FileMap = {}): Promise<Pulled> {
  await using folder = await folderOf(files);
  return gather(await batchesOf(open(folder.path, map)));
}

const opened = '2026-03-02T08:00:00Z';
const tickets = (...rows: string[]) => ['id,created_at,subject', ...rows].join('\n');

describe('a folder', () => {
  test('gives people before tickets and tickets before what belongs to them', async () => {
    await using folder = await folderOf({
      'replies.csv': `id,at\nr1,${opened}\n`,
      'ticket_spans.csv': `ticket,seq,from_at\n1,0,${opened}\n`,
      'tickets.csv': tickets(`1,${opened},`),
      'customers.jsonl': `{"id":"c1","started_at":"${opened}"}\n`,
      'agents.csv': 'id,is_active\nana,true\n',
    });
    const batches = await batchesOf(open(folder.path));
    const order = batches.flatMap(({ facts }) =>
      Object.entries(facts).flatMap(([table, rows]) => (rows.length ? [table] : [])),
    );
    expect(order).toEqual(['agents', 'customers', 'tickets', 'ticket_spans', 'replies']);
    expect(batches.map(({ isLast }) => isLast ?? false)).toEqual([...batches.slice(1).map(() => false), true]);
  });

  test('names its tables as given even when they have no row', async () => {
    const { rows } = await pullFrom({ 'tickets.csv': 'id,created_at\n', 'surveys.jsonl': '' });
    expect(rows).toEqual({ tickets: [], surveys: [] });
  });

  test('gives the same again from whatever cursor', async () => {
    await using folder = await folderOf({ 'tickets.csv': tickets(`1,${opened},`) });
    const desk = open(folder.path);
    const first = gather(await batchesOf(desk));
    expect(gather(await batchesOf(desk, first.cursor ?? null))).toEqual(first);
  });

  test('names files and columns that are none of ours, once each', async () => {
    const { skipped } = await pullFrom({
      'tickets.csv': `id,created_at,colour,\n1,${opened},red,\n2,${opened},blue,\n`,
      'calls.jsonl': `{"id":"1","at":"${opened}"}\n{"id":"2","at":"${opened}","mood":1}\n{"id":"3","at":"${opened}","mood":2}\n`,
      'notes.txt': 'hello',
      '.hidden': '',
    });
    expect(skipped).toMatchObject([
      { place: 'notes.txt', reason: 'its name is no table and it was not read' },
      { place: 'tickets.csv', reason: 'column "colour" is not known and was ignored' },
      { place: 'calls.jsonl', reason: 'column "mood" is not known and was ignored' },
    ]);
  });

  test('ends between two batches when it is aborted', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => `${index},${opened},`);
    await using folder = await folderOf({ 'tickets.csv': tickets(...rows) });
    const stop = new AbortController();
    let count = 0;
    for await (const { facts } of open(folder.path).pull(null, stop.signal)) {
      count += facts.tickets?.length ?? 0;
      if (count > 0) stop.abort();
    }
    expect(count).toBe(5000);
  });

  test('is checked file by file', async () => {
    await using folder = await folderOf({ 'tickets.csv': tickets(), 'calls.csv': 'id\n' });
    expect(await open(join(folder.path, 'tickets.csv')).check()).toEqual([
      { name: 'tickets.csv', isOk: true, detail: 'read as tickets, with 3 columns' },
    ]);
    const [check] = await open(folder.path).check();
    expect(check).toMatchObject({ isOk: false, detail: expect.stringContaining('calls.csv') });
  });
});

describe('a CSV file', () => {
  test('may have a byte order mark, CRLF, quotes and lines within a field', async () => {
    const { rows, skipped } = await pullFrom({
      'tickets.csv': `\uFEFFid,created_at,subject\r\n1,${opened},"say ""hi"",\r\nplease"\r\n\r\n2,${opened},<b>=1+1\r\n`,
    });
    expect(skipped).toEqual([]);
    expect(rows.tickets?.map(({ id, subject }) => [id, subject])).toEqual([
      ['1', 'say "hi",\r\nplease'],
      ['2', '<b>=1+1'],
    ]);
  });

  test('loses its bad rows alone, each named by the line it begins in', async () => {
    const { rows, skipped, unmapped } = await pullFrom({
      'tickets.csv': [
        'id,created_at,status',
        `1,${opened},open`,
        `2,"2026-03-02\n08:00",open`,
        '',
        `3,${opened}`,
        `4,${opened},open,extra`,
        `5,${opened},Waiting`,
        `,${opened},open`,
        `6,${opened},a "quoted" word`,
      ].join('\n'),
    });
    expect(rows.tickets?.map(({ id }) => id)).toEqual(['1', '3', '5', '6']);
    expect(skipped.map(({ place }) => place)).toEqual([3, 7, 9].map((line) => `tickets.csv line ${line}`));
    expect(skipped[1]?.reason).toBe('expected 3 fields as in the header, got 4');
    expect(unmapped).toEqual({ 'tickets.status: "Waiting"': 1, 'tickets.status: "a \\"quoted\\" word"': 1 });
  });

  test('is read up to a quote that is never closed, which is named', async () => {
    const { rows, skipped } = await pullFrom({
      'tickets.csv': tickets(`1,${opened},a`, `2,${opened},"b`, `3,${opened},c`),
    });
    expect(rows.tickets?.map(({ id }) => id)).toEqual(['1']);
    expect(skipped).toMatchObject([
      {
        place: 'tickets.csv line 3',
        reason: 'a quote opened in this row is never closed; neither it nor what follows was read',
      },
    ]);
  });

  test('may hold a field of megabytes', async () => {
    const long = 'x'.repeat(5_000_000);
    const { rows } = await pullFrom({ 'tickets.csv': tickets(`1,${opened},${long}`, `2,${opened},short`) });
    expect(rows.tickets?.map(({ subject }) => subject?.length)).toEqual([long.length, 5]);
  });

  test('comes in batches that never part the spans of one ticket', async () => {
    const span = (ticket: number, seq: number) => `${ticket},${seq},${opened}`;
    const list = Array.from({ length: 4999 }, (_, ticket) => span(ticket, 0));
    await using folder = await folderOf({
      'ticket_spans.csv': ['ticket,seq,from_at', ...list, span(9000, 0), span(9000, 1), span(9001, 0)].join('\n'),
    });
    const sizes = (await batchesOf(open(folder.path))).map(({ facts }) => facts.ticket_spans?.length ?? 0);
    expect(sizes.filter((size) => size > 0)).toEqual([5001, 1]);
  });
});

test('a JSONL file loses its bad lines alone, and may hold any separator inside a text', async () => {
  const { rows, skipped } = await pullFrom({
    'tickets.jsonl': [
      `\uFEFF{"id":1,"created_at":"${opened}","tags":["a"],"subject":"one\u2028two"}`,
      '{"id":2,',
      '[3]',
      '',
      `{"id":"4","created_at":"${opened}","is_complaint":false}\r`,
      '{"id":"5"}',
    ].join('\n'),
  });
  expect(rows.tickets?.map(({ id, tags, subject }) => [id, tags, subject])).toEqual([
    ['1', ['a'], 'one\u2028two'],
    ['4', null, null],
  ]);
  expect(skipped).toMatchObject([
    { place: 'tickets.jsonl line 2', reason: 'expected a JSON object in one line' },
    { place: 'tickets.jsonl line 3', reason: 'expected a JSON object in one line' },
    { place: 'tickets.jsonl line 6', reason: 'created_at: expected a value, got ""' },
  ]);
});

describe('nothing is given when one of the files cannot be read at all', () => {
  const good = { 'agents.csv': 'id\nana\n' };

  async function failureOf(files: Readonly<Record<string, string | Uint8Array>>, map: FileMap = {}): Promise<string> {
    await using folder = await folderOf(files);
    const first = open(folder.path, map).pull(null, new AbortController().signal)[Symbol.asyncIterator]().next();
    const failure: unknown = await first.then(
      () => 'a batch was given',
      (error: unknown) => error,
    );
    return failure instanceof UserError ? failure.message : String(failure);
  }

  test.each([
    ['no file', {}, 'holds no file of a known name; expected tickets.csv'],
    ['no header', { ...good, 'tickets.csv': '' }, 'tickets.csv cannot be read: it is empty'],
    [
      'a missing column',
      { ...good, 'tickets.csv': 'id,subject\n1,a\n' },
      'it has no column "created_at"; its columns are "id"',
    ],
    ['a delimiter nobody uses', { ...good, 'tickets.csv': 'id~created_at\n' }, 'its columns are "id~created_at"'],
    ['a column twice', { ...good, 'tickets.csv': 'id,created_at,id\n' }, 'names "id" twice'],
    [
      'damaged UTF-8',
      { ...good, 'tickets.csv': Buffer.concat([Buffer.from(tickets('1,x,ü', '2,x,ß')), Buffer.from([0xff])]) },
      'not UTF-8 near line 3',
    ],
    ['bytes that are no text', { ...good, 'tickets.csv': Buffer.from([0x69, 0x64, 0, 0x0a, 0xff]) }, 'not UTF-8'],
    [
      'text cut within a letter',
      { ...good, 'tickets.csv': Buffer.from(tickets('1,x,ü')).subarray(0, -1) },
      'not UTF-8',
    ],
    ['JSON that is no lines', { ...good, 'tickets.jsonl': '[\n1\n]' }, 'none of its first 3 lines is a JSON object'],
    ['JSON without the column', { ...good, 'tickets.jsonl': '{"id":1}' }, 'it has no column "created_at"'],
    ['text named parquet', { ...good, 'tickets.parquet': 'id,created_at\n' }, 'not a Parquet file'],
    ['one table twice', { 'agents.csv': 'id\n', 'agents.jsonl': '' }, 'agents.csv and agents.jsonl are the same table'],
  ])('%s', async (_, files, reason) => {
    expect(await failureOf(files)).toContain(reason);
  });

  test('a file the mapping names and the folder lacks', async () => {
    expect(await failureOf(good, readMap('tickets: { file: export.csv }'))).toContain('tickets from export.csv');
    expect(await failureOf(good, readMap('tickets: { decimal: "," }'))).toContain('no file gives it');
  });

  test('a column the mapping names and the file lacks', async () => {
    const map = readMap('agents: { columns: { name: Full name } }');
    expect(await failureOf(good, map)).toContain('agents.csv cannot be read: it has no column "Full name"');
  });

  test('a path that does not exist, is no table, or is a folder under a file name', async () => {
    await using folder = await folderOf({ 'export.csv': 'id\n' });
    await mkdir(join(folder.path, 'agents.csv'));
    await expect(batchesOf(open(join(folder.path, 'gone')))).rejects.toThrow('gone cannot be read: it does not exist');
    await expect(batchesOf(open(join(folder.path, 'export.csv')))).rejects.toThrow('its name is no table');
    await expect(batchesOf(open(folder.path))).rejects.toThrow('agents.csv cannot be read: it is a folder');
  });

  test.skipIf(process.getuid?.() === 0)('a file this user may not read', async () => {
    await using folder = await folderOf(good);
    await chmod(join(folder.path, 'agents.csv'), 0);
    await expect(batchesOf(open(folder.path))).rejects.toThrow('its permissions forbid it');
  });
});

describe('a single file', () => {
  test('is the table it is named after, or the one its mapping describes', async () => {
    await using folder = await folderOf({ 'agents.csv': 'id\nana\n', 'staff.csv': 'id\nben\n' });
    const own = gather(await batchesOf(open(join(folder.path, 'agents.csv'))));
    const mapped = gather(
      await batchesOf(open(join(folder.path, 'staff.csv'), readMap('agents: { constants: { team: A } }'))),
    );
    expect(own.rows.agents).toMatchObject([{ id: 'ana', team: null }]);
    expect(mapped.rows.agents).toMatchObject([{ id: 'ben', team: 'A' }]);
  });

  test('may feed several tables', async () => {
    await using folder = await folderOf({ 'export.csv': `Case,Opened,Stars\n1,${opened},4\n` });
    const map = readMap(`
tickets: { file: export.csv, columns: { id: Case, created_at: Opened } }
surveys: { file: export.csv, columns: { id: Case, ticket: Case, score: Stars }, constants: { kind: csat, scale_min: 1, scale_max: 5 } }
`);
    const { rows } = gather(await batchesOf(open(join(folder.path, 'export.csv'), map)));
    expect(rows.tickets).toMatchObject([{ id: '1' }]);
    expect(rows.surveys).toMatchObject([{ id: '1', ticket: '1', kind: 'csat', score: 4, scale_min: 1, scale_max: 5 }]);
  });
});
