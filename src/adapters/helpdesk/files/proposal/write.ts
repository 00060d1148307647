import { stringify } from 'yaml';
import { quote } from '../cells/reading.ts';
import type { Profile } from './profile.ts';
import type { Entry, TableProposal } from './proposal.ts';

/** A value of a mapping on one line. */
function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: true, lineWidth: 0 })
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ');
}

function comment({ samples, doubts }: Entry): string {
  const parts = [
    ...doubts.map((doubt) => `? ${doubt}`),
    ...(samples.length > 0 ? [samples.map(quote).join(', ')] : []),
  ];
  return parts.length === 0 ? '' : ` # ${parts.join(' · ')}`;
}

function line(indent: string, entry: Entry): string {
  return `${indent}${inline(entry.name)}: ${inline(entry.value)}${comment(entry)}`;
}

function section(indent: string, name: string, entries: readonly Entry[]): string[] {
  return entries.length === 0 ? [] : [`${indent}${name}:`, ...entries.map((entry) => line(`${indent}  `, entry))];
}

function partOf(proposal: TableProposal, indent: string): string[] {
  const missing = proposal.missing.map(
    (name) => `${indent}  # ${name}: ? no column of the file seems to be it; name one here`,
  );
  const columns = section(indent, 'columns', proposal.columns);
  return [
    line(indent, { name: 'file', value: proposal.file, samples: [], doubts: [] }),
    ...proposal.shape.map((entry) => line(indent, entry)),
    ...(columns.length > 0 || missing.length === 0 ? columns : [`${indent}columns:`]),
    ...missing,
    ...section(indent, 'values', proposal.values),
    ...section(indent, 'constants', proposal.constants),
    ...section(indent, 'computed', proposal.computed),
  ];
}

/** A proposed mapping in YAML, with what the file holds beside each column, and what is doubtful marked with "?". */
export function writeProposal(
  proposals: readonly TableProposal[],
  unused: readonly { readonly file: string; readonly columns: readonly Profile[] }[],
): string {
  const lines = ['# What is marked "?" is a guess: look at it before you import with this mapping.'];
  for (const table of new Set(proposals.map((proposal) => proposal.table))) {
    const same = proposals.filter((proposal) => proposal.table === table);
    lines.push(`${table}:`);
    for (const proposal of same) {
      const [first = '', ...rest] = partOf(proposal, same.length > 1 ? '    ' : '  ');
      lines.push(same.length > 1 ? first.replace(/^ {4}/, '  - ') : first, ...rest);
    }
  }
  for (const { file, columns } of unused) {
    if (columns.length === 0) continue;
    lines.push(`# Columns of ${file} that are not used:`);
    for (const { name, samples } of columns)
      lines.push(`#   ${quote(name)}${samples.length > 0 ? `: ${samples.map(quote).join(', ')}` : ''}`);
  }
  return `${lines.join('\n')}\n`;
}
