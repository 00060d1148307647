import { describe, expect, test } from 'vitest';
import { readActivity } from '../../../../../src/adapters/helpdesk/chatwoot/activity.ts';
import {
  foreignConversation,
  foreignMessage,
  readConversation,
} from '../../../../../src/adapters/helpdesk/chatwoot/conversation.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const named = new Map([
  ['Ana Ray', '11'],
  ['Ben Oak', '12'],
  ['Sam', null],
]);
const staff = { agents: [], skipped: [], agentNamed: (name: string) => named.get(name) ?? null };

const wrote = { message_type: 0, sender: { id: 31, type: 'contact' } };
const replied = { message_type: 1, sender: { id: 11, type: 'user' } };
const note = (content: string) => ({ message_type: 2, content, sender: null });

function read(fields: Record<string, unknown>, messages: Record<string, unknown>[] = []) {
  const unmapped = openUnmapped();
  const conversation = foreignConversation.parse({
    id: 1,
    status: 'open',
    created_at: 1000,
    last_activity_at: 2000,
    meta: {},
    ...fields,
  });
  const { tickets, ...rest } = readConversation(conversation, {
    messages: [wrote, ...messages].map((message, index) =>
      foreignMessage.parse({ id: index + 1, created_at: 1000 + index, private: false, ...message }),
    ),
    staff,
    inbox: 'https://chat.example/',
    unmapped,
  });
  return { ...rest, ticket: tickets[0], unmapped: unmapped.counts() };
}

describe('a note of what happened', () => {
  test.each([
    ['Conversation was marked resolved by Ana Ray', 'solved', 'agent', null],
    ['Conversation was marked resolved by Automation System', 'solved', 'automation', null],
    ['Conversation was marked resolved by system due to 10 days of inactivity', 'solved', 'automation', null],
    ['Conversation was marked resolved by Captain (answered)', 'solved', 'automation', null],
    ['Conversation was marked resolved by Captain: answered', 'solved', 'automation', null],
    ['Conversation was marked resolved by Somebody Who Left', 'solved', 'agent', null],
    ['Conversation was resolved by Eva', 'solved', 'customer', null],
    ['Conversation was reopened by Ben Oak', 'open', 'agent', null],
    ['System reopened the conversation due to a new incoming message.', 'open', 'automation', null],
    ['Conversation was marked open by system due to an error with the agent bot.', 'open', 'automation', null],
    ['Conversation was marked open automatically after an agent reply', 'open', 'automation', null],
    ['Conversation was marked as pending by Ana Ray', 'new', 'agent', null],
    ['Conversation was snoozed by Ana Ray', 'hold', 'agent', null],
    ['Ana Ray self-assigned this conversation', null, 'agent', '11'],
    ['Assigned to Ben Oak by Ana Ray', null, 'agent', '12'],
    ['Assigned to Ben Oak via Returns by Automation System', null, 'automation', '12'],
    ['Assigned to Returns by Ana Ray', null, 'agent', null],
    // Two agents share the name: it was one of them, and nobody knows which.
    ['Assigned to Sam by Sam', null, 'agent', null],
    ['Das Gespräch wurde von Ana Ray gelöst', 'solved', 'agent', null],
    ['Das Gespräch wurde vom System aufgrund von 10 Tagen Inaktivität gelöst', 'solved', 'automation', null],
    ['Konversation wurde von Eva gelöst', 'solved', 'customer', null],
    ['Das Gespräch wurde von Ana Ray wieder eröffnet', 'open', 'agent', null],
    [
      'Das System hat die Unterhaltung aufgrund einer neuen eingehenden Nachricht wieder geöffnet.',
      'open',
      'automation',
      null,
    ],
    ['Das Gespräch wurde von Ana Ray als ausstehend markiert', 'new', 'agent', null],
    ['Das Gespräch wurde von Ana Ray zur Erinnerung markiert', 'hold', 'agent', null],
    ['Ana Ray hat sich dieses Gespräch selbst zugewiesen', null, 'agent', '11'],
    ['Zugewiesen an Ben Oak über Returns von Ana Ray', null, 'agent', '12'],
    ['La conversation a été marquée résolue par Ana Ray', 'solved', 'agent', null],
    [
      "La conversation a été marquée comme résolue par le système en raison de 5 jours d'inactivité",
      'solved',
      'automation',
      null,
    ],
    ['La conversation a été résolue par Eva', 'solved', 'customer', null],
    ['La conversation a été ré-ouverte par Ana Ray', 'open', 'agent', null],
    ['La conversation a été marquée comme en attente par Ana Ray', 'new', 'agent', null],
    ['La conversation a été reportée par Ana Ray', 'hold', 'agent', null],
    ["Ana Ray s'est auto-assigné cette conversation", null, 'agent', '11'],
    ['Assigné à Ben Oak via Returns par Ana Ray', null, 'agent', '12'],
    ['Conversa foi marcada como resolvida por Ana Ray', 'solved', 'agent', null],
    ['A conversa foi marcada como resolvida pelo sistema por ter 5 dias de inatividade', 'solved', 'automation', null],
    ['A conversa foi resolvida por Eva', 'solved', 'customer', null],
    ['Conversa foi reaberta por Ana Ray', 'open', 'agent', null],
    ['O sistema reabriu a conversa devido a uma nova mensagem recebida.', 'open', 'automation', null],
    ['Conversa foi marcada como pendente por Ana Ray', 'new', 'agent', null],
    ['Conversa foi adiada por Ana Ray', 'hold', 'agent', null],
    ['Ana Ray atribuiu a si mesmo essa conversa', null, 'agent', '11'],
    ['Atribuído a Ben Oak por Automation System', null, 'automation', '12'],
    ['La conversación fue marcada por Ana Ray', 'solved', 'agent', null],
    ['La conversación fue marcada por el sistema debido a 5 días de inactividad', 'solved', 'automation', null],
    ['Conversación fue resuelta por Eva', 'solved', 'customer', null],
    ['La conversación fue reabierta por Ana Ray', 'open', 'agent', null],
    ['El sistema reabrió la conversación debido a un nuevo mensaje entrante.', 'open', 'automation', null],
    ['La conversación fue marcada como pendiente por Ana Ray', 'new', 'agent', null],
    ['La conversación fue pospuesta por Ana Ray', 'hold', 'agent', null],
    ['Ana Ray auto-asignado a esta conversación', null, 'agent', '11'],
    ['Asignado a Ben Oak via Returns por Ana Ray', null, 'agent', '12'],
  ])('%s', (content, status, by, agent) => {
    expect(readActivity(content, staff)).toEqual({ status, by, agent });
  });

  test.each(['Ana Ray added vip', 'Ana Ray set the priority to high', 'Il team ha risolto la conversazione', ''])(
    '%j tells nothing that counts',
    (content) => {
      expect(readActivity(content, staff)).toBeUndefined();
    },
  );
});

describe('a message', () => {
  test.each([
    ['of an agent', replied, 'agent', true],
    ['of a customer', wrote, 'customer', true],
    ['among agents', { ...replied, private: true }, 'agent', false],
    ['by a rule', { ...replied, content_attributes: { automation_rule_id: 5 } }, 'automation', true],
    ['of a campaign', { ...replied, additional_attributes: { campaign_id: 5 } }, 'automation', true],
    ['of a bot', { message_type: 1, sender: { id: 4, type: 'agent_bot' } }, 'automation', true],
    ['of nobody', { message_type: 1, sender: null }, 'automation', true],
    ['by a template', { message_type: 3, content_type: 'input_csat' }, 'automation', true],
  ])('%s', (_, message, by, is_public) => {
    expect(read({}, [message]).replies).toMatchObject([{ id: '2', ticket: '1', by, is_public }]);
  });

  test('that opened the conversation is no reply, and tells who began it', () => {
    const { replies, ticket_moves } = read({});
    expect(replies).toEqual([]);
    expect(ticket_moves).toMatchObject([{ at: 1000, by: 'customer', status: 'open' }]);
  });
});

describe('what happened', () => {
  test.each([
    ['an agent’s reply waits for the customer', [replied], ['open', 'pending']],
    ['the customer’s reply does not', [replied, wrote], ['open', 'pending', 'open']],
    ['a note among agents changes nothing', [{ ...replied, private: true }], ['open']],
    [
      'a customer’s word opens what was resolved',
      [note('Conversation was resolved by Eva'), wrote],
      ['open', 'solved', 'open'],
    ],
    ['an agent’s afterthought does not', [note('Conversation was resolved by Eva'), replied], ['open', 'solved']],
    [
      'reopening told twice happens once',
      [
        note('Conversation was resolved by Eva'),
        wrote,
        note('System reopened the conversation due to a new incoming message.'),
      ],
      ['open', 'solved', 'open', null],
    ],
    ['assigning keeps the state', [note('Assigned to Ben Oak by Ana Ray')], ['open', null]],
  ])('%s', (_, messages, expected) => {
    expect(read({}, messages).ticket_moves.map(({ status }) => status)).toEqual(expected);
  });
});

describe('a conversation', () => {
  test.each([
    ['open', [], 'open'],
    ['open', [replied], 'pending'],
    ['pending', [replied], 'new'],
    ['snoozed', [], 'hold'],
    ['resolved', [], 'solved'],
  ])('that is %s after %j is %s', (status, messages, expected) => {
    expect(read({ status }, messages).ticket?.status).toBe(expected);
  });

  test('resolved without a note that can be read was resolved by its last activity', () => {
    expect(read({ status: 'resolved' }).ticket?.solved_at).toBe(2000);
    expect(read({}).ticket?.solved_at).toBeNull();
  });

  test('changed with its row or with a message, whichever was later', () => {
    expect(read({ updated_at: 2500.75 }).ticket?.updated_at).toBe(2500);
    expect(read({ updated_at: 1500.75 }).ticket?.updated_at).toBe(2000);
    expect(read({}).ticket?.updated_at).toBe(2000);
  });

  test.each([
    [{ priority: 'medium' }, { priority: 'normal' }],
    [{ priority: null }, { priority: null }],
    [{ meta: { channel: 'Channel::Whatsapp' } }, { channel: 'messaging' }],
    [{ meta: { channel: 'Channel::Api' } }, { channel: 'api' }],
    [{ meta: { assignee: { id: 11 }, team: { name: 'Billing' } } }, { agent: '11', team: 'Billing' }],
    [{ labels: ['vip'] }, { tags: ['vip'] }],
  ])('of %j is %j', (fields, expected) => {
    expect(read(fields).ticket).toMatchObject(expected);
  });

  test('in a state not known is counted', () => {
    const { ticket, unmapped } = read({ status: 'archived' });
    expect(ticket?.status).toBe('other');
    expect(unmapped).toEqual({ 'tickets.status: "archived"': 1 });
  });

  test('from an inbox of a kind not known is counted', () => {
    expect(read({ meta: { channel: 'Channel::Fax' } }).unmapped).toEqual({ 'tickets.channel: "Channel::Fax"': 1 });
  });
});
