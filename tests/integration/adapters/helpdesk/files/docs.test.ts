import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../../../src/adapters/helpdesk/files/rows/columns.ts';
import { openFiles, readMap } from '../../../../../src/adapters/helpdesk/files/index.ts';
import { facts, type Table } from '../../../../../src/helpdesk.ts';
import { openLog } from '../../../../../src/log.ts';
import { folderOf } from '../../../../helpers/folder.ts';
import { batchesOf, gather } from '../../../../helpers/pull.ts';

const page = await readFile(new URL('../../../../../docs/import.md', import.meta.url), 'utf8');

function example(language: string): string {
  const [, block] = new RegExp(`^\`\`\`${language}\\n([^]*?)\`\`\`$`, 'm').exec(page) ?? [];
  if (block === undefined) throw new Error(`docs/import.md has no example in ${language}`);
  return block;
}

test('the documented mapping reads the documented file as the page says', async () => {
  await using folder = await folderOf({ 'export.csv': example('csv') });
  const map = readMap(example('yaml'));
  const desk = openFiles({ name: 'acme', path: folder.path, map }, { log: openLog('silent') });
  const { rows, skipped, unmapped } = gather(await batchesOf(desk));
  const at = (iso: string) => Date.parse(iso) / 1000;
  expect(rows.tickets).toMatchObject([
    {
      id: '1001',
      status: 'solved',
      channel: 'email',
      agent: 'ana',
      created_at: at('2026-03-29T00:30:00Z'),
      first_reply_at: at('2026-03-29T02:00:00Z'),
      solved_at: null,
      handle_seconds: 750,
    },
    { id: '1002', status: 'pending', created_at: at('2026-03-29T02:30:00Z') },
    {
      id: '1003',
      created_at: at('2026-03-30T06:00:00Z'),
      first_reply_at: at('2026-03-30T07:30:00Z'),
      solved_at: at('2026-03-30T09:00:00Z'),
    },
    { id: '1004', status: 'other', first_reply_at: null },
  ]);
  expect(rows.surveys).toMatchObject([
    { id: 'csat-1001', ticket: '1001', score: 5, answered_at: null },
    { id: 'csat-1003', ticket: '1003', score: 2, answered_at: at('2026-03-30T09:00:00Z') },
  ]);
  expect(skipped.map(({ place, reason }) => `${place}: ${reason}`)).toEqual(example('text').trim().split('\n'));
  expect(unmapped).toEqual({ 'tickets.status: "Escalated"': 1 });
});

test('the page names every table with its columns, the required ones apart', () => {
  const names = (table: Table, isRequired: boolean) =>
    columnsOf(table)
      .filter((column) => column.isRequired === isRequired)
      .map(({ name }) => `\`${name}\``)
      .join(', ');
  for (const table of Object.keys(facts) as Table[]) {
    expect(page).toContain(`| \`${table}\` | ${names(table, true)} | ${names(table, false)} |`);
  }
});
