import { toIso } from '../calendar/zone.ts';
import { formatDuration } from '../calendar/duration.ts';
import { formatCount } from '../metrics/present/format.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import { listDesks, secondsLeft, type Desk } from '../store/facts/desks.ts';
import type { Command } from './command.ts';

export const statusCommand: Command<'status'> = {
  name: 'status',
  async run(_, { tools, now, timezone }) {
    const desks = await listDesks(tools.store);
    const text = finding(desks);
    const iso = (instant: number | null) => (instant === null ? null : toIso(instant, timezone));
    return {
      card: {
        summary: text,
        blocks: [
          { type: 'finding', text, tone: desks.some(isInTrouble) ? 'worse' : 'plain' },
          ...(desks.length > 0
            ? [
                {
                  type: 'items' as const,
                  isOrdered: false,
                  items: desks.map((desk) => ({
                    title: `${desk.name} (${desk.kind})`,
                    detail: [dataAge(desk, now), ...progress(desk, now)].join(' · '),
                  })),
                },
              ]
            : []),
        ],
      },
      data: {
        command: 'status',
        asOf: toIso(now, timezone),
        desks: desks.map((desk) => ({
          name: desk.name,
          kind: desk.kind,
          complete: desk.is_complete,
          rows: desk.rows_read,
          syncedAt: iso(desk.synced_at),
          failedAt: iso(desk.failed_at),
          error: desk.error,
          loadedTo: desk.is_complete ? null : iso(desk.loaded_to),
          secondsLeft: secondsLeft(desk, now),
        })),
      },
    };
  },
};

function finding(desks: readonly Desk[]): string {
  if (desks.length === 0) return 'No desk is connected yet';
  const troubled = desks.filter(isInTrouble).length;
  const loading = desks.filter(({ is_complete }) => !is_complete).length;
  const all = formatCount(desks.length, 'desk');
  if (troubled > 0) return `${all}, ${troubled} of them with a failed sync`;
  return loading > 0 ? `${all}, ${loading} of them being read for the first time` : `${all}, in step`;
}

function isInTrouble({ error }: Desk): boolean {
  return error !== null;
}

function progress(desk: Desk, now: number): string[] {
  const left = secondsLeft(desk, now);
  const rows = `${formatCount(desk.rows_read, 'row')} read`;
  return left === null ? [rows] : [rows, `about ${formatDuration(left)} left`];
}
