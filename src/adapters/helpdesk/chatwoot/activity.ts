import type { Fact } from '../../../helpdesk.ts';
import type { Staff } from './context.ts';

type Move = Pick<Fact<'ticket_moves'>, 'by' | 'status' | 'agent'>;

/** How Chatwoot calls its rules, in every language. */
const rules = 'Automation System';

type Sentence = readonly [says: RegExp, status: Fact<'ticket_moves'>['status']];

/**
 * How Chatwoot notes what happened to a conversation: in the account's language, and in no other way. `by` is who did it, an
 * agent or a rule; `contact` the customer; `to` the new assignee, or a team. Without any of them it was the system or a bot. The
 * first that fits counts.
 */
const sentences: readonly Sentence[] = [
  // English
  [/^Conversation was marked resolved by .+(?: due to .+| \(.+\)|: .+)$/, 'solved'],
  [/^Conversation was marked resolved by (?<by>.+)$/, 'solved'],
  [/^Conversation was resolved by (?<contact>.+)$/, 'solved'],
  [/^Conversation was reopened by (?<by>.+)$/, 'open'],
  [/^(?:Conversation was marked open|System reopened the conversation) /, 'open'],
  [/^Conversation was marked as pending by (?<by>.+)$/, 'new'],
  [/^Conversation was snoozed by (?<by>.+)$/, 'hold'],
  [/^(?<to>(?<by>.+)) self-assigned this conversation$/, null],
  [/^Assigned to (?<to>.+?)(?: via .+)? by (?<by>.+)$/, null],

  // German
  [/^Das Gespräch wurde vom System .+ gelöst$/, 'solved'],
  [/^Das Gespräch wurde von (?<by>.+) gelöst$/, 'solved'],
  [/^Konversation wurde von (?<contact>.+) gelöst$/, 'solved'],
  [/^Das Gespräch wurde von (?<by>.+) wieder eröffnet$/, 'open'],
  [/^Das System hat die Unterhaltung .+ wieder geöffnet/, 'open'],
  [/^Das Gespräch wurde von (?<by>.+) als ausstehend markiert$/, 'new'],
  [/^Das Gespräch wurde von (?<by>.+) zur Erinnerung markiert$/, 'hold'],
  [/^(?<to>(?<by>.+)) hat sich dieses Gespräch selbst zugewiesen$/, null],
  [/^Zugewiesen an (?<to>.+?)(?: über .+)? von (?<by>.+)$/, null],

  // French
  [/^La conversation a été marquée comme résolue par le système /, 'solved'],
  [/^La conversation a été marquée(?: comme)? résolue par (?<by>.+)$/, 'solved'],
  [/^La conversation a été résolue par (?<contact>.+)$/, 'solved'],
  [/^La conversation a été ré-?ouverte par (?<by>.+)$/, 'open'],
  [/^La conversation a été marquée comme en attente par (?<by>.+)$/, 'new'],
  [/^La conversation a été reportée par (?<by>.+)$/, 'hold'],
  [/^(?<to>(?<by>.+)) s'est auto-assigné cette conversation$/, null],
  [/^Assigné à (?<to>.+?)(?: via .+)? par (?<by>.+)$/, null],

  // Portuguese, as in Brazil
  [/^A conversa foi marcada como resolvida /, 'solved'],
  [/^Conversa foi marcada como resolvida por (?<by>.+)$/, 'solved'],
  [/^A conversa foi resolvida por (?<contact>.+)$/, 'solved'],
  [/^Conversa foi reaberta por (?<by>.+)$/, 'open'],
  [/^(?:A conversa foi aberta|A conversa foi marcada como aberta|O sistema reabriu a conversa) /, 'open'],
  [/^Conversa foi marcada como pendente por (?<by>.+)$/, 'new'],
  [/^Conversa foi adiada por (?<by>.+)$/, 'hold'],
  [/^(?<to>(?<by>.+)) atribuiu a si mesmo essa conversa$/, null],
  [/^Atribuído a (?<to>.+?)(?: via .+)? por (?<by>.+)$/, null],

  // Spanish
  [/^La conversación fue marcada por el sistema /, 'solved'],
  [/^La conversación fue marcada(?: como resuelta)? por (?<by>.+)$/, 'solved'],
  [/^Conversación fue resuelta por (?<contact>.+)$/, 'solved'],
  [/^La conversación fue reabierta por (?<by>.+)$/, 'open'],
  [/^El sistema reabrió la conversación /, 'open'],
  [/^La conversación fue marcada como pendiente por (?<by>.+)$/, 'new'],
  [/^La conversación fue pospuesta por (?<by>.+)$/, 'hold'],
  [/^(?<to>(?<by>.+)) auto-asignado a esta conversación$/, null],
  [/^Asignado a (?<to>.+?)(?: via .+)? por (?<by>.+)$/, null],
];

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
