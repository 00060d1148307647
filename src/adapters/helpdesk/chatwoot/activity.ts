import type { Fact } from '../../../helpdesk.ts';
import { sentences } from './sentences.ts';
import type { Staff } from './context.ts';

type Move = Pick<Fact<'ticket_moves'>, 'by' | 'status' | 'agent'>;

/** How Chatwoot calls its rules, in every language. */
const rules = 'Automation System';

/** What a note says; undefined where it says something else, or in a language not known here. */
export function readActivity(note: string, staff: Staff): Move | undefined {
  for (const [sentence, status] of sentences) {
    const match = sentence.exec(note);
    if (match === null) continue;
    const { by, contact, to } = match.groups ?? {};
    return { by: author(by, contact), status, agent: to === undefined ? null : staff.agentNamed(to) };
  }
  return undefined;
}

function author(by: string | undefined, contact: string | undefined): Move['by'] {
  if (contact !== undefined) return 'customer';
  // Whoever has left is an agent as well.
  return by === undefined || by === rules ? 'automation' : 'agent';
}
