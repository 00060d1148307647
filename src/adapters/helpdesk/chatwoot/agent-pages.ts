import { facts } from '../../../helpdesk.ts';
import { withFormer } from '../kit/agents.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** All agents; whoever has left is missing from Chatwoot's list. */
export async function* agentPages({ agents }: Position, { staff }: Tools): AsyncGenerator<Step> {
  const present = staff.agents.map(({ id, name, email, team }) =>
    facts.agents.parse({ id, name, email, team, is_active: true }),
  );
  const all = withFormer(agents, present);
  yield { batch: { facts: { agents: all }, skipped: staff.skipped }, moved: { agents: all } };
}
