import { formatDuration } from '../calendar/duration.ts';
import { formatMoment } from '../calendar/format.ts';
import { toIso } from '../calendar/zone.ts';
import type { Block } from '../chat.ts';
import { contextOf } from '../metrics/answer/context.ts';
import { formatCount } from '../metrics/present/format.ts';
import { slaOutlook, type DueTicket } from '../metrics/rankings/outlook.ts';
import { listCard } from './card.ts';
import type { Command } from './command.ts';
import { seenBy } from './seen.ts';

const most = 10;

export const slaOutlookCommand: Command<'sla-outlook'> = {
  name: 'sla-outlook',
  async run(reading, call) {
    const { tools, now, timezone } = call;
    const seen = await seenBy(call, reading);
    const { scope, filters } = seen;
    const within = reading.withinSeconds;
    const outlook = await slaOutlook(contextOf(tools.store), { scope, now, within, filters, limit: most });
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
    const notes = more > 0 ? [...seen.notes, `And ${more} more.`] : seen.notes;
    const blocks = outlook.tickets.length > 0 ? [items] : [];
    const card = await listCard(call, { ...seen, reading, finding, blocks, notes });
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
};

function detail(
  { kind, target_at, agent, team }: DueTicket,
  { now, timezone }: { now: number; timezone: string },
): string {
  const due = `${kind.replaceAll('_', ' ')} due in ${formatDuration(target_at - now)} (${formatMoment(target_at, timezone)})`;
  return [due, agent, team].filter((part) => part !== null).join(' · ');
}
