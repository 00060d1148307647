import { UpstreamError } from '../../../errors.ts';
import { openHttp, type HttpOptions } from '../http.ts';
import { z } from 'zod';

/**
 * Files that Freshdesk keeps with a provider of storage, under addresses that are good for a while. They are asked for
 * without credentials: the address is all it takes, and is not logged.
 */
export function openDownload(
  options: Pick<HttpOptions, 'service' | 'origin' | 'advice' | 'log' | 'clock'>,
): (address: string, signal: AbortSignal) => Promise<unknown> {
  return async (address, signal) => {
    const { protocol, origin } = URL.canParse(address) ? new URL(address) : { protocol: '', origin: '' };
    if (protocol !== 'https:' && origin !== options.origin) {
      throw new UpstreamError(options.service, 'named a file whose address is none that is safe to ask.', {
        reason: 'rejected',
      });
    }
    const { body } = await openHttp({ ...options, origin, headers: {} }).get(address, { as: z.unknown(), signal });
    return body;
  };
}
