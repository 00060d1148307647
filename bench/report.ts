import type { Measured } from './measure.ts';
import type { Synced } from './sync.ts';
import { table, type Column } from './table.ts';

/** The answers on a desk of one size, as Markdown. */
export function answersReport(measured: Measured): string {
  return `### ${count(measured.tickets)} tickets\n\n${answersTable(measured)}`;
}

/** What the sizes have to say together, as Markdown. */
export function sizesReport(all: readonly Measured[]): string {
  return `### As the desk grows\n\n${slopeTable(all)}\n\n### Ingest\n\n${loadTable(all)}`;
}

/** What a first load of a whole program took, as Markdown. */
export function syncTable({ tickets, rows, seconds, memoryIdle, memoryPeak }: Synced): string {
  const columns = ['Tickets', 'rows', 'seconds', 'rows/s', 'MB idle', 'MB at most', 'MB over idle'].map(right);
  const memory = [memoryIdle, memoryPeak, memoryPeak - memoryIdle].map(megabytes);
  return table(columns, [[count(tickets), count(rows), seconds.toFixed(0), count(rows / seconds), ...memory]]);
}

function answersTable({ races }: Measured): string {
  const isWithPostgres = races.some(({ times }) => times['postgres']);
  const columns = [
    left('Question'),
    right('n'),
    right('p50 ms'),
    right('p95 ms'),
    right('by hand p50'),
    right('p95'),
    right('ratio'),
    ...(isWithPostgres ? [right('PostgreSQL p50'), right('p95'), right('ratio')] : []),
    right('longest turn ms'),
  ];
  const rows = races.map(({ name, n, times, longestTurn }) => {
    const [ours, hand, postgres] = [times['deskpulse'], times['hand'], times['postgres']];
    const beside = (other: typeof hand) => [
      time(other?.p50),
      time(other?.p95),
      ((ours?.p50 ?? Number.NaN) / (other?.p50 ?? Number.NaN)).toFixed(2),
    ];
    return [
      name,
      String(n),
      time(ours?.p50),
      time(ours?.p95),
      ...beside(hand),
      ...(isWithPostgres ? beside(postgres) : []),
      time(longestTurn),
    ];
  });
  return table(columns, rows);
}

function slopeTable(all: readonly Measured[]): string {
  const columns = [left('p50 ms at'), ...all.map(({ tickets }) => right(count(tickets)))];
  const names = all[0]?.races.map(({ name }) => name) ?? [];
  const rows = names.map((name, index) => [
    name,
    ...all.map(({ races }) => time(races[index]?.times['deskpulse']?.p50)),
  ]);
  return table(columns, rows);
}

function loadTable(all: readonly Measured[]): string {
  const columns = [
    left('Tickets'),
    right('rows'),
    right('seconds'),
    right('rows/s'),
    right('rows/s at the end'),
    right('MB idle'),
    right('MB at a tenth'),
    right('MB at most'),
    right('MB with answers'),
  ];
  const rows = all.map(({ tickets, load, memory }) => [
    count(tickets),
    count(load.rows),
    load.seconds.toFixed(0),
    count(load.rows / load.seconds),
    count(load.rateAtEnd),
    megabytes(load.memoryIdle),
    megabytes(load.memoryEarly),
    megabytes(load.memoryPeak),
    megabytes(memory),
  ]);
  return table(columns, rows);
}

function left(title: string): Column {
  return { title, align: 'left' };
}

function right(title: string): Column {
  return { title, align: 'right' };
}

function time(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : milliseconds.toFixed(1);
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en-GB');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
