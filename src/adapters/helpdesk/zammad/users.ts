import { z } from 'zod';
import { facts, type News } from '../../../helpdesk.ts';
import { defineStream, readRows, secondsNow, splitUsers, text, type Call } from '../kit/index.ts';
import type { Api, Context } from './context.ts';
import { id, instant, system } from './fields.ts';

const usersPerPage = 200;
/** Zammad is not asked which users changed: once in so many seconds all of them are read again. */
const listEvery = 86_400;

const foreignUser = z.object({
  id,
  firstname: text,
  lastname: text,
  email: text,
  organization: text,
  roles: z.array(z.string()),
  active: z.boolean(),
  created_at: instant,
});

type ForeignUser = z.output<typeof foreignUser>;

/** Users by id: those who are new, and once a day all. */
export const users = defineStream({
  name: 'users',
  cursor: z
    .strictObject({
      /** Everyone who was ever seen as an agent. */
      agents: z.array(z.int()),
      /** The page read last, and when the list that it is of was begun, epoch seconds. */
      page: z.int().min(1),
      listedAt: z.int().min(0),
    })
    .default({ agents: [], page: 1, listedAt: 0 }),

  async *read(before, context: Context) {
    const { api, clock, signal, staff } = context;
    for (const agent of before.agents) staff.add(agent);
    const now = secondsNow(clock);
    let { page, listedAt } = now - before.listedAt >= listEvery ? { page: 1, listedAt: now } : before;
    let rows = await askUsers(api, page, { signal });
    if (rows.length === 0 && page > 1) {
      // So many users were deleted that there is no such page any more.
      [page, listedAt] = [1, now];
      rows = await askUsers(api, page, { signal });
    }
    while (rows.length > 0) {
      const news = readUsers(rows, context);
      yield { ...news, cursor: { agents: [...staff], page, listedAt } };
      page += 1;
      rows = await askUsers(api, page, { signal });
    }
  },
});

export function askUsers(api: Api, page: number, call: Call): Promise<readonly unknown[]> {
  return api.rows('users', { query: { page, per_page: usersPerPage }, ...call });
}

function readUsers(rows: readonly unknown[], { staff, agentRoles }: Context): News {
  const { read, skipped } = readRows(rows, { as: foreignUser, noun: 'user' });
  const isAgent = ({ roles }: ForeignUser) => roles.some((role) => agentRoles.includes(role));
  const people = read.filter(({ id }) => id !== system);
  const { agents, customers } = splitUsers(people, { staff, isAgent });
  return {
    facts: {
      agents: agents.map((user) => facts.agents.parse({ ...identity(user), is_active: isAgent(user) && user.active })),
      customers: customers.map((user) =>
        facts.customers.parse({ ...identity(user), organization: user.organization, started_at: user.created_at }),
      ),
    },
    skipped,
  };
}

function identity({ id, firstname, lastname, email }: ForeignUser) {
  const names = [firstname, lastname].filter((name) => name !== null);
  return { id: String(id), name: names.length === 0 ? null : names.join(' '), email };
}
