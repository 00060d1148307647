import { formatMoment } from '../calendar/format.ts';
import { toIso } from '../calendar/zone.ts';
import { churnRisk } from '../metrics/churn-risk.ts';
import { chooseDesks } from '../metrics/desks.ts';
import { riskCaveat, riskFinding, riskItems } from '../metrics/present/risk.ts';
import { authorise } from './authorise.ts';
import { listCard } from './card.ts';
import type { Command } from './command.ts';
import { correctionNotes } from './metric.ts';
import { toText } from './to-text.ts';

const usual = 8;

export const riskCommand: Command<'risk'> = {
  name: 'risk',
  async run(reading, call) {
    const { tools, now, timezone } = call;
    const { names } = await chooseDesks(tools.store, reading.filters);
    const { scope, filters } = await authorise(call, { desks: names, reading });
    const risk = await churnRisk(tools.store, { scope, now, filters, limit: reading.limit ?? usual });
    const notes = correctionNotes(reading.corrections);
    const card = await listCard(call, {
      finding: riskFinding(risk),
      blocks: risk.customers.length > 0 ? [riskItems(risk)] : [],
      notes: [...notes, riskCaveat],
      share: toText({ ...reading, audience: 'public' }),
      when: `As of ${formatMoment(now, timezone)}, ${timezone}`,
      filters,
      desks: names,
    });
    return { card, data: { command: 'risk', asOf: toIso(now, timezone), ...risk, notes } };
  },
};
