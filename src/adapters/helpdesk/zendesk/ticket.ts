import { z } from 'zod';
import { facts, priorities, statuses, type Fact } from '../../../helpdesk.ts';
import { instant, sameWords, text, wordFor, type Unmapped } from '../kit/index.ts';
import { id, reference } from './fields.ts';
import type { Names } from './names.ts';

const statusWords = sameWords(statuses);
const priorityWords = sameWords(priorities);

type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** Zendesk's `via.channel` → ours. */
const channelWords: Readonly<Record<string, Channel>> = Object.fromEntries([
  ...all('email', ['email', 'mail']),
  ...all('web', ['web', 'web_form', 'web_widget', 'mobile', 'iphone', 'android', 'mobile_sdk', 'closed_ticket']),
  ...all('chat', ['chat', 'chat_offline_message']),
  ...all('phone', ['voice', 'phone', 'voicemail', 'phone_call_inbound', 'phone_call_outbound']),
  ...all('social', [
    'twitter',
    'twitter_dm',
    'facebook',
    'facebook_post',
    'facebook_message',
    'instagram',
    'any_channel',
  ]),
  ...all('messaging', ['native_messaging', 'messaging', 'sms', 'text_message', 'whatsapp', 'facebook_messenger']),
  ...all('messaging', ['instagram_dm', 'line', 'wechat', 'telegram', 'viber', 'slack', 'apple_business_chat']),
  ...all('messaging', ['google_business_messages']),
  ...all('knowledge_base', ['help_center', 'forum', 'topic']),
  // A rule is the account's own trigger or automation: nobody wrote.
  ...all('api', ['api', 'web_service', 'rule', 'system', 'ticket_sharing', 'import']),
]);

function all(channel: Channel, vias: readonly string[]): [string, Channel][] {
  return vias.map((via) => [via, channel]);
}

const figure = z.int().min(0).nullish();

const metricSet = z.object({
  reopens: figure,
  replies: figure,
  assignee_stations: figure,
  solved_at: instant.nullish(),
  status_updated_at: instant.nullish(),
  reply_time_in_minutes: z.object({ calendar: figure }).nullish(),
});

/** The system's own changes move the first only, which only exports are sure to have. */
const version = { generated_timestamp: z.int().min(0).nullish(), updated_at: instant.nullish() };

const foreignTicket = z.object({
  id,
  subject: text,
  status: z.string(),
  priority: z.string().nullish(),
  type: z.string().nullish(),
  via: z.object({ channel: z.union([z.string(), z.int().transform(String)]).nullish() }).nullish(),
  tags: z.array(z.string()).nullish(),
  group_id: id.nullish(),
  assignee_id: reference,
  requester_id: reference,
  organization_id: id.nullish(),
  created_at: instant,
  ...version,
  metric_set: metricSet.nullish(),
});

const withdrawnTicket = z.object({
  id,
  status: z.string(),
  tags: z.array(z.string()).nullish(),
  via: z.object({ source: z.object({ rel: z.string().nullish() }).nullish() }).nullish(),
  ...version,
});

/** A ticket's row (with `metric_sets`) → the fact. */
export function ticketRow({ origin, names, unmapped }: { origin: string; names: Names; unmapped: Unmapped }) {
  return foreignTicket
    .transform((ticket): z.input<typeof facts.tickets> => {
      const metrics = ticket.metric_set ?? {};
      const isSolved = ticket.status === 'solved' || ticket.status === 'closed';
      const replyMinutes = metrics.reply_time_in_minutes?.calendar ?? null;
      const stations = metrics.assignee_stations ?? null;
      return {
        id: String(ticket.id),
        subject: ticket.subject,
        url: `${origin}/agent/tickets/${ticket.id}`,
        status: wordFor(ticket.status, { words: statusWords, field: 'tickets.status', unmapped }),
        priority: wordFor(ticket.priority, { words: priorityWords, field: 'tickets.priority', unmapped }),
        type: ticket.type?.toLowerCase() ?? null,
        channel: wordFor(ticket.via?.channel, { words: channelWords, field: 'tickets.channel', unmapped }),
        tags: ticket.tags ?? null,
        team: names.group(ticket.group_id),
        agent: ticket.assignee_id,
        customer: ticket.requester_id,
        organization: names.organization(ticket.organization_id),
        created_at: ticket.created_at,
        updated_at: versionOf(ticket),
        first_reply_at: replyMinutes === null ? null : ticket.created_at + replyMinutes * 60,
        // A ticket imported as closed may never have been solved: then its last change of status is the one that closed it.
        solved_at: isSolved ? (metrics.solved_at ?? metrics.status_updated_at ?? null) : null,
        reopens: metrics.reopens ?? null,
        agent_replies: metrics.replies ?? null,
        reassignments: stations === null ? null : Math.max(0, stations - 1),
      };
    })
    .pipe(facts.tickets);
}

/** When a row is a ticket deleted or merged into another: its id and the instant. The row may lack everything else. */
export function readWithdrawal(row: unknown): { id: string; at: number } | undefined {
  const { success, data } = withdrawnTicket.safeParse(row);
  if (!success || !(data.status === 'deleted' || isMerged(data))) return undefined;
  const at = versionOf(data);
  return at === null ? undefined : { id: String(data.id), at };
}

function versionOf({ generated_timestamp, updated_at }: z.output<z.ZodObject<typeof version>>): number | null {
  return generated_timestamp ?? updated_at ?? null;
}

function isMerged(ticket: z.output<typeof withdrawnTicket>): boolean {
  // A follow-up inherits the tags of the ticket it follows, and is a ticket of its own.
  const isFollowUp = ticket.via?.source?.rel === 'follow_up';
  return ticket.status === 'closed' && !isFollowUp && (ticket.tags ?? []).includes('closed_by_merge');
}
