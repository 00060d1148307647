import { extname } from 'node:path';
import { openDelimited } from './delimited.ts';
import { openJson } from './json.ts';
import { openJsonl } from './jsonl.ts';
import { openParquet } from './parquet.ts';
import type { FileShape, Source } from './source.ts';
import { openXlsx } from './xlsx.ts';

const openers: Readonly<Record<string, (path: string, shape: FileShape) => Promise<Source>>> = {
  '.csv': openDelimited,
  '.tsv': openDelimited,
  '.txt': openDelimited,
  '.jsonl': openJsonl,
  '.ndjson': openJsonl,
  '.json': openJson,
  '.xlsx': openXlsx,
  '.parquet': openParquet,
};

/** How names of files end that can be read; text without a known form (`.txt`) is read only where it is asked for. */
export const extensions = Object.keys(openers);

/** @returns undefined for a file of no known kind */
export function findOpener(path: string): ((path: string, shape: FileShape) => Promise<Source>) | undefined {
  return openers[extname(path).toLowerCase()];
}
