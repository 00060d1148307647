import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { withFormer } from '../former-agents.ts';
import { readRows } from '../rows.ts';
import { everyRow } from './every-page.ts';
import { id, text } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const foreignAgent = z.object({
  id,
  /** Missing in older accounts, whose list has nobody who was deactivated. */
  deactivated: z.boolean().nullish(),
  contact: z.object({ name: text, email: text }),
});

/** All agents, each time: they are few, and the list does not tell who changed. */
export async function* agentPages(position: Position, { api, agents, groups, signal }: Tools): AsyncGenerator<Step> {
  const rows = await everyRow((page) => api.agents(page, { signal }));
  const { read, skipped } = readRows(rows, { as: foreignAgent, noun: 'agent' });
  const present = read.map(({ id, deactivated, contact }) =>
    facts.agents.parse({ id: String(id), ...contact, team: groups.teamOf(id), is_active: deactivated !== true }),
  );
  const all = withFormer(position.agents, present);
  for (const { id } of all) agents.add(Number(id));
  yield { batch: { facts: { agents: all }, skipped }, moved: { agents: all } };
}
