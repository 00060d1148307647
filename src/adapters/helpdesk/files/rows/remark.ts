import { quote } from '../cells/reading.ts';

/** What is to be said of a row. Remarks of one kind differ in the cell alone, and are counted together. */
export interface Remark {
  readonly kind: string;
  readonly text: string;
}

export function remark(column: string, said: string, cell: unknown, ending = ''): Remark {
  const kind = `${column}: ${said}${ending}`;
  return { kind, text: `${column}: ${said}, got ${quote(cell ?? '')}${ending}` };
}
