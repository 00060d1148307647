import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { facts, type Batch, type Facts, type Helpdesk, type Table } from '../../../helpdesk.ts';
import { changes } from './history.ts';
import { day } from './hours.ts';
import { roster } from './roster.ts';
import { openWorld } from './world.ts';

/** Rows that make a batch; a transaction each, so that fewer and larger ones make the first start three times as fast. */
const batchRows = 40_000;
const daysOfHistory = 365;

/** The epoch day the history begins, the instant (epoch seconds) up to which it was told, and whose history it is. */
const cursorText = z
  .string()
  .regex(/^\d+ -?\d+ \d+ -?\d+$/)
  .transform((text) => text.split(' ').map(Number))
  .pipe(z.tuple([z.int(), z.int(), z.int(), z.int()]));
/** It tells its tickets' figures and spans themselves, and no moves they would be worked out from. */
const tables = (Object.keys(facts) as Table[]).filter((table) => table !== 'ticket_moves');

type Rows = { [T in Table]?: object[] };

interface Place {
  readonly start: number;
  readonly at: number;
  readonly tickets: number;
  readonly seed: number;
}

/** A history that was begun goes on as it was begun. */
function readCursor(
  text: string | null,
  { now, tickets, seed }: { now: number; tickets: number; seed: number },
): Place {
  if (text === null) return { start: Math.floor(now / day) - daysOfHistory, at: -1, tickets, seed };
  const read = cursorText.safeParse(text);
  if (!read.success) {
    throw new UserError('bad-cursor', `The sample cannot go on from ${JSON.stringify(text)}; start again without it.`);
  }
  const [start, at, size, number] = read.data;
  return { start, at, tickets: size, seed: number };
}

function writeCursor({ start, at, tickets, seed }: Place): string {
  return `${start} ${at} ${tickets} ${seed}`;
}

function agentRows(): Facts {
  return {
    agents: roster.map(({ agent, team }) => ({
      id: agent.id,
      name: agent.name,
      email: agent.email,
      team,
      is_active: true,
    })),
  };
}

/**
 * A support team that does not exist: a year of tickets that ends at the present moment and goes on while time does.
 * The same seed, size and day of the first pull give the same history, and a pull gives what changed since the last one:
 * a cursor goes on with its own seed and size.
 * @param options.tickets a year, about · `now` the present moment in epoch seconds
 */
export function openSample(options: { name: string; tickets?: number; seed?: number; now: () => number }): Helpdesk {
  const { name, tickets = 20_000, seed = 1, now } = options;

  async function* pull(cursor: string | null, signal: AbortSignal): AsyncGenerator<Batch> {
    const upTo = Math.floor(now());
    const place = readCursor(cursor, { now: upTo, tickets, seed });
    const { at } = place;
    const world = openWorld(place);
    let rows: Rows = Object.fromEntries(tables.map((table) => [table, []]));
    let count = 0;
    const add = (told: Facts) => {
      for (const table of tables) {
        const list = told[table];
        if (!list) continue;
        (rows[table] ??= []).push(...list);
        count += list.length;
      }
    };

    if (at < 0) {
      add(agentRows());
      // At once, so that whoever pulls meanwhile goes on with this history instead of beginning another.
      yield { facts: rows as Facts, cursor: writeCursor(place) };
      [rows, count] = [{}, 0];
    }
    for (const told of changes(world, { after: at, upTo })) {
      add(told);
      if (count < batchRows) continue;
      if (signal.aborted) return;
      yield { facts: rows as Facts, cursor: writeCursor(place) };
      [rows, count] = [{}, 0];
    }
    if (signal.aborted) return;
    yield { facts: rows as Facts, cursor: writeCursor({ ...place, at: Math.max(at, upTo) }), isLast: true };
  }

  return {
    name,
    kind: 'sample',
    pull,
    check: async () => [
      { name, isOk: true, detail: `a sample of about ${tickets} made-up tickets a year (seed ${seed})` },
    ],
  };
}
