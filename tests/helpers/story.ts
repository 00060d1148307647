import { at, type SomeFacts } from './store.ts';

interface Happening {
  /** Epoch seconds. */
  readonly at: number;
}

/** What happens on a desk; each connector's server is told it in its own words. Ids are numbers, in text. */
export type StoryEvent = Happening &
  (
    | { what: 'agent'; id: string; name: string; email: string; team: string }
    | { what: 'customer'; id: string; name: string; email: string; organization: string }
    /** The customer opens a ticket; nobody is assigned yet. */
    | {
        what: 'created';
        ticket: string;
        customer: string;
        subject: string;
        team: string;
        priority: 'low' | 'normal' | 'high' | 'urgent';
        channel: 'email' | 'web';
      }
    /** A service level gives the first reply until `target`. */
    | { what: 'promised'; ticket: string; target: number }
    | { what: 'auto-replied'; ticket: string }
    /** Routing gives it to an agent, who had none or another. */
    | { what: 'assigned'; ticket: string; agent: string }
    | { what: 'noted'; ticket: string; agent: string }
    /** The agent's public reply, which sets the status in the same update. */
    | { what: 'replied'; ticket: string; agent: string; status: 'pending' | 'solved' }
    /** The customer's message, which opens the ticket again. */
    | { what: 'wrote'; ticket: string; customer: string }
    | { what: 'merged'; ticket: string; into: string }
    | { what: 'deleted'; ticket: string }
    /** Answered anew, the same survey changes its answer. */
    | { what: 'rated'; ticket: string; agent: string; customer: string; score: 'good' | 'bad'; comment: string }
    /** An inbound call; `agent` null: nobody answered it. Seconds. */
    | {
        what: 'called';
        id: string;
        agent: string | null;
        customer: string;
        wait: number;
        talk: number;
        hold: number;
        wrap: number;
      }
    | { what: 'ordered'; id: string; customer: string; amount: number; currency: string }
  );

const monday = (time: string) => at(`2026-02-23T${time}Z`);
const tuesday = (time: string) => at(`2026-02-24T${time}Z`);
const wednesday = (time: string) => at(`2026-02-25T${time}Z`);
const thursday = (time: string) => at(`2026-02-26T${time}Z`);
const friday = (time: string) => at(`2026-02-27T${time}Z`);

/** Before the first event, and after the last by more than any desk keeps its news back. */
export const storyBegins = '2026-02-22T09:00:00Z';
export const storyEnds = '2026-03-02T09:00:00Z';

const [ana, ben, eva, tom] = ['11', '12', '31', '32'];

/** In the order in which it happened. */
export const story: readonly StoryEvent[] = [
  { what: 'agent', at: monday('08:00:00'), id: ana, name: 'Ana Ray', email: 'ana@example.com', team: 'Billing' },
  { what: 'agent', at: monday('08:00:00'), id: ben, name: 'Ben Oak', email: 'ben@example.com', team: 'Returns' },
  {
    what: 'customer',
    at: monday('08:00:00'),
    id: eva,
    name: 'Eva Lind',
    email: 'eva@initech.example',
    organization: 'Initech',
  },
  {
    what: 'customer',
    at: monday('08:00:00'),
    id: tom,
    name: 'Tom Fox',
    email: 'tom@globex.example',
    organization: 'Globex',
  },

  // Two answers, the second of which solves it.
  ...opened('1', { at: monday('09:00:00'), customer: eva, team: 'Billing', priority: 'high', channel: 'email' }),
  { what: 'promised', at: monday('09:00:00'), ticket: '1', target: monday('10:00:00') },
  { what: 'auto-replied', at: monday('09:00:05'), ticket: '1' },
  { what: 'assigned', at: monday('09:05:00'), ticket: '1', agent: ana },
  { what: 'noted', at: monday('09:10:00'), ticket: '1', agent: ana },
  { what: 'replied', at: monday('09:30:00'), ticket: '1', agent: ana, status: 'pending' },
  { what: 'wrote', at: monday('10:00:00'), ticket: '1', customer: eva },
  { what: 'replied', at: monday('10:20:00'), ticket: '1', agent: ana, status: 'solved' },
  { what: 'rated', at: monday('11:00:00'), ticket: '1', agent: ana, customer: eva, score: 'good', comment: 'Quick!' },

  // Solved at once, reopened, solved again; rated, and rated better.
  ...opened('2', { at: tuesday('10:00:00'), customer: tom, team: 'Returns', priority: 'normal', channel: 'web' }),
  { what: 'promised', at: tuesday('10:00:00'), ticket: '2', target: tuesday('11:00:00') },
  { what: 'assigned', at: tuesday('10:01:00'), ticket: '2', agent: ben },
  { what: 'replied', at: tuesday('10:10:00'), ticket: '2', agent: ben, status: 'solved' },
  { what: 'wrote', at: tuesday('12:00:00'), ticket: '2', customer: tom },
  { what: 'replied', at: tuesday('13:00:00'), ticket: '2', agent: ben, status: 'solved' },
  { what: 'rated', at: tuesday('14:00:00'), ticket: '2', agent: ben, customer: tom, score: 'bad', comment: 'Slow.' },
  {
    what: 'rated',
    at: tuesday('15:00:00'),
    ticket: '2',
    agent: ben,
    customer: tom,
    score: 'good',
    comment: 'Fine after all.',
  },

  // Gone: merged into the first, and deleted.
  ...opened('3', { at: wednesday('09:00:00'), customer: eva, team: 'Billing', priority: 'low', channel: 'email' }),
  { what: 'merged', at: wednesday('09:30:00'), ticket: '3', into: '1' },
  ...opened('4', { at: wednesday('10:00:00'), customer: tom, team: 'Returns', priority: 'normal', channel: 'email' }),
  { what: 'replied', at: wednesday('10:05:00'), ticket: '4', agent: ben, status: 'solved' },
  { what: 'deleted', at: wednesday('11:00:00'), ticket: '4' },

  // Handed on, answered, and waiting for the customer.
  ...opened('5', { at: thursday('09:00:00'), customer: eva, team: 'Billing', priority: 'urgent', channel: 'web' }),
  { what: 'assigned', at: thursday('09:05:00'), ticket: '5', agent: ana },
  { what: 'assigned', at: thursday('09:20:00'), ticket: '5', agent: ben },
  { what: 'replied', at: thursday('11:00:00'), ticket: '5', agent: ben, status: 'pending' },

  // Nobody has answered it.
  ...opened('6', { at: friday('08:00:00'), customer: tom, team: 'Returns', priority: 'normal', channel: 'email' }),
  { what: 'promised', at: friday('08:00:00'), ticket: '6', target: friday('09:00:00') },

  {
    what: 'called',
    at: friday('14:00:00'),
    id: '91',
    agent: ana,
    customer: eva,
    wait: 40,
    talk: 300,
    hold: 20,
    wrap: 30,
  },
  { what: 'called', at: friday('15:00:00'), id: '92', agent: null, customer: tom, wait: 75, talk: 0, hold: 0, wrap: 0 },
  { what: 'ordered', at: friday('16:00:00'), id: '95', customer: eva, amount: 120, currency: 'EUR' },
  { what: 'ordered', at: friday('17:00:00'), id: '96', customer: tom, amount: 80, currency: 'EUR' },
];

/** What the story comes to, worked out by hand: the same as files would hold it. */
export const storyFacts = {
  agents: [
    { id: ana, name: 'Ana Ray', email: 'ana@example.com', team: 'Billing', is_active: true },
    { id: ben, name: 'Ben Oak', email: 'ben@example.com', team: 'Returns', is_active: true },
  ],
  customers: [
    {
      id: eva,
      name: 'Eva Lind',
      email: 'eva@initech.example',
      organization: 'Initech',
      started_at: monday('08:00:00'),
    },
    { id: tom, name: 'Tom Fox', email: 'tom@globex.example', organization: 'Globex', started_at: monday('08:00:00') },
  ],
  tickets: [
    {
      id: '1',
      status: 'solved',
      priority: 'high',
      channel: 'email',
      team: 'Billing',
      agent: ana,
      customer: eva,
      organization: 'Initech',
      created_at: monday('09:00:00'),
      first_reply_at: monday('09:30:00'),
      first_reply_by: ana,
      solved_at: monday('10:20:00'),
      reopens: 0,
      agent_replies: 2,
      customer_replies: 1,
      // The note and the two answers.
      touches: 3,
      reassignments: 0,
    },
    {
      id: '2',
      status: 'solved',
      priority: 'normal',
      channel: 'web',
      team: 'Returns',
      agent: ben,
      customer: tom,
      organization: 'Globex',
      created_at: tuesday('10:00:00'),
      first_reply_at: tuesday('10:10:00'),
      first_reply_by: ben,
      solved_at: tuesday('13:00:00'),
      reopens: 1,
      agent_replies: 2,
      customer_replies: 1,
      touches: 2,
      reassignments: 0,
    },
    {
      id: '5',
      status: 'pending',
      priority: 'urgent',
      channel: 'web',
      team: 'Billing',
      agent: ben,
      customer: eva,
      organization: 'Initech',
      created_at: thursday('09:00:00'),
      first_reply_at: thursday('11:00:00'),
      first_reply_by: ben,
      reopens: 0,
      agent_replies: 1,
      customer_replies: 0,
      touches: 1,
      reassignments: 1,
    },
    {
      id: '6',
      status: 'new',
      priority: 'normal',
      channel: 'email',
      team: 'Returns',
      customer: tom,
      organization: 'Globex',
      created_at: friday('08:00:00'),
      reopens: 0,
      agent_replies: 0,
      customer_replies: 0,
      touches: 0,
    },
  ],
  ticket_spans: [
    { ticket: '1', seq: 0, from_at: monday('09:00:00'), to_at: monday('10:20:00') },
    { ticket: '2', seq: 0, from_at: tuesday('10:00:00'), to_at: tuesday('10:10:00') },
    { ticket: '2', seq: 1, from_at: tuesday('12:00:00'), to_at: tuesday('13:00:00') },
    { ticket: '5', seq: 0, from_at: thursday('09:00:00') },
    { ticket: '6', seq: 0, from_at: friday('08:00:00') },
  ],
  replies: [
    reply('r1', { ticket: '1', at: monday('09:30:00'), by: 'agent', agent: ana, waited_seconds: 1800 }),
    reply('r2', { ticket: '1', at: monday('10:00:00'), by: 'customer' }),
    reply('r3', { ticket: '1', at: monday('10:20:00'), by: 'agent', agent: ana, waited_seconds: 1200 }),
    reply('r4', { ticket: '2', at: tuesday('10:10:00'), by: 'agent', agent: ben, waited_seconds: 600 }),
    reply('r5', { ticket: '2', at: tuesday('12:00:00'), by: 'customer' }),
    reply('r6', { ticket: '2', at: tuesday('13:00:00'), by: 'agent', agent: ben, waited_seconds: 3600 }),
    reply('r7', { ticket: '5', at: thursday('11:00:00'), by: 'agent', agent: ben, waited_seconds: 7200 }),
  ],
  sla_clocks: [
    firstReply('1', { started_at: monday('09:00:00'), stopped_at: monday('09:30:00') }),
    firstReply('2', { started_at: tuesday('10:00:00'), stopped_at: tuesday('10:10:00') }),
    firstReply('6', { started_at: friday('08:00:00') }),
  ],
  surveys: [
    rating('s1', { ticket: '1', agent: ana, team: 'Billing', customer: eva, answered_at: monday('11:00:00') }),
    rating('s2', { ticket: '2', agent: ben, team: 'Returns', customer: tom, answered_at: tuesday('15:00:00') }),
  ],
  calls: [
    {
      id: '91',
      at: friday('14:00:00'),
      channel: 'phone',
      direction: 'in',
      is_answered: true,
      wait_seconds: 40,
      talk_seconds: 300,
      hold_seconds: 20,
      wrap_seconds: 30,
      agent: ana,
      team: 'Billing',
      customer: eva,
    },
    {
      id: '92',
      at: friday('15:00:00'),
      channel: 'phone',
      direction: 'in',
      is_answered: false,
      wait_seconds: 75,
      customer: tom,
    },
  ],
  orders: [
    { id: '95', at: friday('16:00:00'), customer: eva, amount: 120, currency: 'EUR', kind: 'first' },
    { id: '96', at: friday('17:00:00'), customer: tom, amount: 80, currency: 'EUR', kind: 'first' },
  ],
} satisfies SomeFacts;

function opened(
  ticket: string,
  rest: Omit<Extract<StoryEvent, { what: 'created' }>, 'what' | 'ticket' | 'subject'>,
): StoryEvent[] {
  return [{ what: 'created', ticket, subject: `Story ${ticket}`, ...rest }];
}

function reply(
  id: string,
  rest: { ticket: string; at: number; by: 'agent' | 'customer'; agent?: string; waited_seconds?: number },
) {
  return { id, is_public: true, ...rest };
}

function firstReply(ticket: string, { started_at, stopped_at }: { started_at: number; stopped_at?: number }) {
  return {
    ticket,
    kind: 'first_reply' as const,
    started_at,
    target_at: started_at + 3600,
    ...(stopped_at && { stopped_at }),
  };
}

function rating(
  id: string,
  rest: { ticket: string; agent: string; team: string; customer: string; answered_at: number },
) {
  return { id, kind: 'csat' as const, score: 1, scale_min: 0, scale_max: 1, comment: 'Said.', channel: null, ...rest };
}
