import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { defineStream, readRows, text, withFormer } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id } from './fields.ts';

const foreignAgent = z.object({
  id,
  /** Missing in older accounts, whose list has nobody who was deactivated. */
  deactivated: z.boolean().nullish(),
  contact: z.object({ name: text, email: text }),
});

/** All agents, each time: they are few, and the list does not tell who changed. */
export const agents = defineStream({
  name: 'agents',
  /** As they were last read, as the list leaves out whoever is gone. */
  cursor: z.array(facts.agents).default([]),

  async *read(known, { staff, groups, everAgents }: Context) {
    const { read, skipped } = readRows(staff, { as: foreignAgent, noun: 'agent' });
    const present = read.map(({ id, deactivated, contact }) =>
      facts.agents.parse({ id: String(id), ...contact, team: groups.teamOf(id), is_active: deactivated !== true }),
    );
    const all = withFormer(known, present);
    for (const { id } of all) everAgents.add(Number(id));
    yield { facts: { agents: all }, skipped, cursor: all };
  },
});
