import { toIso } from '../calendar/zone.ts';
import { churnRisk } from '../metrics/rankings/risk/index.ts';
import { riskCaveat, riskFinding, riskItems } from '../metrics/present/risk.ts';
import { weightingNotes } from '../metrics/present/weighting.ts';
import { authorise } from './authorise.ts';
import { listCard } from './card.ts';
import { defineCommand } from './command.ts';
import type { CommandReading, Filter } from './reading.ts';
import { argumentsToText } from './to-text.ts';

const defaultLimit = 8;

interface RiskReading extends CommandReading {
  readonly filters: readonly Filter[];
  readonly limit?: number | undefined;
}

export const riskCommand = defineCommand<RiskReading>({
  name: 'risk',
  usage: 'risk [filters]',
  summary: 'Customers at risk of churn, each with the reasons',
  role: 'guest',
  words: ['risk', 'churn risk', 'at risk', 'customers at risk'],
  takes: ['filter', 'audience', 'limit'],
  read: ({ filters, limit }) => ({ filters, limit }),
  toText: (reading) => ['risk', ...argumentsToText(reading)],
  async run(reading, context) {
    const { now, timezone } = context;
    const authorised = await authorise(context, reading);
    const { scope, filters, notes } = authorised;
    const risk = await churnRisk(context, { scope, now, filters, limit: reading.limit ?? defaultLimit });
    const card = await listCard(context, {
      ...authorised,
      reading,
      finding: riskFinding(risk),
      blocks: risk.customers.length > 0 ? [riskItems(risk)] : [],
      notes: [...notes, riskCaveat, ...weightingNotes(risk.weightings)],
    });
    return { card, data: { command: 'risk', asOf: toIso(now, timezone), ...risk, notes } };
  },
});
