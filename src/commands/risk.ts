import { formatMoment } from '../calendar/format.ts';
import { toIso } from '../calendar/zone.ts';
import { churnRisk } from '../metrics/churn-risk.ts';
import { chooseDesks, sampleNotes } from '../metrics/desks.ts';
import { riskCaveat, riskFinding, riskItems } from '../metrics/present/risk.ts';
import { weightingNotes } from '../metrics/present/weighting.ts';
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
    const chosen = await chooseDesks(tools.store, reading.filters);
    const { scope, filters } = await authorise(call, { desks: chosen.names, reading });
    const risk = await churnRisk(tools.store, { scope, now, filters, limit: reading.limit ?? usual });
    const notes = [...correctionNotes(reading.corrections), ...sampleNotes(chosen)];
    const card = await listCard(call, {
      finding: riskFinding(risk),
      blocks: risk.customers.length > 0 ? [riskItems(risk)] : [],
      notes: [...notes, riskCaveat, ...weightingNotes(risk.weightings)],
      share: toText({ ...reading, audience: 'public' }),
      when: `As of ${formatMoment(now, timezone)}, ${timezone}`,
      filters,
      desks: chosen.names,
    });
    return { card, data: { command: 'risk', asOf: toIso(now, timezone), ...risk, notes } };
  },
};
