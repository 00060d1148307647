import { rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';

/** Seconds between two looks at the folder. */
const lookEvery = 10;
/** As much as the store writes at once. */
const sample = Buffer.alloc(262_144);

export interface FolderWatch extends Disposable {
  /** Watch something else in the folder from now on. */
  add(name: string): Promise<void>;
}

/**
 * Watch the folder in which the store is, and some of what is in it: whether they are still what was opened, for a file that
 * was deleted or replaced is written to in vain, and whether the folder can be written to.
 * @param options `onLost` hears once what happened and what to do; of a failure to write when it lasts for two looks
 */
export async function watchDataFolder(
  folder: string,
  {
    names,
    onLost,
    everySeconds = lookEvery,
  }: { names: readonly string[]; onLost: (error: UserError) => void; everySeconds?: number },
): Promise<FolderWatch> {
  const known = new Map<string, string>();
  const add = async (path: string) => void known.set(path, await identityOf(path));
  for (const path of [folder, ...names.map((name) => join(folder, name))]) await add(path);
  let failures = 0;
  let isOver = false;
  let timer = lookLater();

  function lookLater(): NodeJS.Timeout {
    return setTimeout(() => void look(), everySeconds * 1000).unref();
  }

  async function look(): Promise<void> {
    const trouble = await troubleWith(folder, known);
    failures = trouble ? failures + 1 : 0;
    if (isOver) return;
    if (trouble && (trouble.isFinal || failures > 1)) {
      isOver = true;
      onLost(new UserError('data-folder-lost', trouble.message));
    } else {
      timer = lookLater();
    }
  }

  return {
    add: (name) => add(join(folder, name)),
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

interface Trouble {
  readonly message: string;
  /** Nothing that comes later can mend it. */
  readonly isFinal: boolean;
}

async function troubleWith(folder: string, known: ReadonlyMap<string, string>): Promise<Trouble | undefined> {
  const place = `The data folder ${resolve(folder)}`;
  for (const [path, identity] of known) {
    try {
      if ((await identityOf(path)) === identity) continue;
      const what = path === folder ? 'was replaced by another one' : `has another ${path.slice(folder.length + 1)}`;
      return {
        message: `${place} ${what} while Deskpulse was running. Start Deskpulse again to go on with it.`,
        isFinal: true,
      };
    } catch (error) {
      const isGone = ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
      const what = path === folder ? 'was deleted or unmounted' : `lost its ${path.slice(folder.length + 1)}`;
      return isGone
        ? {
            message: `${place} ${what} while Deskpulse was running. Put it back, from a backup if need be, and start Deskpulse again.`,
            isFinal: true,
          }
        : { message: `${place} cannot be read any more (${codeOf(error)}). ${mend}`, isFinal: false };
    }
  }
  try {
    await probe(folder);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    const message = isFull
      ? `${place} is on a disk that is full. Make room and start Deskpulse again.`
      : `${place} cannot be written to any more (${code}). ${mend}`;
    return { message, isFinal: false };
  }
}

const mend = 'Mend its disk, mount or rights and start Deskpulse again.';

async function identityOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true });
  return `${dev} ${ino}`;
}

async function probe(folder: string): Promise<void> {
  const path = join(folder, '.write-probe');
  try {
    await writeFile(path, sample);
  } finally {
    await rm(path, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
