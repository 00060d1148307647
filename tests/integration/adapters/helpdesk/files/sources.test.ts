import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFiles, readMap } from '../../../../../src/adapters/helpdesk/files/index.ts';
import { openLog } from '../../../../../src/log.ts';
import { folderOf } from '../../../../helpers/folder.ts';
import { batchesOf, gather, type Pulled } from '../../../../helpers/pull.ts';
import { xlsxOf } from '../../../../helpers/xlsx.ts';

const opened = '2026-03-02T08:00:00Z';
const at = (iso: string) => Date.parse(iso) / 1000;

async function pullFrom(files: Readonly<Record<string, string | Uint8Array>>, yaml = ''): Promise<Pulled> {
  await using folder = await folderOf(files);
  return gather(
    await batchesOf(openFiles({ name: 'acme', path: folder.path, map: readMap(yaml) }, { log: openLog('silent') })),
  );
}

const said = ({ skipped }: Pulled) => skipped.map(({ place, reason }) => `${place}: ${reason}`);
const tickets = `id,created_at,team\n1,${opened},Rückgaben\n`;

describe('the encoding of a file is found, and said', () => {
  test.each([
    ['UTF-8', Buffer.from(tickets), []],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${tickets}`), []],
    ['UTF-16', Buffer.from(`\uFEFF${tickets}`, 'utf16le'), [expect.stringContaining('UTF-16LE')]],
    [
      'UTF-16 the other way round',
      Buffer.from(`\uFEFF${tickets}`, 'utf16le').swap16(),
      [expect.stringContaining('UTF-16BE')],
    ],
    ['UTF-16 without a mark', Buffer.from(tickets, 'utf16le'), [expect.stringContaining('UTF-16LE')]],
    ['Windows-1252', Buffer.from(tickets, 'latin1'), [expect.stringContaining('Windows-1252')]],
  ])('%s', async (_, content, remarks) => {
    const pulled = await pullFrom({ 'tickets.csv': content });
    expect(pulled.rows.tickets).toMatchObject([{ id: '1', team: 'Rückgaben' }]);
    expect(said(pulled)).toEqual(remarks);
  });

  test('unless a mapping names it', async () => {
    const athens = [0xc1, 0xe8, 0xde, 0xed, 0xe1];
    const content = Buffer.concat([Buffer.from(`id,created_at,team\n1,${opened},`), Buffer.from(athens)]);
    const pulled = await pullFrom({ 'tickets.csv': content }, 'tickets: { encoding: windows-1253 }');
    expect(pulled.rows.tickets).toMatchObject([{ team: 'Αθήνα' }]);
    expect(said(pulled)).toEqual([]);
  });
});

describe('the delimiter of a file is found, and said', () => {
  test.each([
    ['a semicolon', 'tickets.csv', ';', [expect.stringContaining('parted by ";"')]],
    ['a tab', 'tickets.csv', '\t', [expect.stringContaining('parted by tabs')]],
    ['a bar', 'tickets.csv', '|', [expect.stringContaining('parted by "|"')]],
    ['a tab where the name says so', 'tickets.tsv', '\t', []],
    ['a comma', 'Tickets.CSV', ',', []],
  ])('%s', async (_, name, delimiter, remarks) => {
    const content = `ID;Created_At;tags\n1;${opened};"a,b"\n2;${opened};"c,d"\n`.replaceAll(';', delimiter);
    const pulled = await pullFrom({ [name]: content });
    expect(pulled.rows.tickets?.map(({ id }) => id)).toEqual(['1', '2']);
    expect(said(pulled).filter((line) => !line.includes('one tag'))).toEqual(remarks);
  });

  test('by the line with which a spreadsheet tells it', async () => {
    const pulled = await pullFrom({ 'agents.csv': 'sep=;\nid;name\nana;Ana, the first\n' });
    expect(pulled.rows.agents).toMatchObject([{ id: 'ana', name: 'Ana, the first' }]);
  });
});

describe('a table in text', () => {
  test('may have lines above its header, rows that end early, and headers twice that nothing uses', async () => {
    const pulled = await pullFrom(
      {
        'tickets.csv': `Report of March\n"two\nid,created_at,subject,note,note\n1,${opened}\n2,${opened},s,a,b,,\n3,${opened},s,a,b,c\n`,
      },
      'tickets: { skip: 2 }',
    );
    expect(pulled.rows.tickets).toMatchObject([
      { id: '1', subject: null },
      { id: '2', subject: 's' },
    ]);
    expect(said(pulled)).toEqual([
      'tickets.csv: column "note" is not known and was ignored',
      'tickets.csv line 6: expected 5 fields as in the header, got 6',
    ]);
  });

  test('cannot be read where a header that is used stands twice', async () => {
    await expect(pullFrom({ 'tickets.csv': `id,created_at,team,team\n1,${opened},a,b\n` })).rejects.toThrow(
      'names "team" twice',
    );
  });

  test('feeds several tables, several times, and names as unused what none of them uses', async () => {
    const yaml = `
tickets: { file: export.csv, columns: { id: Case, created_at: Opened } }
surveys:
  - { file: export.csv, when: { CSAT: { not: null } }, columns: { id: { text: 'csat-{Case}' }, answered_at: Opened, score: CSAT }, constants: { kind: csat, scale_min: 1, scale_max: 5 } }
  - { file: export.csv, when: { NPS: { not: null } }, columns: { id: { text: 'nps-{Case}' }, answered_at: Opened, score: NPS }, constants: { kind: nps, scale_min: 0, scale_max: 10 } }
`;
    const pulled = await pullFrom(
      { 'export.csv': `Case,Opened,CSAT,NPS,Colour\n7,${opened},4,9,red\n8,${opened},,0,blue\n` },
      yaml,
    );
    expect(pulled.rows.surveys?.map(({ id, score }) => [id, score])).toEqual([
      ['csat-7', 4],
      ['nps-7', 9],
      ['nps-8', 0],
    ]);
    expect(said(pulled)).toEqual(['export.csv: column "Colour" is not known and was ignored']);
  });

  test('of events without ids gives the same moves each time', async () => {
    const log = `ticket,at,status\n1,${opened},new\n1,2026-03-02T09:00:00Z,solved\n`;
    const first = await pullFrom({ 'ticket_moves.csv': log });
    expect(new Set(first.rows.ticket_moves?.map(({ id }) => id)).size).toBe(2);
    expect(await pullFrom({ 'ticket_moves.csv': log })).toEqual(first);
  });
});

describe('JSON', () => {
  const row = { id: 1, created_at: opened, via: { channel: 'email' }, customer: { id: 5 } };
  const yaml = 'tickets: { columns: { channel: via.channel } }';

  test.each([
    ['an array', JSON.stringify([row, { id: 2, created_at: opened, subject: '],[{"' }], null, 2)],
    [
      'an array in an object',
      JSON.stringify({ count: 2, cursors: ['a'], tickets: [row, { id: 2, created_at: opened }] }),
    ],
  ])('is read as %s, with what is within its objects', async (_, content) => {
    const pulled = await pullFrom({ 'tickets.json': content }, yaml);
    expect(pulled.rows.tickets).toMatchObject([
      { id: '1', channel: 'email', customer: null },
      { id: '2', channel: null },
    ]);
    expect(said(pulled)).toEqual([expect.stringContaining('tickets.json line 1: customer: expected text')]);
  });

  test('that is no array, ends early or is empty is refused, or gives nothing', async () => {
    await expect(pullFrom({ 'tickets.json': '{"id":1}' })).rejects.toThrow('it holds no array of objects');
    await expect(pullFrom({ 'tickets.json': `[${JSON.stringify(row)},` })).rejects.toThrow('it ends within its array');
    await expect(pullFrom({ 'tickets.json': '[1,2]' })).rejects.toThrow('none of the first 2 elements');
    expect((await pullFrom({ 'tickets.json': ' [ ] ' })).rows).toEqual({ tickets: [] });
  });

  test('that is nested without end costs its row alone', async () => {
    const deep = `{"id":3,"created_at":"${opened}","x":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const pulled = await pullFrom({ 'tickets.jsonl': `${JSON.stringify({ id: 1, created_at: opened })}\n${deep}\n` });
    expect(pulled.rows.tickets).toHaveLength(1);
    expect(said(pulled)).toEqual([
      expect.stringContaining('tickets.jsonl line 2: expected a JSON object of at most 64 levels'),
    ]);
  });
});

describe('a workbook', () => {
  const zone = 'tickets: { dates: { timezone: Europe/Athens } }';
  const wall = (iso: string) => new Date(`${iso}Z`);

  test('shows what the clocks of the mapping’s zone showed', async () => {
    const content = xlsxOf([
      ['ID', 'created_at', 'handle_seconds', 'is_complaint', 'subject'],
      [1001, wall('2026-07-02T10:00:00'), new Date('1899-12-30T00:05:00Z'), true, ' Ä '],
      [null, null, null, null, null],
      ['1002', wall('2026-01-02T10:00:00'), 90, false, null],
    ]);
    const { rows, skipped } = await pullFrom({ 'tickets.xlsx': content }, zone);
    expect(skipped).toEqual([]);
    expect(rows.tickets).toMatchObject([
      { id: '1001', created_at: at('2026-07-02T07:00:00Z'), handle_seconds: 300, is_complaint: true, subject: 'Ä' },
      { id: '1002', created_at: at('2026-01-02T08:00:00Z'), handle_seconds: 90, is_complaint: false },
    ]);
  });

  test('may have damaged ids', async () => {
    const content = xlsxOf([
      ['id', 'created_at'],
      [1001.5, wall('2026-07-02T10:00:00')],
      [1234567890123456800, wall('2026-07-02T10:00:00')],
    ]);
    const { rows, skipped } = await pullFrom({ 'tickets.xlsx': content }, zone);
    expect(rows.tickets).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('a number with decimals'),
      expect.stringContaining('lost its last digits'),
    ]);
  });

  test('without the sheet asked for, or that is none, is refused', async () => {
    const content = xlsxOf([['id'], ['ana']]);
    expect((await pullFrom({ 'agents.xlsx': content }, 'agents: { sheet: Export }')).rows.agents).toHaveLength(1);
    await expect(pullFrom({ 'agents.xlsx': content }, 'agents: { sheet: Other }')).rejects.toThrow(
      'it has no sheet "Other"',
    );
    await expect(pullFrom({ 'agents.xlsx': 'id\nana\n' })).rejects.toThrow('it is no .xlsx workbook');
  });
});

test('what is no regular file is not opened', async () => {
  await using folder = await folderOf({});
  for (const name of ['agents.csv', 'calls.jsonl', 'orders.json', 'tickets.xlsx', 'reviews.parquet']) {
    execFileSync('mkfifo', [join(folder.path, name)]);
    const desk = openFiles({ name: 'acme', path: join(folder.path, name) }, { log: openLog('silent') });
    await expect(batchesOf(desk)).rejects.toThrow('it is no regular file');
  }
});
