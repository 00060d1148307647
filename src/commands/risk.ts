import { toIso } from '../calendar/zone.ts';
import { contextOf } from '../metrics/answer/context.ts';
import { churnRisk } from '../metrics/rankings/risk/index.ts';
import { riskCaveat, riskFinding, riskItems } from '../metrics/present/risk.ts';
import { weightingNotes } from '../metrics/present/weighting.ts';
import { listCard } from './card.ts';
import type { Command } from './command.ts';
import { seenBy } from './seen.ts';

const usual = 8;

export const riskCommand: Command<'risk'> = {
  name: 'risk',
  async run(reading, call) {
    const { tools, now, timezone } = call;
    const seen = await seenBy(call, reading);
    const { scope, filters, notes } = seen;
    const risk = await churnRisk(contextOf(tools.store), { scope, now, filters, limit: reading.limit ?? usual });
    const card = await listCard(call, {
      ...seen,
      reading,
      finding: riskFinding(risk),
      blocks: risk.customers.length > 0 ? [riskItems(risk)] : [],
      notes: [...notes, riskCaveat, ...weightingNotes(risk.weightings)],
    });
    return { card, data: { command: 'risk', asOf: toIso(now, timezone), ...risk, notes } };
  },
};
