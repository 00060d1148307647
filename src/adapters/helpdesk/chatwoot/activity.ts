import type { Fact } from '../../../helpdesk.ts';
import type { Staff } from './staff.ts';

type Move = Pick<Fact<'ticket_moves'>, 'by' | 'status' | 'agent'>;

/**
 * Chatwoot notes what happens to a conversation as a sentence in the account's language, and in no other way. `by` is an
 * agent's name or the system's, `contact` the customer's, `to` the assignee's or a team's.
 */
const sentences: readonly (readonly [RegExp, Move['status']])[] = [
  // English
  [/^Conversation was marked resolved by (?<by>.+?)(?: due to .+)?$/, 'solved'],
  [/^Conversation was resolved by (?<contact>.+)$/, 'solved'],
  [/^Conversation was reopened by (?<by>.+)$/, 'open'],
  [/^Conversation was marked open by (?<by>.+?)(?: due to .+)?$/, 'open'],
  [/^(?<by>System) reopened the conversation due to /, 'open'],
  [/^Conversation was marked as pending by (?<by>.+)$/, 'new'],
  [/^Conversation was snoozed by (?<by>.+)$/, 'hold'],
  [/^(?<to>(?<by>.+)) self-assigned this conversation$/, null],
  [/^Assigned to (?<to>.+?)(?: via .+)? by (?<by>.+)$/, null],
  // German
  [/^Das Gespräch wurde von (?<by>.+) gelöst$/, 'solved'],
  [/^Das Gespräch wurde vom (?<by>System) .+ gelöst$/, 'solved'],
  [/^Konversation wurde von (?<contact>.+) gelöst$/, 'solved'],
  [/^Das Gespräch wurde von (?<by>.+) wieder eröffnet$/, 'open'],
  [/^Das (?<by>System) hat die Unterhaltung .+ wieder geöffnet/, 'open'],
  [/^Das Gespräch wurde von (?<by>.+) als ausstehend markiert$/, 'new'],
  [/^Das Gespräch wurde von (?<by>.+) zur Erinnerung markiert$/, 'hold'],
  [/^(?<to>(?<by>.+)) hat sich dieses Gespräch selbst zugewiesen$/, null],
  [/^Zugewiesen an (?<to>.+?)(?: über .+)? von (?<by>.+)$/, null],
];

/** What a note says; undefined where it says something else, or in another language. */
export function readActivity(note: string, staff: Staff): Move | undefined {
  for (const [sentence, status] of sentences) {
    const said = sentence.exec(note)?.groups;
    if (said === undefined) continue;
    return { by: author(said, staff), status, agent: staff.agentNamed(said.to ?? '') ?? null };
  }
  return undefined;
}

function author({ by, contact }: Readonly<Record<string, string>>, staff: Staff): Move['by'] {
  if (contact !== undefined) return 'customer';
  return staff.agentNamed(by ?? '') === undefined ? 'automation' : 'agent';
}
