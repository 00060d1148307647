import * as answer from '../../src/metrics/answer/ask.ts';
import { contextOf } from '../../src/metrics/answer/context.ts';
import * as values from '../../src/metrics/answer/unknown-values.ts';
import * as outlook from '../../src/metrics/rankings/outlook.ts';
import * as risk from '../../src/metrics/rankings/risk/index.ts';
import * as top from '../../src/metrics/rankings/top/index.ts';
import type { Reader } from '../../src/store/store.ts';

/** Figures and rankings, each as an answer of its own. */
export const ask = alone(answer.ask);
export const unknownValues = alone(values.unknownValues);
export const slaOutlook = alone(outlook.slaOutlook);
export const churnRisk = alone(risk.churnRisk);
export const topPerformers = alone(top.topPerformers);

type Asking<Asked, Answer> = (context: ReturnType<typeof contextOf>, asked: Asked) => Promise<Answer>;

function alone<Asked, Answer>(asking: Asking<Asked, Answer>): (store: Reader, asked: Asked) => Promise<Answer> {
  return (store, asked) => asking(contextOf(store), asked);
}
