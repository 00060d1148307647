import { z } from 'zod';
import type { Reader } from '../../store/store.ts';
import type { Question } from '../question.ts';
import { cutStatement } from './statement.ts';
import type { Window } from './window.ts';

export interface Cut {
  readonly window: Window;
  /** Of the rows, in 0–1. */
  readonly fractions: readonly number[];
}

const row = z.object({ cut: z.array(z.number()).nullable() });

/** The own values of those of a mean's rows in a window that lie at some fractions of them, smallest first; none where there are no rows. */
export async function cutOf(store: Reader, question: Question, cut: Cut): Promise<number[]> {
  const { sql, values } = cutStatement(question, cut);
  const [found] = await store.query(sql, values, row);
  return found?.cut ?? [];
}
