import { jsonSchema } from './json-schema.ts';

process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
