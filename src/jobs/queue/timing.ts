/** What the queue waits for, in seconds. */
export interface Timing {
  /** That work under way has to end once the queue is disposed. */
  readonly grace: number;
  /** That the backend has to close after that. */
  readonly closing: number;
  /** Between two looks at whether the repeats are still in the queue. */
  readonly reconcile: number;
  /** After which the work of a process that died is taken up by another. */
  readonly lock: number;
}

export const usualTiming: Timing = { grace: 15, closing: 4, reconcile: 30, lock: 10 };
