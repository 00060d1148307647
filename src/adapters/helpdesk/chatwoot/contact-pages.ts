import { begin } from '../kit/reading.ts';
import { readRows } from '../kit/rows.ts';
import { foreignContact, toCustomer } from './contact.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Contacts made since the position, newest first. Chatwoot does not find those that changed: they come with their conversations. */
export async function* contactPages({ contacts }: Position, { api, clock, signal }: Tools): AsyncGenerator<Step> {
  const reading = begin(contacts, clock);
  for (let page = Number(reading.after ?? 1); ; page += 1) {
    const rows = await api.contacts(page, { signal });
    const { read, skipped } = readRows(rows, { as: foreignContact, noun: 'contact' });
    const isEnd = rows.length === 0 || read.some(({ created_at }) => created_at < reading.since);
    yield {
      batch: { facts: { customers: read.map(toCustomer) }, skipped },
      moved: { contacts: reading.at(isEnd ? null : String(page + 1)) },
    };
    if (isEnd) return;
  }
}
