import { createHash } from 'node:crypto';
import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { defineStream, readRows } from '../kit/index.ts';
import { everyPage } from './api.ts';
import type { Context, Names } from './context.ts';
import { id, text } from './fields.ts';

const user = z.object({
  id,
  user_name: text,
  first_name: text,
  last_name: text,
  email1: text,
  status: text,
  department: text,
  /** The Cloud's. */
  user_primary_group: text,
});

/** All users, each time, as nothing tells which changed; there are few. They are given when any differs from last time. */
export const agents = defineStream({
  name: 'agents',
  /** A digest of the agents given last. */
  cursor: z.string().default(''),

  async *read(before, { api, names, call }: Context) {
    const rows: unknown[] = [];
    for await (const page of everyPage('Users', { api, call })) rows.push(...page);
    const { read, skipped } = readRows(rows, { as: agentRow(names), noun: 'user' });
    for (const agent of read) names.noteTeam(agent.id, agent.team);
    const digest = createHash('sha256').update(JSON.stringify(read)).digest('base64url');
    if (digest !== before) yield { facts: { agents: read }, skipped, cursor: digest };
  },
});

/** A user's team: the primary group in the Cloud, else the department. */
export function agentRow(names: Names) {
  return user
    .transform((row): z.input<typeof facts.agents> => {
      const name = [row.first_name, row.last_name].filter((part) => part !== null).join(' ');
      return {
        id: row.id,
        name: name === '' ? row.user_name : name,
        email: row.email1,
        team: names.group(row.user_primary_group) ?? row.department,
        is_active: row.status === null ? null : row.status === 'Active',
      };
    })
    .pipe(facts.agents);
}
