import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';

/** A page that was read: its news, and where the stream goes on once they are stored. */
export type Page<Cursor> = News & { readonly cursor: Cursor };

/**
 * One kind of row of a desk: its cursor, how it is asked for a page at a time, and what its rows say. One file has all of it, and
 * the vendor's shape does not leave that file. What it needs beside its cursor is in the context that the desk opens.
 */
export interface Stream<Context, Cursor = unknown> {
  /** Its key in the desk's cursor; never to be changed. */
  readonly name: string;
  /**
   * The shape of its cursor, with a default to begin from: a cursor stored before there was this stream lacks it. What is stored
   * must stay readable. `noCursor` for a stream that reads all of its rows each time.
   */
  readonly cursor: z.ZodType<Cursor>;
  /**
   * From a cursor until there is nothing newer. A page is asked for when it is wanted, and its cursor must be one to go on from
   * in another process: what is read twice then changes nothing, and nothing is missed.
   * @throws UpstreamError for the service, the signal's reason once that is aborted
   */
  read(cursor: Cursor, context: Context): AsyncIterable<Page<Cursor>>;
}

/** Of a stream that reads all of its rows each time: `undefined`. */
export const noCursor = z.undefined().optional();

/** Only types: infers the cursor that `read` goes on from. */
export function defineStream<Context, Cursor>(stream: Stream<Context, Cursor>): Stream<Context, Cursor> {
  return stream;
}
