/**
 * A Zendesk account of so many tickets, in a process of its own. Its first two answers never end. Tells its settings, and then when the
 * first answer that does is asked for.
 */
import { until } from '../tests/helpers/until.ts';
import { crowd } from '../tests/fakes/zendesk/crowd.ts';
import { startZendesk } from '../tests/fakes/zendesk/server.ts';

const tickets = Number(process.argv[2]);
const zendesk = await startZendesk({
  preloaded: crowd({ tickets, customers: Math.ceil(tickets / 20), until: Math.floor(Date.now() / 1000) }),
  exportsPerMinute: Infinity,
  exportsMetricEvents: true,
});
const stalled = 2;
for (let start = 0; start < stalled; start += 1) zendesk.failNext('/', 'stall');
process.send?.(zendesk.settings);
await until(() => zendesk.requests.length > stalled);
process.send?.('asked');
