import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { withFormer } from '../kit/agents.ts';
import { readRows } from '../kit/rows.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const foreignAdmin = z.object({ id, name: text, email: text, team_ids: z.array(id).nullish() });

/** All teammates; whoever has left is missing from the list. */
export async function* agentPages({ agents }: Position, { api, names, signal }: Tools): AsyncGenerator<Step> {
  const rows = await api.admins({ signal });
  const { read, skipped } = readRows(rows, { as: foreignAdmin, noun: 'admin' });
  const present = read.map(({ id, name, email, team_ids }) =>
    facts.agents.parse({ id, name, email, team: names.team(team_ids?.[0]), is_active: true }),
  );
  const all = withFormer(agents, present);
  yield { batch: { facts: { agents: all }, skipped }, moved: { agents: all } };
}
