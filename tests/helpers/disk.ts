import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small disk of one's own, in memory. */
export interface Disk extends Disposable {
  readonly path: string;
  /** Write to it until nothing more goes on it. */
  fill(): void;
  makeRoom(): void;
  makeReadOnly(): void;
}

/**
 * Whether disks can be mounted here: only root may, and not in every container.
 * @returns why the tests that need one are skipped, or undefined
 */
export function disksMissing(): string | undefined {
  try {
    openDisk(1)[Symbol.dispose]();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`tests on a disk of their own are skipped, as none can be mounted: ${reason}\n`);
    return reason;
  }
}

export function openDisk(megabytes: number): Disk {
  const path = mkdtempSync(join(tmpdir(), 'deskpulse-disk-'));
  const ballast = join(path, 'ballast');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', path], { stdio: 'pipe' });
  } catch (error) {
    rmSync(path, { recursive: true });
    throw error;
  }
  return {
    path,
    fill() {
      for (const size of [65_536, 4096, 1]) {
        while (hasRoomFor(ballast, size));
      }
    },
    makeRoom: () => rmSync(ballast),
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', path]),
    [Symbol.dispose]() {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function hasRoomFor(file: string, bytes: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(bytes));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
