import { facts } from '../../../helpdesk.ts';
import { defineStream, noCursor } from '../kit/index.ts';
import type { Context } from './context.ts';

const deleted = 'X';

/** All agents, each time: they are few, and the list does not say who changed. */
export const agents = defineStream({
  name: 'agents',
  cursor: noCursor,
  async *read(_, { names }: Context) {
    const all = names.agents.map(({ id, name, email, status }) =>
      facts.agents.parse({ id, name, email, team: names.teamOf(id), is_active: status !== deleted }),
    );
    yield { facts: { agents: all }, skipped: names.skippedAgents, cursor: undefined };
  },
});
