import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';

const failed = z.object({ data: z.null().optional(), errors: z.array(z.object({ code: z.int() })).min(1) });

/** Too many requests, by the account or by the app. */
const tooMany = new Set([1004, 1043]);

/** The failure that an answer with a status of success carries instead of its data. */
export function failureIn(service: string): (json: unknown, path: string) => UpstreamError | undefined {
  return (json, path) => {
    const codes = failed.safeParse(json).data?.errors.map(({ code }) => code);
    if (codes === undefined) return undefined;
    const reason = codes.some((code) => tooMany.has(code)) ? 'rate-limited' : 'unavailable';
    return new UpstreamError(service, `${path} answered with the errors ${codes.join(', ')} and no data.`, { reason });
  };
}
