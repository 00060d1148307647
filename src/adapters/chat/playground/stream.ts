import type { Response } from 'express';

import type { Shown } from './show.ts';

/** A message that arrived. Its id is what a page that comes back names in Last-Event-ID. */
export interface StreamEvent extends Shown {
  readonly id: number;
  readonly conversation: string;
}

/** The open pages that listen for what arrives. */
export interface Stream {
  /** Answers a request with the events it missed, then with every event pushed until either side hangs up. */
  join(response: Response, missed: readonly StreamEvent[]): void;
  push(event: StreamEvent): void;
  /** Hangs up on every page. */
  close(): void;
}

const reconnectAfter = 1000;

export function openStream(): Stream {
  const pages = new Set<Response>();
  return {
    join(response, missed) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(`retry: ${reconnectAfter}\n\n`);
      for (const event of missed) response.write(format(event));
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    push(event) {
      for (const page of pages) page.write(format(event));
    },
    close() {
      for (const page of pages) page.end();
    },
  };
}

/** JSON holds no line break, so that the data cannot begin a field of its own. */
function format(event: StreamEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
}
