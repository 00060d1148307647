import type { Table } from '../../../../helpdesk.ts';
import type { Profile } from './profile.ts';

/** One entry of a proposed mapping, and what is to be known of it. */
export interface Entry {
  /** The table's column. */
  readonly name: string;
  /** As the mapping has it. */
  readonly value: unknown;
  /** Some of what the file holds there. */
  readonly samples: readonly string[];
  readonly doubts: readonly string[];
}

/** A mapping of a table that a file may be read with. */
export interface TableProposal {
  readonly table: Table;
  readonly file: string;
  /** Above the columns: `skip`, `decimal`, `dates`, `when`. */
  readonly shape: readonly Entry[];
  readonly columns: readonly Entry[];
  readonly values: readonly Entry[];
  readonly constants: readonly Entry[];
  readonly computed: readonly Entry[];
  /** Required columns that nothing in the file seems to be. */
  readonly missing: readonly string[];
  /** The file's columns it reads. */
  readonly reads: ReadonlySet<string>;
}

/** What is known of a file that is to be proposed for. */
export interface FileFacts {
  readonly file: string;
  readonly skip: number;
  readonly columns: readonly Profile[];
  readonly rows: number;
  /** The zone of times that name none, unless the file says otherwise. */
  readonly timezone: string;
}

export function entry(name: string, value: unknown, from?: Profile, doubts: readonly string[] = []): Entry {
  return { name, value, samples: from?.samples ?? [], doubts };
}
