import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Request } from '../../../chat.ts';
import { UserError } from '../../../errors.ts';

/** What the page posts: the text as typed, and the e-mail to ask as (nothing: the owner). */
const question = z.strictObject({
  text: z.string(),
  as: z
    .string()
    .regex(/^(\S+@\S+)?$/, 'Asking as: expected an e-mail such as ana@example.com, or nothing.')
    .optional(),
});

/** @throws UserError when the body is no question */
export function readQuestion(body: unknown): Request {
  const read = question.safeParse(body);
  if (!read.success) throw new UserError('bad-question', read.error.issues.map(({ message }) => message).join('\n'));
  const { text, as } = read.data;
  return {
    id: randomUUID(),
    place: { platform: 'playground', conversation: 'you' },
    isDirect: true,
    from: as ? { id: as, email: as } : { id: 'owner', isOwner: true },
    text: text.trim().replace(/^[/@]?kpi(?![\p{L}\p{N}_-])\s*/iu, ''),
  };
}
