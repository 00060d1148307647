import { suitesOnPostgres } from '../../helpers/suites-on-postgres.ts';

await suitesOnPostgres('metrics', { only: /^churn/ });
