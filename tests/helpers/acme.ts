/** A small desk to import, whose figures one can compute by hand. Its week is the one before `acme.now`, in Athens. */
import { folderOf } from './folder.ts';
import { openHome, type Home } from './home.ts';

/** Thursday, 10:30 in Athens. */
const now = '2026-11-19T10:30:00+02:00';
const timezone = 'Europe/Athens';

const agents = `id,name,email,team
a1,Ana Ray,ana@example.com,billing
a2,Nikos Fox,nikos@example.com,shipping
`;

/** Two were created and solved last week; one waits, and breaches an hour and a half after `now`. */
const tickets = `id,subject,created_at,status,priority,channel,team,agent,first_reply_at,solved_at,reopens
t1,Refund,2026-11-10T09:00:00+02:00,solved,high,email,billing,a1,2026-11-10T09:30:00+02:00,2026-11-10T12:00:00+02:00,0
t2,Lost parcel,2026-11-11T09:00:00+02:00,solved,normal,chat,shipping,a2,2026-11-11T10:30:00+02:00,2026-11-12T09:00:00+02:00,1
t3,Late parcel,2026-11-19T08:00:00+02:00,open,urgent,email,shipping,a2,,,0
`;

const clocks = `ticket,kind,started_at,target_at
t3,first_reply,2026-11-19T08:00:00+02:00,2026-11-19T12:00:00+02:00
`;

/** Days of last week from Monday on: all ratings, those that are good, and as many of each in billing. */
const days = [
  { date: '2026-11-09', ratings: 20, good: 17, billing: 0, billingGood: 0 },
  { date: '2026-11-10', ratings: 24, good: 21, billing: 8, billingGood: 7 },
  { date: '2026-11-11', ratings: 24, good: 21, billing: 8, billingGood: 7 },
  { date: '2026-11-12', ratings: 24, good: 21, billing: 8, billingGood: 7 },
  { date: '2026-11-13', ratings: 24, good: 21, billing: 8, billingGood: 7 },
  { date: '2026-11-14', ratings: 24, good: 21, billing: 8, billingGood: 8 },
  { date: '2026-11-15', ratings: 24, good: 21, billing: 0, billingGood: 0 },
];

/** A csat survey, answered with 5 of 5 when good and with 2 otherwise. */
interface Rating {
  readonly at: string;
  readonly isGood: boolean;
  readonly team: 'billing' | 'shipping';
}

/**
 * Last week 143 good of 164 (87.195 %), 36 of 40 in billing; the week before 154 of 171 (90.058 %). The first of last
 * week came with the stroke of midnight, the last of the week before a second earlier.
 */
const ratings: readonly Rating[] = [
  ...many(153, { at: '2026-11-04T12:00:00+02:00', isGood: true, team: 'shipping' }),
  ...many(17, { at: '2026-11-04T12:00:00+02:00', isGood: false, team: 'shipping' }),
  { at: '2026-11-08T23:59:59+02:00', isGood: true, team: 'shipping' },
  ...days.flatMap(({ date, ratings, good, billing, billingGood }) => {
    const at = `${date}T00:00:00+02:00`;
    return [
      ...many(billingGood, { at, isGood: true, team: 'billing' }),
      ...many(billing - billingGood, { at, isGood: false, team: 'billing' }),
      ...many(good - billingGood, { at, isGood: true, team: 'shipping' }),
      ...many(ratings - good - (billing - billingGood), { at, isGood: false, team: 'shipping' }),
    ];
  }),
];

function many(count: number, rating: Rating): Rating[] {
  return Array.from({ length: count }, () => rating);
}

const surveys = [
  'id,kind,sent_at,answered_at,score,scale_min,scale_max,team,agent',
  // Sent and never answered: it counts nowhere.
  's0,csat,2026-11-10T09:00:00+02:00,,,1,5,billing,a1',
  ...ratings.map(({ at, isGood, team }, index) => {
    return `s${index + 1},csat,${at},${at},${isGood ? 5 : 2},1,5,${team},${team === 'billing' ? 'a1' : 'a2'}`;
  }),
  '',
].join('\n');

export const acme = {
  now,
  timezone,
  /** Rows of all files together. */
  rows: 2 + 3 + 1 + 1 + ratings.length,
  files: { 'agents.csv': agents, 'tickets.csv': tickets, 'sla_clocks.csv': clocks, 'surveys.csv': surveys },
};

/** A home in Athens into which the desk was imported as `acme`. */
export async function openAcme(config: object = {}): Promise<Home> {
  const home = await openHome({ config: { timezone: acme.timezone, ...config } });
  await using files = await folderOf(acme.files);
  const { code, stderr } = await home.terminal(['import', files.path, '--desk', 'acme']);
  if (code !== 0) throw new Error(stderr);
  return home;
}
