import { z } from 'zod';
import { instant } from '../kit/fields.ts';
import { id } from './fields.ts';
import { partsBy, type Update } from './update.ts';
import { madeByRule } from './via.ts';

const update = { id, ticket_id: id, created_at: instant, via: madeByRule };
const who = z.int().nullish();

/** A row of the ticket event export, with `comment_events`. */
export const foreignTicketEvent = z
  .object({ ...update, updater_id: who, child_events: partsBy('event_type') })
  .transform(({ updater_id, child_events, ...row }): Update => ({
    ...row,
    author_id: updater_id,
    parts: child_events,
  }));

/** An audit: the same update, with the same ids, where one ticket's are asked for. */
export const foreignAudit = z
  .object({ ...update, author_id: who, events: partsBy('type') })
  .transform(({ events, ...row }): Update => ({ ...row, parts: events }));
