import type { z } from 'zod';
import { DAY } from '../calendar/units.ts';
import type { facts, Table } from '../helpdesk.ts';

/** A worked example, small enough to check by eye: these rows give this value. A test computes it. */
export interface Example {
  /** The example in words, as `explain` shows it. */
  readonly says: string;
  /** Rows with the columns that matter; each gets an id of its own unless it has one. */
  readonly facts: { readonly [T in Table]?: readonly Partial<z.input<(typeof facts)[T]>>[] };
  /** The week of {@link monday} unless given; figures are as of its end. */
  readonly period?: { readonly from: number; readonly to: number };
  readonly expected: number;
}

/** Epoch seconds of Monday 2026-11-09, 00:00 UTC, with which the week of an example begins. */
export const monday = 1_794_182_400;
export const tuesday = monday + DAY;

/** The same row so many times. */
export function many<const Row>(count: number, row: Row): Row[] {
  return Array.from({ length: count }, () => row);
}
