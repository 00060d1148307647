import { writeFile } from 'node:fs/promises';
import type { App, MapProposal } from '../app-type.ts';
import { UserError } from '../errors.ts';
import { sampleName } from '../helpdesk.ts';
import { collisionText, importDesk, type Imported } from '../jobs/import/index.ts';
import { likeText } from '../jobs/import/like-text.ts';
import { formatCount } from '../metrics/present/format.ts';
import { cleanLine } from '../text/clean.ts';
import type { Invocation, Terminal } from './invocation.ts';
import type { Outcome } from './outcome.ts';

type Asked = Extract<Invocation, { command: 'import' }>;

/** Kinds of remarks that a report names. */
const namedKinds = 100;

/**
 * Load files, whole or not at all; of those that are no tables of ours, propose a mapping.
 * @throws UserError for what cannot be loaded
 */
export async function importFiles(asked: Asked, app: App, { onProgress, signal }: Terminal): Promise<Outcome> {
  const { path, desk, map, isRefusedAccepted = false } = asked;
  if (desk === sampleName || desk?.trim() === '') throw unnamed(desk);
  const proposal = map === undefined ? await app.proposeMap(path) : undefined;
  if (proposal) return await propose(proposal, asked);
  if (desk === undefined) throw unnamed(desk);
  const { store, config: levels, now, log } = app;
  const helpdesk = await app.openFiles(desk, { path, map });
  const imported = await importDesk({ store, helpdesk, levels, now, log, signal, isRefusedAccepted, onProgress });
  return { out: report(desk, imported), err: '', code: 0 };
}

function unnamed(desk: string | undefined): UserError {
  const got = desk === undefined ? 'it is missing' : `got "${desk}"`;
  return new UserError('usage', `--desk takes the name of a desk of yours, such as acme; ${got}.`);
}

/** Nothing was loaded, so that this has failed unless the mapping alone was asked for. */
async function propose({ yaml, files }: MapProposal, { path, desk, writeMap }: Asked): Promise<Outcome> {
  const out = yaml.split('\n').map(clean).join('\n');
  const which = `${files.map(cleanLine).join(', ')} ${files.length === 1 ? 'is no table' : 'are no tables'} known here`;
  const next = (map: string) => `deskpulse import ${path} --desk ${desk ?? '<name>'} --map ${map}`;
  if (writeMap === undefined) {
    const err = `Nothing was stored: ${which}. Above is a mapping by which it can be read. Write it down with --write-map map.yaml, look at it, then run\n  ${cleanLine(next('map.yaml'))}\n`;
    return { out, err, code: 1 };
  }
  await writeFile(writeMap, yaml, { flag: 'wx' }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST')
      throw new UserError('file-exists', `${writeMap} exists already: give --write-map another name.`);
    throw new UserError(
      'unwritable-file',
      `${writeMap} cannot be written (${String(code)}): give --write-map another place.`,
    );
  });
  const err = `Nothing was stored: ${which}. The mapping stands in ${cleanLine(writeMap)}: look at it, then run\n  ${cleanLine(next(writeMap))}\n`;
  return { out, err, code: 0 };
}

function report(desk: string, { rows, files, tally, remarks, unmapped }: Imported): string {
  const all = remarks === 0 ? '' : `, ${formatCount(remarks, 'remark')}`;
  const lines = [`${desk}: ${formatCount(rows, 'row')} loaded${all}`];
  for (const counted of files) {
    const { file, table, replaced, colliding } = counted;
    const id = table === 'ticket_spans' ? 'ticket and seq' : 'id';
    const were = `${formatCount(replaced, 'row')} replaced by later ones with the same ${id}`;
    if (replaced > 0) lines.push(`  ${file}: ${were}`);
    if (colliding > 0) lines.push(`  ${collisionText(counted)}`);
  }
  const kinds = tally.kinds();
  for (const like of kinds.slice(0, namedKinds)) lines.push(`  ${likeText(like)}`);
  const named = kinds.slice(0, namedKinds).reduce((sum, { count }) => sum + count, 0);
  if (remarks > named) lines.push(`  … and ${formatCount(remarks - named, 'more remark')}`);
  for (const [value, count] of unmapped) lines.push(`  ${value} became other, ${formatCount(count, 'time')}`);
  return `${lines.map(clean).join('\n')}\n`;
}

/** Names and cells of a file, without what would steer a terminal; the line's indentation stays. */
function clean(line: string): string {
  const [indent = ''] = /^ */.exec(line) ?? [];
  return `${indent}${cleanLine(line)}`;
}
