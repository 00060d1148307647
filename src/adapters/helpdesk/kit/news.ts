import type { News, Source } from '../../../helpdesk.ts';
import { secondsNow, type Clock } from './clock.ts';

/**
 * The news of a page from those of its parts, one after another. A table that any of them names is named, as one the desk gives:
 * a page that may have no parts begins with the tables it always gives.
 */
export function joinNews(parts: readonly News[]): News {
  const facts: Record<string, unknown[]> = {};
  const unmapped: Record<string, number> = {};
  const gives = new Set<Source>();
  for (const part of parts) {
    for (const [table, rows] of Object.entries(part.facts)) (facts[table] ??= []).push(...rows);
    for (const [value, count] of Object.entries(part.unmapped ?? {})) unmapped[value] = (unmapped[value] ?? 0) + count;
    for (const source of part.gives ?? []) gives.add(source);
  }
  return {
    facts,
    ...(gives.size > 0 && { gives: [...gives] }),
    deleted: parts.flatMap(({ deleted = [] }) => deleted),
    skipped: parts.flatMap(({ skipped = [] }) => skipped),
    unmapped,
  };
}

/** A ticket that was asked for and is not there: deleted at this moment, as far as anybody can tell. */
export function goneNow(ticket: string, clock: Clock): News {
  return { facts: {}, deleted: [{ id: ticket, at: secondsNow(clock) }] };
}
