import { exportPages } from './export-pages.ts';
import { readRows } from '../rows.ts';
import type { Step, Tools } from './stream.ts';
import type { Position } from './position.ts';
import { foreignUser, isStaff, toAgent, toCustomer } from './user.ts';

/** Users changed since the position: agents and admins become agents, the others customers. */
export async function* userPages({ users }: Position, { api, names, signal }: Tools): AsyncGenerator<Step> {
  const agents = new Set(users.agents);
  for await (const page of exportPages((from) => api.users(from, { signal }), users.after)) {
    await names.learn(page.rows, signal);
    const { read, skipped } = readRows(page.rows, { as: foreignUser, noun: 'user' });
    for (const user of read) if (isStaff(user)) agents.add(user.id);
    // Once an agent, never a customer: a colleague who left is no customer lost.
    const staff = read.filter(({ id }) => agents.has(id));
    const others = read.filter(({ id }) => !agents.has(id));
    yield {
      batch: {
        facts: {
          agents: staff.map((user) => toAgent(user, names)),
          customers: others.map((user) => toCustomer(user, names)),
        },
        skipped,
      },
      moved: { users: { after: page.after, agents: [...agents] } },
    };
  }
}
