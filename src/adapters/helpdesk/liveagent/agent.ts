import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id } from './fields.ts';
import type { Names } from './names.ts';

/** A row of the agents; whoever was deleted stays in the list, marked. */
export const agentRow = z.object({ id, name: text, email: text, status: text });

export type ForeignAgent = z.output<typeof agentRow>;

const deleted = 'X';

export function toAgent({ id, name, email, status }: ForeignAgent, names: Names): Fact<'agents'> {
  return facts.agents.parse({ id, name, email, team: names.teamOf(id), is_active: status !== deleted });
}
