import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { WebhookRequest } from '../../../helpdesk.ts';
import { json } from './rows.ts';

/** Whether a webhook's signature or secret is the one expected; the time it takes tells nothing of either. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** A header that was sent once; '' when it was not. */
export function headerOf({ headers }: WebhookRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** A webhook's body; undefined when it is not JSON of this shape. */
export function readBody<T>({ body }: WebhookRequest, as: z.ZodType<T>): T | undefined {
  return json.pipe(as).safeParse(body.toString('utf8')).data;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
