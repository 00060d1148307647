import { readRows } from '../kit/rows.ts';
import type { NumberedPage } from './envelope.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { foreignUser, isPerson, toAgent, toCustomer } from './user.ts';

/** A change may become visible a little later than others of the same second. */
const slack = 60;

/**
 * Users: at first all of them by id, from then on the last changed first until what is known already. Request Tracker
 * cannot be asked for users changed since an instant.
 */
export async function* userPages({ users }: Position, tools: Tools): AsyncGenerator<Step> {
  const agents = [...tools.staff];
  if (users.page === null) {
    yield* changedUsers({ ...users, agents }, tools);
    return;
  }
  const { api, signal } = tools;
  const changed = users.changed ?? newestOf(await api.users({ orderBy: 'change', page: 1 }, { signal }));
  for (let page: number | null = users.page; page !== null;) {
    const list: NumberedPage = await api.users({ orderBy: 'id', page }, { signal });
    page = list.isMore ? page + 1 : null;
    const { batch } = await told(list, tools);
    yield { batch, moved: { users: { agents, changed, page } } };
  }
}

async function* changedUsers(users: Position['users'], tools: Tools): AsyncGenerator<Step> {
  const since = (users.changed ?? 0) - slack;
  let changed = users.changed;
  for (let page = 1, isMore = true; isMore; page += 1) {
    const list = await tools.api.users({ orderBy: 'change', page }, { signal: tools.signal });
    if (page === 1) changed = newestOf(list) ?? changed;
    const { batch, isPast } = await told(list, { ...tools, since });
    isMore = list.isMore && !isPast;
    // A pull that ends halfway begins here once more.
    yield { batch, moved: { users: isMore ? users : { ...users, changed } } };
  }
}

async function told(list: NumberedPage, { api, staff, privileged, signal, since = 0 }: Tools & { since?: number }) {
  const { read, skipped } = readRows(list.rows, { as: foreignUser, noun: 'user' });
  const people = read.filter((user) => isPerson(user) && user.LastUpdated >= since);
  const agents = [];
  for (const user of people.filter(({ id }) => staff.has(id))) {
    agents.push(toAgent(user, privileged.has(user.id) && (await api.isEnabled(user.id, { signal }))));
  }
  // Once an agent, never a customer: a colleague who left is no customer lost.
  const customers = people.filter(({ id }) => !staff.has(id)).map((user) => toCustomer(user));
  return {
    batch: { facts: { agents, customers }, skipped },
    isPast: read.some(({ LastUpdated }) => LastUpdated < since),
  };
}

function newestOf(list: NumberedPage): number | null {
  const { read } = readRows(list.rows, { as: foreignUser, noun: 'user' });
  return read.length === 0 ? null : Math.max(...read.map(({ LastUpdated }) => LastUpdated));
}
