import type { Batch } from '../../../helpdesk.ts';

/** One page that was read, and what it moves in the position. */
export interface Step<Position> {
  readonly batch: Omit<Batch, 'cursor'>;
  readonly moved: Partial<Position>;
}

/** Reads one kind of row from a position until there is nothing newer, a page at a time. */
export type Stream<Position, Tools> = (position: Position, tools: Tools) => AsyncIterable<Step<Position>>;

/**
 * The batches of a desk's streams, one after another: a page is held at a time, and the next is asked for when it is wanted.
 * The cursor is the position as JSON, which `readCursor` reads.
 */
export async function* readStreams<Position extends object, Tools>(
  streams: readonly Stream<Position, Tools>[],
  {
    begin,
    open,
    signal,
  }: {
    /** Where to go on from, read once; the object is changed as the streams move. */
    begin: () => Position;
    /** What the streams share, read anew for each pull. */
    open: () => Promise<Tools> | Tools;
    signal: AbortSignal;
  },
): AsyncGenerator<Batch> {
  const position = begin();
  try {
    const tools = await open();
    for (const stream of streams) {
      for await (const { batch, moved } of stream(position, tools)) {
        Object.assign(position, moved);
        yield { ...batch, cursor: JSON.stringify(position) };
      }
    }
  } catch (error) {
    // Aborted, the next request is what fails.
    if (signal.aborted) return;
    throw error;
  }
  yield { facts: {}, cursor: JSON.stringify(position), isLast: true };
}
