import type { Placed } from './parts.ts';

/** The dimensions a sentence splits by, each once, in the order they are said. */
export function dimensionsOf(parts: readonly Placed[]): string[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'by' ? part.dimensions : [])))];
}
