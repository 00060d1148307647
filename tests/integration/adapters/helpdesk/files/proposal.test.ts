import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { proposeMap, readMap } from '../../../../../src/adapters/helpdesk/files/index.ts';
import { openApp } from '../../../../../src/app.ts';
import { readConfig } from '../../../../../src/config/index.ts';
import type { Invocation } from '../../../../../src/terminal/invocation.ts';
import { run } from '../../../../../src/terminal/run.ts';
import { folderOf } from '../../../../helpers/folder.ts';
import { startStore } from '../../../../helpers/store.ts';

const now = '2026-11-28T12:00:00Z';
const options = { timezone: 'UTC', now: Date.parse(now) / 1000 };
type Edit = readonly [from: string, to: string];

interface Case {
  readonly name: string;
  readonly file: string;
  readonly content: string | Uint8Array;
  /** At most two. */
  readonly edits?: readonly Edit[];
  readonly question: string;
  readonly value: number;
}

const cases: readonly Case[] = [
  {
    name: 'times written in two ways',
    file: 'queue.csv',
    content: 'id,created\n7,14-Feb-2026 09:15 PM\n8,"Feb 14, 2026, 11:40 AM"\n',
    question: 'tickets on 2026-02-14',
    value: 2,
  },
  {
    name: 'a date without and one with a time, of which neither tells the month',
    file: 'queue.csv',
    content: 'id,created,solved\n1,03/04/2026,04/04/2026 12:00\n',
    edits: [
      ['format: dd/MM/yyyy }', 'format: MM/dd/yyyy }'],
      ['format: dd/MM/yyyy HH:mm', 'format: MM/dd/yyyy HH:mm'],
    ],
    question: 'solved on 2026-04-04',
    value: 1,
  },
  {
    name: 'a date and a time in two columns',
    file: 'log.csv',
    content: 'id,date,time\n5,13/6/2026,7:05:30\n',
    question: 'tickets on 2026-06-13',
    value: 1,
  },
  {
    name: 'lengths of time in clock form',
    file: 'queue.csv',
    content: 'id,created,frt,handle\n1,2026-02-03 08:00,00:45:00,00:10:00\n',
    question: 'frt 2026-02-03',
    value: 2700,
  },
  {
    name: 'words for no value, and a length in minutes',
    file: 'queue.csv',
    content: 'id,created,frt\n1,2026-02-03 08:00,N/A\n2,2026-02-03 08:00,30\n3,2026-02-03 09:00,-\n',
    edits: [['frt hours', 'frt minutes']],
    question: 'frt 2026-02-03',
    value: 1800,
  },
  {
    name: 'a negative length of time',
    file: 'queue.csv',
    content: 'id,created,frt\n1,2026-02-03 08:00,-3\n2,2026-02-03 08:00,1\n',
    question: 'frt 2026-02-03',
    value: 3600,
  },
  {
    name: 'Windows-1252',
    file: 'queue.csv',
    content: Buffer.from('id,created,team\n1,2026-02-03 08:00,Größe\n', 'latin1'),
    question: 'tickets team:größe 2026-02-03',
    value: 1,
  },
  {
    name: 'tags between commas',
    file: 'queue.csv',
    content: 'id,created,tags\n1,2026-02-03 08:00,"late, broken"\n2,2026-02-03 08:00,late\n',
    question: 'tickets tag:late 2026-02-03',
    value: 2,
  },
  {
    name: 'amounts with thousands and a currency sign',
    file: 'sales.csv',
    content: 'id,at,amount\n1,2026-02-03 08:00,"2,345.50"\n2,2026-02-03 09:00,$4.50\n',
    edits: [['  columns:', '  constants: { kind: upsell }\n  columns:']],
    question: 'upsell 2026-02-03',
    value: 2,
  },
  {
    name: 'tabs',
    file: 'queue.tsv',
    content: 'id\tcreated\n1\t2026-02-03 08:00\n',
    question: 'tickets 2026-02-03',
    value: 1,
  },
  {
    name: 'a header twice',
    file: 'queue.csv',
    content: 'id,created,remark,remark\n1,2026-02-03 08:00,a,b\n',
    question: 'tickets 2026-02-03',
    value: 1,
  },
  {
    name: 'an array of JSON',
    file: 'queue.json',
    content: '[{"id":1,"created":"2026-02-03T08:00:00Z"}]',
    question: 'tickets 2026-02-03',
    value: 1,
  },
  {
    name: 'objects within objects',
    file: 'dump.jsonl',
    content: `${JSON.stringify({
      id: 9,
      created_at: '2026-02-03T08:00:00Z',
      status: 'solved',
      via: { channel: 'chat' },
      satisfaction_rating: { score: 'bad' },
      metric_set: { solved_at: '2026-02-03T09:00:00Z' },
      assignee: { name: 'Bo' },
    })}\n`,
    question: 'csat 2026-02-03',
    value: 0,
  },
  {
    name: 'an issue tracker’s export',
    file: 'issues.csv',
    content: [
      '#,Project,Tracker,Status,Priority,Subject,Author,Assignee,Updated,Category,Spent time,Created,Closed',
      '31,Desk,Support,Resolved,Normal,a,Mo,Bo,02/24/2026 01:00 PM,returns,0.50,02/24/2026 09:00 AM,02/24/2026 01:00 PM',
      '32,Desk,Support,In Progress,High,b,Mo,,02/24/2026 10:00 AM,returns,0.00,02/24/2026 09:30 AM,',
    ].join('\n'),
    edits: [['timezone: UTC', 'timezone: Europe/Athens']],
    question: 'resolution-time 2026-02-24',
    value: 4 * 3600,
  },
  {
    name: 'lines above the header, semicolons and decimal commas',
    file: 'export.csv',
    content:
      'Ticket export\nmade in March\nCase No;Opened;Effort (min);CSAT\nA-1;03.02.2026 08:00;1.012,5;5\nA-2;14.02.2026 08:00;3;1\n',
    question: 'csat 2026-02-01..2026-02-28',
    value: 50,
  },
  {
    name: 'promises kept, by yes and no',
    file: 'export.csv',
    content:
      'ticket id,created,closed,sla met\n1,2026-02-03 08:00,2026-02-03 09:00,Yes\n2,2026-02-03 08:00,2026-02-03 09:00,Missed\n',
    question: 'sla 2026-02-03',
    value: 50,
  },
];

async function figureOf({ file, content, edits = [], question }: Case): Promise<unknown> {
  await using folder = await folderOf({ [file]: content });
  await using store = await startStore();
  const config = readConfig({ DESKPULSE_CONFIG: '/dev/null' });
  const app = openApp({ config, store, log: pino({ level: 'silent' }) }, { desks: [], chats: [] });
  const ask = (asked: Invocation) =>
    run(asked, app, { onProgress: () => undefined, signal: new AbortController().signal });

  const map = join(folder.path, 'map.yaml');
  const proposed = await ask({ command: 'import', path: join(folder.path, file), writeMap: map });
  expect([proposed.code, proposed.err]).toEqual([0, expect.stringContaining('The mapping stands in')]);
  let yaml = await readFile(map, 'utf8');
  for (const [from, to] of edits) {
    expect(yaml).toContain(from);
    yaml = yaml.replace(from, to);
  }
  await writeFile(map, yaml);
  const imported = await ask({ command: 'import', path: folder.path, desk: 'acme', map });
  expect([imported.err, imported.code]).toEqual(['', 0]);
  const view = { width: 80, isColor: false };
  const { out } = await ask({ command: 'kpi', text: question, json: true, now, ...view });
  return JSON.parse(out);
}

describe('a file that is not known reaches a figure with at most two edits of what is proposed', () => {
  test.each(cases)('$name', async (each) => {
    expect(each.edits?.length ?? 0).toBeLessThanOrEqual(2);
    expect(await figureOf(each)).toMatchObject({ value: each.value });
  });
});

test('a proposal says what the file holds, what is doubtful and what is not used, and can be used as it is', async () => {
  await using folder = await folderOf({
    'orders 2026.csv': 'order id,date,total,shop\n1,01/02/2026,"1,234",A\n2,03/04/2026,$5,B\n',
  });
  const proposal = await proposeMap(folder.path, options);
  expect(proposal?.yaml.split('\n')).toEqual([
    '# What is marked "?" is a guess: look at it before you import with this mapping.',
    'orders:',
    '  file: orders 2026.csv',
    '  decimal: . # ? 1,234 may be one and a bit: "," then',
    '  dates: { timezone: UTC } # ? the times of the file name no zone',
    '  columns:',
    '    id: order id # "1", "2"',
    '    at: { column: date, format: dd/MM/yyyy } # ? day and month may be the other way round · "01/02/2026", "03/04/2026"',
    '    amount: total # "1,234", "$5"',
    '# Columns of orders 2026.csv that are not used:',
    '#   "shop": "A", "B"',
    '',
  ]);
  expect(Object.keys(readMap(proposal?.yaml ?? ''))).toEqual(['orders']);
});

test('nothing is proposed for tables that are known, nor for a folder without a file that could be read', async () => {
  await using known = await folderOf({ 'tickets.csv': 'id,created_at\n', 'notes.txt': 'a' });
  await using strange = await folderOf({ 'notes.txt': 'a,b\n1,2\n' });
  for (const path of [known.path, join(known.path, 'tickets.csv'), strange.path]) {
    expect(await proposeMap(path, options)).toBeUndefined();
  }
});
