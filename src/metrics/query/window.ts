/** A stretch `[from, to)`, or for a snapshot the instant `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last of some windows. */
export function spanOf(windows: readonly Window[]): Window {
  const from = Math.min(...windows.map((window) => window.from));
  const to = Math.max(...windows.map((window) => window.to));
  return { from, to };
}
