import { z } from 'zod';

/** What Zendesk's rows are made of. */
export const id = z.int().min(1);

/** An optional id as the text that facts hold. */
export const reference = id.nullish().transform((value) => (value == null ? null : String(value)));
