import { z } from 'zod';
import { fileSettings } from './file-settings.ts';

/** A text that is filled in from the environment. */
const variable = { type: 'string' as const, pattern: String.raw`\$\{[A-Za-z_][A-Za-z0-9_]*\}` };

/** Of deskpulse.yaml, for editors: what may be written there. A text with a form may stand in a variable instead. */
export function jsonSchema(): object {
  return z.toJSONSchema(fileSettings, {
    io: 'input',
    override({ jsonSchema }) {
      const { type, format, pattern, enum: choices } = jsonSchema;
      if (type !== 'string' || !(format || pattern || choices)) return;
      for (const key of ['type', 'format', 'pattern', 'enum'] as const) delete jsonSchema[key];
      const written = {
        type,
        ...(format && { format }),
        ...(pattern && { pattern }),
        ...(choices && { enum: choices }),
      };
      jsonSchema.anyOf = [written, variable];
    },
  });
}
