import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { openHttp, type HttpOptions } from '../kit/index.ts';

const file = z.object({ activities_data: z.array(z.unknown()) });

/** Reads a day's file by its address. */
export type ActivityFiles = (address: string, signal: AbortSignal) => Promise<readonly unknown[]>;

/**
 * Freshdesk keeps these files with a provider of storage, under addresses that are good for a while. They are asked for
 * without credentials: the address is all it takes, and is not logged.
 */
export function openActivityFiles(
  options: Pick<HttpOptions, 'service' | 'origin' | 'advice' | 'log' | 'clock'>,
): ActivityFiles {
  return async (address, signal) => {
    const { protocol, origin } = URL.canParse(address) ? new URL(address) : { protocol: '', origin: '' };
    if (protocol !== 'https:' && origin !== options.origin) {
      const message = 'named a file of activities at an address that is not safe to ask.';
      throw new UpstreamError(options.service, message, { reason: 'rejected' });
    }
    const { body } = await openHttp({ ...options, origin, headers: {} }).get(address, { as: file, signal });
    return body.activities_data;
  };
}
