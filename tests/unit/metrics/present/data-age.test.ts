import { expect, test } from 'vitest';
import { dataAge } from '../../../../src/metrics/present/data-age.ts';
import type { Desk } from '../../../../src/store/facts/desks.ts';

const now = 1_000_000_000;
const desk: Desk = {
  name: 'acme',
  kind: 'zendesk',
  cursor: 'c',
  rows_read: 1,
  is_complete: true,
  synced_at: now - 30,
  failed_at: null,
  error: null,
  began_at: null,
  loaded_from: null,
  loaded_to: null,
};

test.each([
  ['a desk just synced', {}, 'acme: synced just now'],
  ['a desk synced a while ago', { synced_at: now - 3 * 60 }, 'acme: synced 3 min ago'],
  ['a desk synced hours ago', { synced_at: now - 5 * 3600 }, 'acme: synced 5 h ago'],
  ['a desk synced days ago', { synced_at: now - 3 * 86_400 }, 'acme: synced 3 days ago'],
  ['a desk still loading', { is_complete: false, synced_at: null }, 'acme: still loading, figures are incomplete'],
  [
    'a desk that failed since',
    { failed_at: now, error: 'Zendesk: answered 500' },
    'acme: incomplete, synced just now, then failed (Zendesk: answered 500)',
  ],
  [
    'a desk whose facts are whole, although something failed',
    { error: 'its schedule cannot be read' },
    'acme: synced just now, then failed (its schedule cannot be read)',
  ],
  ['the sample desk', { kind: 'sample' }, "acme (sample data, nobody's real figures): synced just now"],
])('%s says so', (_, change, line) => {
  expect(dataAge({ ...desk, ...change }, now)).toBe(line);
});
