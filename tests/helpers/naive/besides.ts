import type { Filter } from '../../../src/metrics/scope.ts';
import type { Case, Stretch } from './case.ts';
import { countThings, currenciesOf, halves, mean, share, sum } from './fold.ts';
import { customers, solved, type Naive } from './metrics.ts';

export interface Beside {
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
}

interface Around {
  readonly stretch: Stretch;
  readonly filters: readonly Filter[];
  /** Cases of another kind, in the same stretch and by the same filters. */
  also(cases: Naive['cases']): Case[];
}

const day = 86_400;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What stands beside a metric's value, in plain loops. */
export const besides: Readonly<Record<string, (cases: readonly Case[], around: Around) => Beside[]>> = {
  'reopen-rate': (cases) => [{ label: 'Reopens per ticket', unit: 'count', value: mean(cases).value }],
  'resolution-rate': (cases) => {
    const [created] = halves(cases);
    return [{ label: 'Created then and solved by now', unit: 'percent', value: share(created).value }];
  },
  backlog: (cases) => [
    counted('1–3 days old', aged(cases, [1, 3])),
    counted('3–7 days old', aged(cases, [3, 7])),
    counted('7–30 days old', aged(cases, [7, 30])),
    counted('over 30 days old', aged(cases, [30, Infinity])),
  ],
  channels: (_, { filters, also }) => {
    const isTold = filters.every(({ key }) => ['organization', 'segment', 'desk', 'channel'].includes(key));
    return isTold ? most(also(said), { label: 'Preferred when asked:', by: 'channel', top: 3 }) : [];
  },
  'self-service': (cases) => {
    const [visits] = halves(cases);
    const ofKind = (kind: string) => visits.filter(({ kinds = [] }) => kinds.includes(kind));
    return [
      { label: 'Sessions', unit: 'count', value: countThings(visits) },
      counted('Views', ofKind('view')),
      counted('Searches', ofKind('search')),
    ];
  },
  clv: (cases) => {
    const [orders] = halves(cases);
    const isOfOne = currenciesOf(orders).length === 1;
    const amount = sum(orders, ({ order }) => order?.amount);
    return [
      { label: 'Average order', unit: 'money', value: isOfOne ? amount / orders.length : null },
      { label: 'Orders per customer', unit: 'count', value: isOfOne ? orders.length / countThings(orders) : null },
    ];
  },
  upsell: perHundredSolved,
  'cross-sell': perHundredSolved,
  engagement: (cases) =>
    ['usage', 'loyalty', 'training'].map((kind) => {
      const told = cases.map(({ kinds = [], dims }) => ({ dims, isHit: kinds.includes(kind) }));
      return { label: `With ${kind}`, unit: 'percent', value: share(told).value };
    }),
  mentions: busiest,
  ...Object.fromEntries(
    ['positive', 'negative', 'technical', 'suggestion', 'competitor', 'answerable'].map((such) => [
      `${such}-mentions`,
      (cases: readonly Case[]) => [
        counted(
          'Mentions',
          cases.filter(({ isHit }) => isHit === true),
        ),
        ...busiest(cases),
      ],
    ]),
  ),
};

/** Customers who came before the end, by the channel they said they prefer. */
const said: Naive['cases'] = (world, stretch) =>
  customers(({ started_at, preferred_channel, organization, segment, desk }) =>
    started_at < stretch.to && preferred_channel !== null
      ? { dims: { organization: [organization], segment: [segment], desk: [desk], channel: [preferred_channel] } }
      : undefined,
  )(world, stretch);

function counted(label: string, cases: readonly Case[]): Beside {
  return { label, unit: 'count', value: cases.length };
}

/** As old in days as the first, and not as old as the second. */
function aged(cases: readonly Case[], [from, to]: readonly [number, number]): Case[] {
  return cases.filter(({ value = 0 }) => value >= from * day && value < to * day);
}

function perHundredSolved(cases: readonly Case[], { also }: Around): Beside[] {
  const { length } = also(solved(() => ({})));
  return [
    { label: 'Per 100 solved tickets', unit: 'count', value: length === 0 ? null : (100 * cases.length) / length },
  ];
}

function busiest(cases: readonly Case[]): Beside[] {
  return [
    ...most(cases, { label: 'Busiest hour:', by: 'hour', top: 1 }),
    ...most(cases, { label: 'Busiest weekday:', by: 'weekday', top: 1 }),
    ...most(cases, { label: 'On', by: 'network', top: 5 }),
  ];
}

/** The largest groups whose name is known; of equals, the first by name. */
function most(
  cases: readonly Case[],
  { label, by, top }: { readonly label: string; readonly by: string; readonly top: number },
): Beside[] {
  const groups = [...Map.groupBy(cases, ({ dims }) => dims[by]?.[0] ?? null)];
  const named = groups.flatMap(([key, { length }]) => (key === null ? [] : [{ key, length }]));
  return named
    .toSorted((one, other) => other.length - one.length || (one.key < other.key ? -1 : 1))
    .slice(0, top)
    .map(({ key, length }) => ({ label: `${label} ${nameOf(by, key)}`, unit: 'count', value: length }));
}

function nameOf(by: string, key: string | number): string {
  if (by === 'hour') return `${String(key).padStart(2, '0')}:00`;
  return by === 'weekday' ? String(weekdays[Number(key)]) : String(key);
}
