import { suitesOnPostgres } from '../../helpers/suites-on-postgres.ts';

await suitesOnPostgres('store', { except: /^duckdb-memory\./ });
