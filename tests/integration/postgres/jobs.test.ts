import { suitesOnPostgres } from '../../helpers/suites-on-postgres.ts';

// What is left out has no store, or opens its own in a program of its own.
await suitesOnPostgres('jobs', { except: /^(queue|crash)\./ });
