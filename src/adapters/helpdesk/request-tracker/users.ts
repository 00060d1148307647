import { z } from 'zod';
import { facts, type News } from '../../../helpdesk.ts';
import { defineStream, readRows, splitUsers, text, type Page } from '../kit/index.ts';
import type { Context, NumberedPage } from './context.ts';
import { id, instant } from './fields.ts';

/** Seconds: a change may become visible a little later than others of the same second. */
const tolerance = 60;

/** The user that automation acts as, and the one that owns what nobody owns: no people. */
const systemUsers = new Set(['RT_System', 'Nobody']);

const known = instant.pipe(z.int('not to be seen: the user of the token needs the right AdminUsers'));

export const foreignUser = z.object({
  id,
  Name: z.string(),
  RealName: text,
  EmailAddress: text,
  Organization: text,
  Created: known,
  LastUpdated: known,
});

type ForeignUser = z.output<typeof foreignUser>;

const cursor = z.strictObject({
  /** Everyone who was ever seen as privileged. */
  agents: z.array(z.int().min(0)),
  /** The newest change that was read, epoch seconds; null before the first list was begun. */
  changed: z.int().min(0).nullable(),
  /** The next page of the first list, which goes by id; null once it was read to its end. */
  page: z.int().min(1).nullable(),
});

type Cursor = z.output<typeof cursor>;

/**
 * Users: at first all of them by id, from then on the last changed first until what is known already. Request Tracker
 * cannot be asked for users changed since an instant.
 */
export const users = defineStream({
  name: 'users',
  cursor: cursor.default({ agents: [], changed: null, page: 1 }),

  async *read(before, context: Context) {
    const { api, staff, signal } = context;
    for (const agent of before.agents) staff.add(agent);
    const agents = [...staff];
    if (before.page === null) {
      yield* changedUsers({ ...before, agents }, context);
      return;
    }
    const changed = before.changed ?? newestOf(await api.users({ orderBy: 'change', page: 1 }, { signal }));
    for (let page: number | null = before.page; page !== null;) {
      const list: NumberedPage = await api.users({ orderBy: 'id', page }, { signal });
      page = list.isMore ? page + 1 : null;
      yield { ...(await readUsers(list, context)).news, cursor: { agents, changed, page } };
    }
  },
});

async function* changedUsers(before: Cursor, context: Context): AsyncGenerator<Page<Cursor>> {
  const { api, signal } = context;
  const since = (before.changed ?? 0) - tolerance;
  let { changed } = before;
  for (let page = 1, isMore = true; isMore; page += 1) {
    const list = await api.users({ orderBy: 'change', page }, { signal });
    if (page === 1) changed = newestOf(list) ?? changed;
    const { news, isPast } = await readUsers(list, { ...context, since });
    isMore = list.isMore && !isPast;
    // A pull that ends halfway begins here once more.
    yield { ...news, cursor: isMore ? before : { ...before, changed } };
  }
}

async function readUsers(
  list: NumberedPage,
  { api, staff, privileged, signal, since = 0 }: Context & { since?: number },
): Promise<{ news: News; isPast: boolean }> {
  const { read, skipped } = readRows(list.rows, { as: foreignUser, noun: 'user' });
  const people = read.filter(({ Name, LastUpdated }) => !systemUsers.has(Name) && LastUpdated >= since);
  const isAgent = (user: ForeignUser) => privileged.has(user.id);
  const { agents, customers } = splitUsers(people, { staff, isAgent });
  const all = [];
  for (const user of agents) {
    const is_active = isAgent(user) && (await api.isEnabled(user.id, { signal }));
    all.push(facts.agents.parse({ ...identity(user), is_active }));
  }
  return {
    news: {
      facts: {
        agents: all,
        customers: customers.map((user) =>
          facts.customers.parse({ ...identity(user), organization: user.Organization, started_at: user.Created }),
        ),
      },
      skipped,
    },
    isPast: read.some(({ LastUpdated }) => LastUpdated < since),
  };
}

function identity({ id, Name, RealName, EmailAddress }: ForeignUser) {
  return { id: String(id), name: RealName ?? Name, email: EmailAddress };
}

function newestOf(list: NumberedPage): number | null {
  const { read } = readRows(list.rows, { as: foreignUser, noun: 'user' });
  return read.length === 0 ? null : Math.max(...read.map(({ LastUpdated }) => LastUpdated));
}
