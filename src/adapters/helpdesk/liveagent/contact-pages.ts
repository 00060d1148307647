import { readRows } from '../kit/rows.ts';
import { changedPages } from '../kit/changed-pages.ts';
import { contactRow } from './contact.ts';
import { lastChange, searchDelay } from './last-change.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Contacts changed since the position: the customers. */
export async function* contactPages({ contacts }: Position, { api, names, signal }: Tools): AsyncGenerator<Step> {
  const pages = changedPages((from) => api.changed('contacts', from, { signal }), {
    start: contacts,
    stampOf: lastChange,
    overlap: searchDelay,
  });
  for await (const { rows, reached } of pages) {
    await names.learn([], { rows, signal });
    const { read, skipped } = readRows(rows, { as: contactRow(names), noun: 'contact' });
    yield { batch: { facts: { customers: read }, skipped }, moved: { contacts: reached } };
  }
}
