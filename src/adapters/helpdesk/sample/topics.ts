import type { TeamKey } from './roster.ts';

/** A kind of request: what its tickets say, and who answers them. */
export interface Topic {
  readonly type: string;
  readonly team: TeamKey;
  /** Share of the team's tickets, in proportion to the others. */
  readonly weight: number;
  /** How much longer than usual it takes to solve. */
  readonly effort: number;
  readonly tags: readonly string[];
  readonly subjects: readonly [string, ...string[]];
}

/** Several subjects hold markup, formulas and mentions: what shows them has to escape them. */
export const topics: readonly [Topic, ...Topic[]] = [
  {
    type: 'refund',
    team: 'billing',
    weight: 5,
    effort: 1.1,
    tags: ['money-back'],
    subjects: ['Refund for invoice 4471', 'Charged twice this month', 'Where is my refund & what was the VAT?'],
  },
  {
    type: 'cancellation',
    team: 'billing',
    weight: 2,
    effort: 1,
    tags: ['retention'],
    subjects: ['Please cancel our plan', 'How do we end the contract?', 'Not renewing <b>next month</b>'],
  },
  {
    type: 'billing',
    team: 'billing',
    weight: 6,
    effort: 0.8,
    tags: ['invoice'],
    subjects: [
      'Invoice has the old address',
      '=SUM(A1:A9) shows on our invoice',
      'Card was declined',
      'Quote for 40 seats',
    ],
  },
  {
    type: 'technical-issue',
    team: 'technical',
    weight: 7,
    effort: 1.3,
    tags: ['bug'],
    subjects: [
      'Cannot sign in since this morning',
      'Report page stays blank',
      'Export writes <script>alert(1)</script> into the file',
      'Sync with R&D calendar fails',
      'App crashes on upload',
    ],
  },
  {
    type: 'product',
    team: 'technical',
    weight: 3,
    effort: 1,
    tags: ['feature'],
    subjects: ['Is there a dark mode?', 'Limit of 100 rows in the table', 'Notify <!channel> from a rule?'],
  },
  {
    type: 'how-to',
    team: 'onboarding',
    weight: 6,
    effort: 0.7,
    tags: ['guide'],
    subjects: ['How do I invite my team?', 'Import contacts from a spreadsheet', 'Set up *two-step* sign-in'],
  },
  {
    type: 'sales-question',
    team: 'onboarding',
    weight: 3,
    effort: 0.8,
    tags: ['lead'],
    subjects: ['Difference between the two plans', 'Discount for a charity?', 'Trial for 10 people'],
  },
  {
    type: 'shipping',
    team: 'logistics',
    weight: 6,
    effort: 1,
    tags: ['delivery'],
    subjects: [
      'Parcel is three days late',
      'Tracking shows no news',
      'Delivered to the wrong door',
      'Customs asks for papers',
    ],
  },
  {
    type: 'return',
    team: 'logistics',
    weight: 3,
    effort: 1.2,
    tags: ['delivery', 'warehouse'],
    subjects: ['Return of a broken unit', 'Return label does not print', 'Size "L" is too small'],
  },
  {
    type: 'availability',
    team: 'logistics',
    weight: 2,
    effort: 0.6,
    tags: ['stock'],
    subjects: ['When is the blue one back?', 'Stock in Thessaloniki?', 'Pre-order for spring'],
  },
];
