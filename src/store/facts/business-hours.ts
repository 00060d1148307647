import { z } from 'zod';
import type { Segment } from '../../calendar/business-hours.ts';
import type { Reader, Store } from '../store.ts';

/** Where a desk's business hours are kept. */
export const calendarTables = ['business_hours', 'business_calendars'];

/** Desks whose business hours are written out. */
export async function listOpenDesks(store: Reader): Promise<string[]> {
  const rows = await store.query(
    'SELECT desk FROM business_calendars ORDER BY desk',
    [],
    z.object({ desk: z.string() }),
  );
  return rows.map(({ desk }) => desk);
}

/** What a desk's business hours are written out by, and from when to when (epoch seconds). */
export interface Calendar {
  /** The schedule as text: another text is another schedule. */
  readonly schedule: string;
  readonly from: number;
  readonly to: number;
}

export async function findCalendar(store: Reader, desk: string): Promise<Calendar | undefined> {
  const [row] = await store.query(
    'SELECT schedule, from_at, to_at FROM business_calendars WHERE desk = $1',
    [desk],
    z.object({ schedule: z.string(), from_at: z.number(), to_at: z.number() }),
  );
  return row && { schedule: row.schedule, from: row.from_at, to: row.to_at };
}

/** When a desk's first ticket was made, or its first reply if that was before (epoch seconds); undefined without either. */
export async function findFirstContact(store: Reader, desk: string): Promise<number | undefined> {
  const [row] = await store.query(
    `SELECT least((SELECT min(created_at) FROM tickets WHERE desk = $1), (SELECT min(f.at) FROM replies f WHERE f.desk = $1)) AS since`,
    [desk],
    z.object({ since: z.number().nullable() }),
  );
  return row?.since ?? undefined;
}

/** Put a desk's business hours in the place of those it had; undefined takes them away. */
export async function putCalendar(
  store: Store,
  desk: string,
  written: { calendar: Calendar; segments: readonly Segment[] } | undefined,
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const table of calendarTables) {
      await tx.run(`DELETE FROM ${table} WHERE desk = $1`, [desk]);
    }
    if (!written) return;
    const { calendar, segments } = written;
    await tx.stage(
      'business_hours',
      segments.map(({ day, from, to, opened, isOpen }) => ({
        desk,
        day,
        from_at: from,
        to_at: to,
        opened,
        is_open: isOpen,
      })),
    );
    await tx.run('INSERT INTO business_hours SELECT * FROM stage_business_hours', []);
    await tx.run('INSERT INTO business_calendars VALUES ($1, $2, $3, $4)', [
      desk,
      calendar.schedule,
      calendar.from,
      calendar.to,
    ]);
  });
}
