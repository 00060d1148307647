import { z } from 'zod';
import { isPersonal, type Activity } from './activity.ts';

/** A card's button: the command to run as if it had been typed. */
const pressed = z.object({ kpi: z.string() });

const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }));

/** Ids of the people mentioned in a message, the bot's own not among them. */
export function mentionedIn(activity: Activity): ReadonlySet<string> {
  const ids = (activity.entities ?? []).flatMap(({ mentioned }) => mentioned?.id ?? []);
  return new Set(ids.filter((id) => id !== activity.recipient.id));
}

/** Longer than any text that could be short once its mentions are read. */
const longestRaw = 16_000;

/** Characters of a message without any mention of people. A button's command is none of theirs. */
export function charactersOf({ text, value }: Activity): number {
  const raw = text ?? '';
  if (pressed.safeParse(value).success) return 0;
  return raw.length > longestRaw ? raw.length : raw.replaceAll(/<at\b[^>]*>.*?<\/at>/gis, '').length;
}

/** Whether a message is meant for the bot: in a channel or a group chat it has to be mentioned, a button aside. */
export function isForBot(activity: Activity): boolean {
  return isPersonal(activity) || isMentioned(activity) || pressed.safeParse(activity.value).success;
}

/**
 * What was asked of the bot, without its name.
 * @param emails e-mail addresses by the ids of those mentioned, as far as they are known
 */
export function commandText(activity: Activity, emails: ReadonlyMap<string, string>): string {
  const button = pressed.safeParse(activity.value);
  if (button.success) return button.data.kpi.trim();
  const text = activity.text ?? '';
  return withoutName(text.length > longestRaw ? text : withMentions(activity, emails));
}

function isMentioned(activity: Activity): boolean {
  return (activity.entities ?? []).some(({ mentioned }) => mentioned?.id === activity.recipient.id);
}

function withMentions(activity: Activity, emails: ReadonlyMap<string, string>): string {
  const bot = activity.recipient;
  const marked = (activity.entities ?? []).reduce(
    (text, { mentioned, text: mark }) =>
      mentioned && mark
        ? text.replaceAll(decode(mark), () =>
            mentioned.id === bot.id ? ' ' : written(emails.get(mentioned.id), mentioned.name),
          )
        : text,
    decode(activity.text ?? ''),
  );
  // Some clients write the tag differently in the text than in the entity.
  return marked.replaceAll(/<at\b[^>]*>(.*?)<\/at>/gis, (_tag, name: string) =>
    name === bot.name ? ' ' : written(undefined, name),
  );
}

function written(email: string | undefined, name: string | null | undefined): string {
  return email === undefined ? `@"${(name ?? '').replaceAll('"', '')}"` : `@${email}`;
}

/** HTML's escapes, decoded once: `&amp;lt;` is the text `&lt;`. */
function decode(text: string): string {
  return text
    .replaceAll(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
      (escape, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return entities.get(name.toLowerCase()) ?? escape;
        const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return point <= 0x10_ff_ff ? String.fromCodePoint(point) : escape;
      },
    )
    .replaceAll('\u00A0', ' ');
}

function withoutName(text: string): string {
  return text
    .trim()
    .replace(/^[/@]?kpi(?=\s|$)/i, '')
    .trim();
}
