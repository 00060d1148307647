import type { Context } from '../metrics/answer/context.ts';
import { chooseDesks, sampleNotes } from '../metrics/answer/desks.ts';
import { signals } from '../metrics/rankings/risk/signals.ts';
import { readWeightings, type Weighting } from '../metrics/rankings/risk/weighting.ts';
import { weightingNotes } from '../metrics/present/weighting.ts';
import type { Output } from './command.ts';

const title = 'Churn risk';
const description =
  'How much speaks for a customer’s leaving: the last 30 days against the 90 before. It ranks customers and is no probability.';
const formula =
  '100 ÷ (1 + e^−(base + Σ weight × strength)), each strength from 0 to 1; a renewal within 60 days multiplies the sum.';

/** What the risk of customers is made of, by the weights in force, and where these come from. */
export async function explainChurnRisk(context: Context): Promise<Output> {
  const desks = await chooseDesks(context, []);
  const weightings = await readWeightings(context.store, desks.names);
  const notes = [...sampleNotes(desks), ...weightingNotes(weightings)];
  return {
    card: {
      summary: `${title}: ${description}`,
      blocks: [
        { type: 'heading', text: title },
        { type: 'text', text: description },
        {
          type: 'facts',
          facts: [{ label: 'Formula', value: formula }, ...weightings.map(weightsFact)],
        },
        ...notes.map((text) => ({ type: 'text' as const, text })),
        { type: 'buttons', buttons: [{ label: 'Customers at risk', command: 'risk' }] },
      ],
    },
    data: { command: 'explain', metric: 'churn-risk', title, description, formula, weightings, notes },
  };
}

/** All weights of a desk, the heaviest signal first. */
function weightsFact({ desk, weights }: Weighting): { label: string; value: string } {
  const heaviest = signals.toSorted((one, other) => weights[other.id] - weights[one.id]);
  const each = heaviest.map(({ id }) => `${id} ${weights[id].toFixed(1)}`);
  const renewal = `renewal × ${weights.renewal}`;
  return { label: `Weights of ${desk}`, value: [`base ${weights.base.toFixed(1)}`, ...each, renewal].join(', ') };
}
