import { z } from 'zod';
import { isTimezone } from '../../../calendar/zone-name.ts';

const text = z.string().nullish();

const account = z.object({ id: z.string().min(1), name: text, aadObjectId: text });

const withId = z.object({ id: z.string().min(1) }).nullish();

/** What is read of a Bot Framework activity; everything else in it is dropped. */
export const activity = z.object({
  type: z.string(),
  /** Unique in its conversation; the same again when Teams delivers again. */
  id: text,
  channelId: z.string(),
  serviceUrl: z.string(),
  from: account,
  recipient: account,
  conversation: z.object({
    /** In a channel followed by `;messageid=` and the message that the thread hangs from. */
    id: z.string().min(1),
    /** `personal`, `groupChat` or `channel`. */
    conversationType: text,
    tenantId: text,
  }),
  text,
  /** What a card's button carries. */
  value: z.unknown().optional(),
  entities: z
    .array(
      z.object({
        type: text,
        text,
        mentioned: account.nullish().catch(null),
        /** On the entity `clientInfo`: the IANA zone of the person's device. */
        timezone: text,
      }),
    )
    .nullish(),
  localTimezone: text,
  /** Of an installationUpdate: `add`, `remove`, `add-upgrade` or `remove-upgrade`. */
  action: text,
  membersAdded: z.array(withId).nullish(),
  membersRemoved: z.array(withId).nullish(),
  channelData: z.object({ tenant: withId, team: withId }).nullish(),
});

export type Activity = z.output<typeof activity>;

/** The tenant the activity comes from. */
export function tenantOf(activity: Activity): string | undefined {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? undefined;
}

export function isPersonal(activity: Activity): boolean {
  return activity.conversation.conversationType === 'personal';
}

/** The conversation's id without the thread, and the thread. */
export function placeOf(activity: Activity): { conversation: string; thread?: string } {
  const [conversation = activity.conversation.id, thread] = activity.conversation.id.split(';messageid=');
  return thread === undefined ? { conversation } : { conversation, thread };
}

/** The asker's IANA zone, when Teams tells one that this machine knows too. */
export function timezoneOf(activity: Activity): string | undefined {
  const told = [activity.localTimezone, ...(activity.entities ?? []).map((entity) => entity.timezone)];
  return told.find((zone): zone is string => typeof zone === 'string' && isTimezone(zone));
}
