import { exportPages } from './export-pages.ts';
import { readRows } from '../kit/rows.ts';
import type { Step, Tools } from './stream.ts';
import type { Position } from './position.ts';
import { foreignUser, isStaff, toAgent, toCustomer } from './user.ts';

/** Users changed since the position: agents and admins become agents, the others customers. */
export async function* userPages({ users }: Position, { api, names, staff, signal }: Tools): AsyncGenerator<Step> {
  for await (const page of exportPages((from) => api.users(from, { signal }), users.after)) {
    await names.learn(page.rows, signal);
    const { read, skipped } = readRows(page.rows, { as: foreignUser, noun: 'user' });
    for (const user of read) if (isStaff(user)) staff.add(user.id);
    // Once an agent, never a customer: a colleague who left is no customer lost.
    const agents = read.filter(({ id }) => staff.has(id));
    const customers = read.filter(({ id }) => !staff.has(id));
    yield {
      batch: {
        facts: {
          agents: agents.map((user) => toAgent(user, names)),
          customers: customers.map((user) => toCustomer(user, names)),
        },
        skipped,
      },
      moved: { users: { after: page.after, agents: [...staff] } },
    };
  }
}
