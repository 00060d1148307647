import { readFileSync } from 'node:fs';
import { check, type Origin } from './check.ts';
import { findClashes } from './clashes.ts';
import type { Env } from './environment.ts';
import { fileSettings, type FileSettings } from './file-settings.ts';
import type { Problem } from './problem.ts';
import { substitute } from './substitute.ts';
import { readYaml } from './yaml-file.ts';

export interface SettingsFile {
  readonly origin: Origin;
  /** What it says, right or wrong, with variables filled in. */
  readonly filled: unknown;
  /** Undefined when something in it is wrong. */
  readonly settings: FileSettings | undefined;
}

/**
 * Read deskpulse.yaml if there is one, or the file that `DESKPULSE_CONFIG` names.
 * @returns undefined when it cannot be read at all; either way the problems are added
 */
export function readSettingsFile(env: Env, problems: Problem[]): SettingsFile | undefined {
  const asked = env['DESKPULSE_CONFIG'];
  const name = asked ?? 'deskpulse.yaml';
  const source = load(name, { isNeeded: asked !== undefined, problems });
  const origin = source === undefined ? undefined : readYaml(source, { name, problems });
  if (!origin) return undefined;
  const filled = substitute(origin.value, { env, problems, place: origin.place });
  const settings = check(fileSettings, filled, { ...origin, problems });
  if (settings) problems.push(...findClashes(settings, origin));
  return { origin, filled, settings };
}

function load(name: string, { isNeeded, problems }: { isNeeded: boolean; problems: Problem[] }): string | undefined {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && !isNeeded) return '';
    const reason =
      code === 'ENOENT' ? 'there is no such file; correct DESKPULSE_CONFIG' : `it cannot be read (${code})`;
    problems.push({ place: name, message: reason });
    return undefined;
  }
}
