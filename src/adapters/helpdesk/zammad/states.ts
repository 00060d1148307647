import { z } from 'zod';
import { readRows, wordFor, type Unmapped } from '../kit/index.ts';
import { id } from './fields.ts';

/** The types that every state has one of, whatever its name. */
const statusWords = {
  new: 'new',
  open: 'open',
  'pending reminder': 'pending',
  'pending action': 'pending',
  closed: 'solved',
  merged: 'closed',
  removed: 'closed',
} as const;
const gone = new Set(['merged', 'removed']);

const foreignState = z.object({ id, state_type: z.string() });

/** An account's states by their ids, for the length of one pull. */
export interface States {
  status(
    id: number,
    field: string,
    unmapped: Unmapped,
  ): (typeof statusWords)[keyof typeof statusWords] | 'other' | null;
  /** Whether a ticket in it was merged into another, or taken out of sight. */
  isGone(id: number): boolean;
}

/** @param rows of `ticket_states` */
export function openStates(rows: readonly unknown[]): States {
  const { read } = readRows(rows, { as: foreignState, noun: 'state' });
  const types = new Map(read.map(({ id, state_type }) => [id, state_type]));
  return {
    status: (id, field, unmapped) => wordFor(types.get(id) ?? `state ${id}`, { words: statusWords, field, unmapped }),
    isGone: (id) => gone.has(types.get(id) ?? ''),
  };
}
