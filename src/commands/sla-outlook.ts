import { formatMoment } from '../calendar/format.ts';
import { toIso } from '../calendar/zone.ts';
import type { Block } from '../chat.ts';
import { chooseDesks, sampleNotes } from '../metrics/desks.ts';
import { formatCount, formatDuration } from '../metrics/format.ts';
import { slaOutlook, type DueTicket } from '../metrics/sla-outlook.ts';
import { authorise } from './authorise.ts';
import { listCard } from './card.ts';
import type { Command } from './command.ts';
import { correctionNotes } from './metric.ts';
import { toText } from './to-text.ts';

const usual = 10;

export const slaOutlookCommand: Command<'sla-outlook'> = {
  name: 'sla-outlook',
  async run(reading, call) {
    const { tools, now, timezone } = call;
    const chosen = await chooseDesks(tools.store, reading.filters);
    const { scope, filters } = await authorise(call, { desks: chosen.names, reading });
    const within = reading.withinSeconds;
    const outlook = await slaOutlook(tools.store, { scope, now, within, filters, limit: reading.limit ?? usual });
    const notes = [...correctionNotes(reading.corrections), ...sampleNotes(chosen)];
    const span = formatDuration(within);
    const text =
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
    const said = more > 0 ? [...notes, `And ${more} more.`] : notes;
    const card = await listCard(call, {
      finding: text,
      blocks: outlook.tickets.length > 0 ? [items] : [],
      notes: said,
      share: toText({ ...reading, audience: 'public' }),
      when: `As of ${formatMoment(now, timezone)}, ${timezone}`,
      filters,
      desks: chosen.names,
    });
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
        notes: said,
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
