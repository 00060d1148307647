import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { agentsStream, type Call, readRows, text } from '../kit/index.ts';
import type { Api } from './api.ts';
import type { Context } from './context.ts';
import { id } from './fields.ts';

const listed = z.object({ admins: z.array(z.unknown()) });
const foreignAdmin = z.object({ id, name: text, email: text, team_ids: z.array(id).nullish() });

/** All teammates; whoever has left is missing from the list. */
export const agents = agentsStream(async ({ api, names, signal }: Context) => {
  const { read, skipped } = readRows(await askAdmins(api, { signal }), { as: foreignAdmin, noun: 'admin' });
  const present = read.map(({ id, name, email, team_ids }) =>
    facts.agents.parse({ id, name, email, team: names.team(team_ids?.[0]), is_active: true }),
  );
  return { read: present, skipped };
});

export async function askAdmins(api: Api, call: Call): Promise<readonly unknown[]> {
  return (await api.get('admins', listed, call)).body.admins;
}
