import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { defineStream, instant, readRows, splitUsers, text, type Call } from '../kit/index.ts';
import { exportPages, type Api, type From } from './api.ts';
import type { Context } from './context.ts';
import { id } from './fields.ts';
import type { Names } from './names.ts';

/** A row of the user export. `active` false means deleted (or merged into another user). */
export const foreignUser = z.object({
  id,
  name: text,
  email: text,
  role: z.string(),
  active: z.boolean(),
  suspended: z.boolean().nullish(),
  default_group_id: id.nullish(),
  organization_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
});

type ForeignUser = z.output<typeof foreignUser>;

/** Users that changed: agents and admins become agents, the others customers. */
export const users = defineStream({
  name: 'users',
  /** `agents`: everyone who was ever seen as an agent. */
  cursor: z
    .strictObject({ after: z.string().nullable(), agents: z.array(z.int()) })
    .default({ after: null, agents: [] }),

  async *read(before, { api, names, staff, signal }: Context) {
    for (const agent of before.agents) staff.add(agent);
    for await (const page of exportPages((from) => askUsers(api, from, { signal }), before.after)) {
      await names.learn(page.rows, signal);
      const { read, skipped } = readRows(page.rows, { as: foreignUser, noun: 'user' });
      const { agents, customers } = splitUsers(read, { staff, isAgent: isStaff });
      yield {
        facts: {
          agents: agents.map((user) => toAgent(user, names)),
          customers: customers.map((user) => toCustomer(user, names)),
        },
        skipped,
        cursor: { after: page.after, agents: [...staff] },
      };
    }
  },
});

export function askUsers(api: Api, from: From, call: Call) {
  return api.exported('users', from, call);
}

export function isStaff({ role }: ForeignUser): boolean {
  return role === 'agent' || role === 'admin';
}

/** Ask which of these users are agents now, where no sync has seen them as one. */
export async function learnStaff(
  ids: readonly number[],
  { api, staff, signal }: Pick<Context, 'api' | 'staff' | 'signal'>,
): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !staff.has(id));
  const { read } = readRows(await api.byId('users', unknown, { signal }), { as: foreignUser, noun: 'user' });
  for (const user of read) if (isStaff(user)) staff.add(user.id);
}

/** Whoever is or once was an agent: the name stays, so that earlier figures keep theirs. */
export function toAgent(user: ForeignUser, names: Names): Fact<'agents'> {
  return facts.agents.parse({
    id: String(user.id),
    name: user.name,
    email: user.email,
    team: names.group(user.default_group_id),
    is_active: isStaff(user) && user.active && user.suspended !== true,
  });
}

/** A deleted customer ended at the deletion, and keeps neither name nor e-mail here. Suspending one ends nothing. */
export function toCustomer(user: ForeignUser, names: Names): Fact<'customers'> {
  return facts.customers.parse({
    id: String(user.id),
    name: user.active ? user.name : null,
    email: user.active ? user.email : null,
    organization: names.organization(user.organization_id),
    started_at: user.created_at,
    ended_at: user.active ? null : user.updated_at,
  });
}
