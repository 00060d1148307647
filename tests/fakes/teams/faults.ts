import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What may go wrong with a request: an answer that is not a success, a broken connection before or after the work was
 * done, silence before or after it, or a success that is no JSON.
 */
export type Fault =
  | { readonly status: number; readonly code?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'reset'
  | 'lost reply'
  | 'silence'
  | 'withheld reply'
  | 'garbled';

export interface Faults {
  /** Let the next request whose path contains the text go wrong; faults queue up. */
  failNext(path: string, fault: Fault): void;
  take(path: string): Fault | undefined;
}

export function openFaults(): Faults {
  const queue: { path: string; fault: Fault }[] = [];
  return {
    failNext(path, fault) {
      queue.push({ path, fault });
    },
    take(path) {
      const index = queue.findIndex((queued) => path.includes(queued.path));
      return index === -1 ? undefined : queue.splice(index, 1)[0]?.fault;
    },
  };
}

/** Let a request go wrong. @param work what the request would have done, for a reply that gets lost */
export function inject(
  fault: Fault,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  work: () => void,
): void {
  if (fault === 'silence') return;
  if (fault === 'lost reply' || fault === 'withheld reply') work();
  if (fault === 'withheld reply') return;
  if (fault === 'reset' || fault === 'lost reply') request.socket.destroy();
  else if (fault === 'garbled') response.writeHead(201).end('<html>');
  else
    response
      .writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
      .end(JSON.stringify({ error: { code: fault.code ?? 'Fault', message: 'made up' } }));
}
