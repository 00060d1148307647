import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { withFormer } from '../kit/agents.ts';
import { readRows } from '../kit/rows.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const foreignAgent = z.object({
  id,
  /** Missing in older accounts, whose list has nobody who was deactivated. */
  deactivated: z.boolean().nullish(),
  contact: z.object({ name: text, email: text }),
});

/** All agents, each time: they are few, and the list does not tell who changed. */
export async function* agentPages({ agents }: Position, { staff, groups }: Tools): AsyncGenerator<Step> {
  const { read, skipped } = readRows(staff, { as: foreignAgent, noun: 'agent' });
  const present = read.map(({ id, deactivated, contact }) =>
    facts.agents.parse({ id: String(id), ...contact, team: groups.teamOf(id), is_active: deactivated !== true }),
  );
  const all = withFormer(agents, present);
  yield { batch: { facts: { agents: all }, skipped }, moved: { agents: all } };
}
