import { contextOf } from '../metrics/answer/context.ts';
import { chooseDesks, sampleNotes } from '../metrics/answer/desks.ts';
import type { Filter, Scope } from '../metrics/scope.ts';
import { authorise } from './authorise.ts';
import type { Call } from './command.ts';
import { correctionNotes } from './metric.ts';
import type { Risk, SlaOutlook, Top } from './reading.ts';

/** What a list is made of, as far as the asker may see it. */
export interface Seen {
  readonly scope: Scope;
  readonly filters: readonly Filter[];
  /** What to say about it. */
  readonly notes: readonly string[];
}

/** @throws UserError as {@link chooseDesks} and {@link authorise} */
export async function seenBy(call: Call, reading: Top | Risk | SlaOutlook): Promise<Seen> {
  const chosen = await chooseDesks(contextOf(call.tools.store), reading.filters);
  const { scope, filters } = await authorise(call, { desks: chosen.names, reading });
  return { scope, filters, notes: [...correctionNotes(reading.corrections), ...sampleNotes(chosen)] };
}
