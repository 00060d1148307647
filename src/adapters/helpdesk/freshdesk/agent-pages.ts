import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { readRows } from '../rows.ts';
import { everyPage } from './every-page.ts';
import { id, text } from './fields.ts';
import type { Groups } from './groups.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

export const foreignAgent = z.object({
  id,
  /** Missing in older accounts, whose list has nobody who was deactivated. */
  deactivated: z.boolean().nullish(),
  contact: z.object({ name: text, email: text }),
});

/** All agents, each time: they are few, and the list does not tell who changed. */
export async function* agentPages(_: Position, { api, agents, groups, signal }: Tools): AsyncGenerator<Step> {
  for await (const page of everyPage((number) => api.agents(number, { signal }))) {
    const { read, skipped } = readRows(page.rows, { as: foreignAgent, noun: 'agent' });
    for (const { id } of read) agents.add(id);
    yield { batch: { facts: { agents: read.map((agent) => toAgent(agent, groups)) }, skipped }, moved: {} };
  }
}

function toAgent({ id, deactivated, contact }: z.output<typeof foreignAgent>, groups: Groups) {
  return facts.agents.parse({
    id: String(id),
    name: contact.name,
    email: contact.email,
    team: groups.teamOf(id),
    is_active: deactivated !== true,
  });
}
