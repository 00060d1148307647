import { readRows } from '../kit/rows.ts';
import { system } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { foreignUser, toAgent, toCustomer } from './user.ts';

/** Zammad is not asked which users changed: once in so many seconds all of them are read again. */
const listEvery = 86_400;

/** Users by id: those who are new since the position, and once a day all. */
export async function* userPages({ users }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, clock, signal, staff } = tools;
  const now = Math.floor(clock.now() / 1000);
  const isDue = now - users.listedAt >= listEvery;
  let listedAt = isDue ? now : users.listedAt;
  let page = isDue ? 1 : users.page;
  let rows = await api.users(page, { signal });
  if (rows.length === 0 && page > 1) {
    // So many users were deleted that there is no such page any more.
    page = 1;
    listedAt = now;
    rows = await api.users(page, { signal });
  }
  while (rows.length > 0) {
    const batch = told(rows, tools);
    yield { batch, moved: { users: { agents: [...staff], page, listedAt } } };
    page += 1;
    rows = await api.users(page, { signal });
  }
}

function told(rows: readonly unknown[], { staff, agentRoles }: Tools) {
  const { read, skipped } = readRows(rows, { as: foreignUser, noun: 'user' });
  const people = read.filter(({ id }) => id !== system);
  const now = new Set(people.flatMap(({ id, roles }) => (roles.some((role) => agentRoles.includes(role)) ? [id] : [])));
  for (const id of now) staff.add(id);
  // Once an agent, never a customer: a colleague who left is no customer lost.
  const agents = people.filter(({ id }) => staff.has(id)).map((user) => toAgent(user, now.has(user.id)));
  const customers = people.filter(({ id }) => !staff.has(id)).map((user) => toCustomer(user));
  return { facts: { agents, customers }, skipped };
}
