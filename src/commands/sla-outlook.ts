import { formatDuration } from '../calendar/duration.ts';
import { durationText } from '../calendar/duration.ts';
import { formatMoment } from '../calendar/format.ts';
import { toIso } from '../calendar/zone.ts';
import type { Block } from '../chat.ts';
import { formatCount } from '../metrics/present/format.ts';
import { slaOutlook, type DueTicket } from '../metrics/rankings/outlook.ts';
import { authorise } from './authorise.ts';
import { listCard } from './card.ts';
import { defineCommand } from './command.ts';
import type { CommandReading, Filter } from './reading.ts';
import { argumentsToText } from './to-text.ts';

const most = 10;

interface SlaOutlookReading extends CommandReading {
  readonly filters: readonly Filter[];
  /** Deadlines from now up to so many seconds ahead. */
  readonly withinSeconds: number;
}

export const slaOutlookCommand = defineCommand<SlaOutlookReading>({
  name: 'sla-outlook',
  usage: 'sla next 2h [filters]',
  summary: 'Tickets whose next SLA deadline falls in it, soonest first',
  role: 'guest',
  words: [],
  takes: ['metric', 'within', 'filter', 'audience'],
  matches: ({ metric, withinSeconds }) => metric?.id === 'sla' && withinSeconds !== undefined,
  read: ({ filters, withinSeconds = 0 }) => ({ filters, withinSeconds }),
  toText: (reading) => [`sla next ${durationText(reading.withinSeconds)}`, ...argumentsToText(reading)],
  async run(reading, context) {
    const { now, timezone } = context;
    const authorised = await authorise(context, reading);
    const { scope, filters } = authorised;
    const within = reading.withinSeconds;
    const outlook = await slaOutlook(context, { scope, now, within, filters, limit: most });
    const span = formatDuration(within);
    const finding =
      outlook.total === 0
        ? `No SLA deadline falls in the next ${span}`
        : `${formatCount(outlook.total, 'ticket')} ${outlook.total === 1 ? 'has its' : 'have their'} next SLA deadline in the next ${span}`;
    const items: Block = {
      type: 'items',
      isOrdered: true,
      items: outlook.tickets.map((ticket) => ({
        title: ticket.subject ?? `Ticket ${ticket.id}`,
        detail: detail(ticket, { now, timezone }),
        ...(ticket.url ? { url: ticket.url } : {}),
      })),
    };
    const more = outlook.total - outlook.tickets.length;
    const notes = more > 0 ? [...authorised.notes, `And ${more} more.`] : authorised.notes;
    const blocks = outlook.tickets.length > 0 ? [items] : [];
    const card = await listCard(context, { ...authorised, reading, finding, blocks, notes });
    return {
      card,
      data: {
        command: 'sla-outlook',
        asOf: toIso(now, timezone),
        withinSeconds: within,
        total: outlook.total,
        tickets: outlook.tickets.map(({ target_at, ...ticket }) => ({
          ...ticket,
          targetAt: toIso(target_at, timezone),
        })),
        notes,
      },
    };
  },
});

function detail(
  { kind, target_at, agent, team }: DueTicket,
  { now, timezone }: { now: number; timezone: string },
): string {
  const due = `${kind.replaceAll('_', ' ')} due in ${formatDuration(target_at - now)} (${formatMoment(target_at, timezone)})`;
  return [due, agent, team].filter((part) => part !== null).join(' · ');
}
