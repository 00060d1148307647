import type { ServerResponse } from 'node:http';

/**
 * How a request can go wrong: with an answer of its own, with no answer at all (`drop`), with one that is cut off by a
 * reset, with one whose JSON ends too early, or with one that never ends (`stall`).
 */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'drop'
  | 'reset'
  | 'truncated'
  | 'stall';

/** Let an answer go wrong. */
export function inject(fault: Fault, { response, body }: { response: ServerResponse; body: string }): void {
  const half = body.slice(0, Math.ceil(body.length / 2));
  if (fault === 'drop') response.destroy();
  else if (fault === 'truncated') response.writeHead(200).end(half);
  else if (fault === 'reset' || fault === 'stall') {
    response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
    response.write(half, () => {
      if (fault === 'reset') response.destroy();
    });
  } else response.writeHead(fault.status, fault.headers).end(fault.body ?? '{"error":"Fault"}');
}
