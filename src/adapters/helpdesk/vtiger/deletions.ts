import { z } from 'zod';
import { id, numberOf } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const day = 86_400;
/** What is being saved counts as changed a little earlier than it can be seen. */
const slack = 600;
/** Where nothing was deleted, how much of what was told is rather heard again than noted. */
const longestRepeat = 3600;
const identified = z.object({ id });

/**
 * Tickets that are gone, by two ways: what `sync` tells of in the Cloud, at every pull; and once a day the newest known tickets,
 * looked up by their ids when there are fewer of them than there were.
 */
export async function* deletionPages(position: Position, tools: Tools): AsyncGenerator<Step> {
  if (tools.edition.tellsDeleted) yield* told(position, tools);
  yield* compared(position, tools);
}

async function* told({ deletions, knownTickets }: Position, { api, edition, call }: Tools): AsyncGenerator<Step> {
  let since = Math.max(0, (deletions.toldUntil ?? api.now()) - slack);
  let known = knownTickets;
  for (;;) {
    const changes = await api.changes(edition.tickets, since, call);
    if (changes === undefined) return;
    const gone = new Set(changes.deleted.filter((text) => id.safeParse(text).success));
    known = known.filter((number) => !new Set([...gone].map(numberOf)).has(number));
    // Told again within the slack, a deletion changes nothing.
    const toldUntil = Math.max(deletions.toldUntil ?? 0, changes.until);
    const isFarther = toldUntil - (deletions.toldUntil ?? 0) > longestRepeat;
    if (gone.size > 0 || changes.hasMore || isFarther) {
      yield {
        batch: { facts: {}, deleted: goneAt(gone, Math.max(changes.until, api.now())) },
        moved: { deletions: { ...deletions, toldUntil }, knownTickets: known },
      };
    }
    if (!changes.hasMore) return;
    since = changes.until;
  }
}

async function* compared(position: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, edition, service, log, call } = tools;
  const { deletions, knownTickets } = position;
  const now = api.now();
  const ids = knownTickets.filter((number) => number > deletions.comparedId);
  const finished = { ...deletions, comparedAt: now, comparedId: 0 };
  if (now - deletions.comparedAt < day || ids.length === 0) return;
  const prefix = await api.prefix(edition.tickets, call);
  const name = (number: number | undefined) => `${prefix}x${number}`;
  if (deletions.comparedId === 0) {
    const where = [`id >= '${name(ids[0])}'`, `id <= '${name(ids.at(-1))}'`];
    const count = await api.count({ from: edition.tickets, where }, call);
    // Half of all tickets are not deleted in a day: the user lost the right to see them.
    const isLost = count < ids.length / 2;
    if (isLost) log.warn({ service, known: ids.length, count }, 'most known tickets can no longer be seen');
    if (isLost || count >= ids.length) {
      yield { batch: { facts: {} }, moved: { deletions: finished } };
      return;
    }
  }
  let known = knownTickets;
  for (let at = 0; at < ids.length; at += api.pageSize) {
    const chunk = ids.slice(at, at + api.pageSize);
    const rows = await api.records(edition.tickets, chunk.map(name), call);
    const there = new Set(rows.map((row) => identified.safeParse(row).data?.id));
    const gone = new Set(chunk.filter((number) => !there.has(name(number))));
    known = known.filter((number) => !gone.has(number));
    const isLast = at + api.pageSize >= ids.length;
    yield {
      batch: { facts: {}, deleted: goneAt([...gone].map(name), now) },
      moved: {
        deletions: isLast ? finished : { ...deletions, comparedId: chunk.at(-1) ?? 0 },
        knownTickets: known,
      },
    };
  }
}

function goneAt(ids: Iterable<string>, at: number): { id: string; at: number }[] {
  return [...ids].map((id) => ({ id, at }));
}
