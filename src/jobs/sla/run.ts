/** One clock's time on the way, in epoch seconds; null while it is. */
export interface Run {
  readonly started_at: number;
  readonly stopped_at: number | null;
}

/** A source's times may disagree by a little: nothing stops before it started. */
export function run(started_at: number, stopped_at: number | null): Run {
  return { started_at, stopped_at: stopped_at === null ? null : Math.max(started_at, stopped_at) };
}
