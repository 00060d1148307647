import { surveyKinds, type Table } from '../../../../helpdesk.ts';
import { nameKey, promises, ratings } from './names.ts';
import { pick } from './pick.ts';
import { columnsOf, mappableColumns } from '../rows/columns.ts';
import { proposeValues } from './columns.ts';
import type { Profile } from './profile.ts';
import { entry, type Entry, type FileFacts, type TableProposal } from './proposal.ts';
import { meaningOf } from './words.ts';

type Kind = (typeof surveyKinds)[number];

/** What a table of surveys says of none of its rows: their kind, and the scale. */
export function surveyConstants({ file, columns }: FileFacts): Entry[] {
  const has = (name: string) => columns.some((profile) => nameKey(profile.name).key === name);
  const column = columnsOf('surveys').find(({ name }) => name === 'score');
  const score = column && pick('surveys', column, columns);
  const told = `${file} ${score?.name ?? ''}`.toLowerCase();
  const kind = surveyKinds.find((known) => told.includes(known)) ?? 'csat';
  const isKnown = told.includes(kind);
  const constants: Entry[] = [];
  if (!has('kind'))
    constants.push(entry('kind', kind, undefined, isKnown ? [] : ['nps, ces or esat, if it is one of these']));
  if (!has('scalemin') || !has('scalemax')) constants.push(...scaleOf(score, kind));
  return constants;
}

/** The scale is guessed from the scores: nothing else tells it. */
function scaleOf(score: Profile | undefined, kind: Kind): Entry[] {
  const scores = (score?.distinct ?? []).map(Number).filter((value) => !Number.isNaN(value));
  const most = Math.max(1, ...scores);
  const high = kind === 'nps' ? 10 : ([5, 7, 10, 100].find((end) => most <= end) ?? most);
  const low = kind === 'nps' || high === 100 || scores.includes(0) ? 0 : 1;
  const doubts = kind === 'nps' ? [] : ['the scale is a guess from the scores'];
  return [entry('scale_min', low, undefined, doubts), entry('scale_max', high, undefined, doubts)];
}

/** The answers to surveys that stand in the rows of tickets or calls, and whether promises were kept. */
export function proposeExtras(main: TableProposal, { columns }: FileFacts): TableProposal[] {
  if (main.table !== 'tickets' && main.table !== 'calls') return [];
  const id = main.columns.find(({ name }) => name === 'id')?.value;
  if (typeof id !== 'string') return [];
  const free = columns.filter(({ name }) => !main.reads.has(name));
  const surveys = Object.entries(ratings).flatMap(([kind, keys]) => {
    const score = free.find((profile) => keys.includes(nameKey(profile.name).key) && isScore(profile));
    return score ? [proposeSurvey(main, { id, kind: kind as Kind, score })] : [];
  });
  const promise = free.find((profile) => promises.includes(nameKey(profile.name).key) && isPromise(profile));
  return main.table === 'tickets' && promise ? [...surveys, proposeClock(main, { id, promise })] : surveys;
}

function isScore({ distinct }: Profile): boolean {
  const known = distinct.filter((text) => !Number.isNaN(Number(text)) || meaningOf('score', text) !== undefined);
  return distinct.length > 0 && known.length * 2 >= distinct.length;
}

function isPromise({ distinct }: Profile): boolean {
  const words = new Set(['yes', 'no', 'true', 'false', 'y', 'n', '1', '0']);
  return (
    distinct.length > 0 &&
    distinct.every((text) => words.has(text.toLowerCase()) || meaningOf('met', text) !== undefined)
  );
}

function valueOf(main: TableProposal, ...names: readonly string[]): Entry | undefined {
  return names.map((wanted) => main.columns.find(({ name }) => name === wanted)).find((found) => found !== undefined);
}

function part(
  table: Table,
  main: TableProposal,
  own: Pick<TableProposal, 'columns' | 'values' | 'constants'> & { read: string; when: Entry },
): TableProposal {
  const { read, when, ...rest } = own;
  return {
    table,
    file: main.file,
    shape: [...main.shape, when],
    computed: [],
    missing: [],
    reads: new Set([read]),
    ...rest,
  };
}

function proposeSurvey(
  main: TableProposal,
  { id, kind, score }: { id: string; kind: Kind; score: Profile },
): TableProposal {
  const at = valueOf(main, 'solved_at', 'updated_at', 'created_at', 'at');
  const words = proposeValues({ name: 'score', kind: 'number', isRequired: false, choices: [] }, score);
  const people = ['agent', 'team', 'channel', 'customer'].flatMap((name) => valueOf(main, name) ?? []);
  const reference = main.table === 'tickets' ? [entry('ticket', id)] : [];
  const answered = at
    ? [
        {
          ...at,
          name: 'answered_at',
          samples: [],
          doubts: [`the file does not say when it was answered; ${at.name} is taken`],
        },
      ]
    : [];
  const same = main.values.filter(({ name }) => name === 'channel');
  const bare = people.map(({ name, value }) => entry(name, value));
  const [low, high] = words ? [entry('scale_min', 1), entry('scale_max', 5)] : scaleOf(score, kind);
  return part('surveys', main, {
    read: score.name,
    when: entry('when', { [score.name]: { not: null } }),
    columns: [
      entry('id', { text: `${kind}-{${id}}` }),
      ...reference,
      ...answered,
      entry('score', score.name, score),
      ...bare,
    ],
    values: [...(words ? [words] : []), ...same],
    constants: [entry('kind', kind), ...(low && high ? [low, high] : [])],
  });
}

function proposeClock(main: TableProposal, { id, promise }: { id: string; promise: Profile }): TableProposal {
  const [start, stop] = [valueOf(main, 'created_at'), valueOf(main, 'solved_at')];
  const column = mappableColumns('sla_clocks').find(({ name }) => name === 'met');
  const words = column && proposeValues(column, promise);
  return part('sla_clocks', main, {
    read: promise.name,
    when: entry('when', { [promise.name]: { not: null } }),
    columns: [
      entry('ticket', id),
      ...(start ? [{ ...start, name: 'started_at', samples: [], doubts: [] }] : []),
      ...(stop ? [{ ...stop, name: 'stopped_at', samples: [], doubts: [] }] : []),
      entry('met', promise.name, promise),
    ],
    values: words ? [words] : [],
    constants: [entry('kind', 'resolution', undefined, ['first_reply, if it is about that'])],
  });
}
