import { suitesOnPostgres } from '../../helpers/suites-on-postgres.ts';

// Those that take longest have files of their own, which run beside this one.
await suitesOnPostgres('metrics', { except: /^(churn|naive)/ });
