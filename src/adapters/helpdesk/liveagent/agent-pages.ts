import { toAgent } from './agent.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** All agents, each time: they are few, and the list does not say who changed. */
export async function* agentPages(_: Position, { names }: Tools): AsyncGenerator<Step> {
  yield {
    batch: {
      facts: { agents: names.agents.map((agent) => toAgent(agent, names)) },
      skipped: names.skippedAgents,
    },
    moved: {},
  };
}
