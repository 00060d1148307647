import type { Skipped } from '../../helpdesk.ts';

/** Kinds of remarks that are told apart; there is no end to those of a file that is none. */
const mostKinds = 200;
const namedLines = 3;

/** Remarks of one kind on one file. */
export interface Like {
  readonly file: string;
  readonly lost: NonNullable<Skipped['lost']>;
  /** The first one's. */
  readonly reason: string;
  readonly count: number;
  /** Of the first ones; none where it is of the file. */
  readonly lines: readonly number[];
}

/** Remarks, those of one kind as one with their number. */
export function openTally(): {
  add(skipped: Skipped): void;
  /** In the order in which they were first met. */
  kinds(): readonly Like[];
  /** How many remarks there are beyond those kinds. */
  others(): number;
} {
  const kinds = new Map<string, { like: Omit<Like, 'count' | 'lines'>; count: number; lines: number[] }>();
  let others = 0;
  return {
    add({ place, reason, lost = 'row', kind = reason }) {
      const [, file = place, line] = /^(.*) line (\d+)$/.exec(place) ?? [];
      const key = `${file}\n${lost}\n${kind}`;
      const known = kinds.get(key);
      if (!known && kinds.size >= mostKinds) {
        others += 1;
        return;
      }
      const same = known ?? { like: { file, lost, reason }, count: 0, lines: [] };
      if (!known) kinds.set(key, same);
      same.count += 1;
      if (line !== undefined && same.lines.length < namedLines) same.lines.push(Number(line));
    },
    kinds: () => [...kinds.values()].map(({ like, count, lines }) => ({ ...like, count, lines })),
    others: () => others,
  };
}
