import { describe } from 'vitest';
import { postgresMissing } from '../../helpers/postgres-server.ts';
import { startStoresOn } from '../../helpers/store.ts';

const missing = await postgresMissing();
startStoresOn('postgres');
describe.skipIf(missing)('on PostgreSQL, metrics/churn-weights.test.ts', async () => {
  await import('../metrics/churn-weights.test.ts');
});
