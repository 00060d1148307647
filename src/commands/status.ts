import { toIso } from '../calendar/zone.ts';
import { formatDuration } from '../calendar/duration.ts';
import { formatCount } from '../metrics/present/format.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import { secondsLeft, type Desk } from '../store/facts/desks.ts';
import { defineCommand } from './command.ts';
import { textOf, unresolved } from './grammar/outcome.ts';
import { wordOf } from './grammar/words.ts';

export const statusCommand = defineCommand({
  name: 'status',
  usage: 'status',
  summary: 'The connected helpdesks: how old their data is, and what went wrong',
  role: 'guest',
  words: ['status'],
  takes: 'topic',
  readTopic(topic) {
    if (topic.length === 0) return {};
    return unresolved('not-understood', `“status” stands alone, without “${textOf(topic)}”: it tells of all desks.`, {
      alternatives: () => [{ label: 'status', words: [wordOf('status')] }],
      unknown: topic.map((_, index) => index + 1),
    });
  },
  toText: () => ['status'],
  async run(_, context) {
    const { now, timezone } = context;
    const desks = await context.desks();
    const text = finding(desks);
    const iso = (instant: number | null) => (instant === null ? null : toIso(instant, timezone));
    return {
      card: {
        summary: text,
        blocks: [
          { type: 'finding', text, tone: desks.some(hasFailed) ? 'worse' : 'plain' },
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
});

function finding(desks: readonly Desk[]): string {
  if (desks.length === 0) return 'No desk is connected yet';
  const failed = desks.filter(hasFailed).length;
  const loading = desks.filter(({ is_complete }) => !is_complete).length;
  const all = formatCount(desks.length, 'desk');
  if (failed > 0) return `${all}, ${failed} of them with a failed sync`;
  return loading > 0 ? `${all}, ${loading} of them being read for the first time` : `${all}, in step`;
}

function hasFailed({ error }: Desk): boolean {
  return error !== null;
}

function progress(desk: Desk, now: number): string[] {
  const left = secondsLeft(desk, now);
  const rows = `${formatCount(desk.rows_read, 'row')} read`;
  return left === null ? [rows] : [rows, `about ${formatDuration(left)} left`];
}
