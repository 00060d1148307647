import { jsonSchema } from './config/json-schema.ts';

process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
