import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Batch, Helpdesk } from '../../../helpdesk.ts';
import { examine, type Examination } from './checks.ts';
import type { Clock } from './clock.ts';
import type { Call } from './http.ts';
import { firstIssue, json } from './rows.ts';
import type { Stream } from './stream.ts';

type Optional = 'readTicket' | 'readSchedule' | 'readWebhook';

interface Desk<Context> extends Pick<Helpdesk, 'name' | 'kind'> {
  /** As operators know the kind: `Zendesk`. */
  readonly title: string;
  readonly clock: Clock;
  /** In the order they are read: what one learns, such as who is an agent, those after it know. */
  readonly streams: readonly Stream<Context>[];
  /** What the streams share, learned anew for each pull: a rename shows from the next one on. */
  readonly open: (signal: AbortSignal) => Context | Promise<Context>;
  /** What `doctor` asks for, each once: whose credentials these are, and a little of all that the streams read. */
  readonly examination: (call: Call) => Examination;
  /** The version written into cursors; to be raised when streams must begin anew. 1 unless given. */
  readonly version?: number;
  /** Cursors that an older Deskpulse wrote in another form → the form of this version; what is missing in it begins anew. */
  readonly earlier?: z.ZodType;
}

/**
 * A desk of its streams, which are read one after another: a page is held at a time, and the next is asked for when it is wanted.
 * A cursor is JSON: the version, and each stream's own cursor by its name. `pull` throws UserError `unreadable-cursor` for one
 * that neither this version nor an older one wrote.
 */
export function openDesk<Context>(
  desk: Desk<Context> & { readonly [Name in Optional]?: Helpdesk[Name] | undefined },
): Helpdesk {
  const { name, kind, title, clock, streams, open, examination, version = 1, earlier, ...others } = desk;
  const { readTicket, readSchedule, readWebhook } = others;
  const shape = z.strictObject({
    version: z.literal(version),
    ...Object.fromEntries(streams.map((stream) => [stream.name, stream.cursor])),
  });

  async function* pull(cursor: string | null, signal: AbortSignal): AsyncGenerator<Batch> {
    const position: Record<string, unknown> =
      cursor === null
        ? shape.parse({ version })
        : readCursor(cursor, { as: shape, earlier: earlier?.pipe(shape), desk: name, kind: title });
    try {
      const context = await open(signal);
      for (const stream of streams) {
        for await (const { cursor: reached, ...news } of stream.read(position[stream.name], context)) {
          position[stream.name] = reached;
          yield { ...news, cursor: JSON.stringify(position) };
        }
      }
    } catch (error) {
      // Aborted, the next request is what fails.
      if (signal.aborted) return;
      throw error;
    }
    yield { facts: {}, cursor: JSON.stringify(position), isLast: true };
  }

  return {
    name,
    kind,
    pull,
    check() {
      const call: Call = { signal: new AbortController().signal, tries: 1 };
      return examine(examination(call), { service: title, clock });
    },
    ...(readTicket && { readTicket }),
    ...(readSchedule && { readSchedule }),
    ...(readWebhook && { readWebhook }),
  };
}

interface Expected<Position> {
  readonly as: z.ZodType<Position>;
  /** What an older version wrote → the position. */
  readonly earlier?: z.ZodType<Position> | undefined;
  readonly desk: string;
  /** Of desk, as operators know it: `Zendesk`. */
  readonly kind: string;
}

/**
 * The position that a cursor stands for.
 * @throws UserError `unreadable-cursor` when it is none that this version or an earlier one wrote
 */
function readCursor<Position>(cursor: string, { as, earlier, desk, kind }: Expected<Position>): Position {
  const read = json.pipe(as).safeParse(cursor);
  if (read.success) return read.data;
  const older = earlier && json.pipe(earlier).safeParse(cursor);
  if (older?.success === true) return older.data;
  throw new UserError(
    'unreadable-cursor',
    `The place where the last sync of "${desk}" ended was expected in the form of a ${kind} desk of this version, ` +
      `and cannot be read (${firstIssue(read.error)}). Either a newer Deskpulse wrote it, then run that one; or "${desk}" ` +
      'was another kind of desk before, then give this one a new name.',
  );
}
