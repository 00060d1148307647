import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** Made for its owner's eyes only; whoever made it before decides who reads it. */
export function makeDataFolder(path: string): void {
  const made = mkdirSync(path, { recursive: true });
  if (made !== undefined) chmodSync(path, 0o700);
}

/** Who beside its owner may read the data folder; undefined when nobody may, or it is gone. */
export function othersWhoRead(path: string): string | undefined {
  const { mode = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if ((mode & 0o007) !== 0) return 'everybody on this machine';
  return (mode & 0o070) === 0 ? undefined : 'its group';
}
