import { modulesOf, prefixes, type EditionName, type VtigerRow } from './rows.ts';

interface Held {
  row: VtigerRow;
  isDeleted: boolean;
}

/** What a Vtiger holds. Ids count up over all modules. */
export interface VtigerState {
  /** What tickets are called here. */
  readonly tickets: string;
  idOf(module: string, number: number): string;
  /** Create the record of this number or change the fields given, which bumps `modifiedtime` unless that is among them. */
  save(module: string, number: number, fields?: Readonly<Record<string, unknown>>): string;
  /** Change fields as a statement in the database does: without a trace in `modifiedtime`. */
  saveQuietly(module: string, number: number, fields: Readonly<Record<string, unknown>>): void;
  find(module: string, number: number): VtigerRow | undefined;
  /** Into the recycle bin: queries do not show it any more. */
  remove(module: string, number: number): void;
  /** The records that are not deleted. */
  rows(module: string): readonly VtigerRow[];
  /** Everything changed after an instant (epoch seconds), oldest first, deleted records as well. */
  changedAfter(module: string, second: number): readonly { row: VtigerRow; isDeleted: boolean; second: number }[];
}

export function openVtigerState(edition: EditionName, now: () => number): VtigerState {
  const modules = modulesOf(edition);
  const held = new Map<string, Map<number, Held>>(Object.keys(modules).map((module) => [module, new Map()]));
  const of = (module: string) => held.get(module) ?? new Map<number, Held>();
  const idOf = (module: string, number: number) => `${prefixes[edition][module]}x${number}`;

  return {
    tickets: edition === 'cloud' ? 'Cases' : 'HelpDesk',
    idOf,
    save(module, number, fields = {}) {
      const at = timeText(now());
      const stamps = 'modifiedtime' in (modules[module] ?? {}) ? { modifiedtime: at } : {};
      const before = of(module).get(number)?.row;
      const fresh = { ...modules[module], ...('createdtime' in (modules[module] ?? {}) ? { createdtime: at } : {}) };
      const row = { ...fresh, ...before, ...stamps, ...fields, id: idOf(module, number) };
      of(module).set(number, { row, isDeleted: false });
      return row.id;
    },
    saveQuietly(module, number, fields) {
      const it = of(module).get(number);
      if (it !== undefined) it.row = { ...it.row, ...fields };
    },
    find: (module, number) => of(module).get(number)?.row,
    remove(module, number) {
      const it = of(module).get(number);
      if (it === undefined) return;
      it.isDeleted = true;
      it.row = { ...it.row, modifiedtime: timeText(now()) };
    },
    rows: (module) => [...of(module).values()].filter(({ isDeleted }) => !isDeleted).map(({ row }) => row),
    changedAfter: (module, after) =>
      [...of(module).values()]
        .map(({ row, isDeleted }) => ({ row, isDeleted, second: Date.parse(`${String(row.modifiedtime)}Z`) / 1000 }))
        .filter(({ second }) => second > after)
        .toSorted((a, b) => a.second - b.second),
  };
}

/** As Vtiger writes a time: UTC, without saying so. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
