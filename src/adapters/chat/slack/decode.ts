import type { Person } from '../../../chat.ts';

/** A piece of Slack's markup: `<@U1|ana>`, `<#C1|general>`, `<!here>`, `<https://…|label>`. */
const markup = /<([^<>]*)>/g;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What a text costs to decode: its characters without any mention of people, and those mentioned, each once. */
export function sizeOf(text: string): { characters: number; people: ReadonlySet<string> } {
  const mentions = Array.from(text.matchAll(markup)).filter(([, inside = '']) => userIn(inside) !== undefined);
  return {
    characters: mentions.reduce((left, [whole]) => left - whole.length, text.length),
    people: new Set(mentions.flatMap(([, inside = '']) => userIn(inside) ?? [])),
  };
}

/** The text as it was typed: a mention of a person as {@link handleOf} writes it, a channel as its id, a link as its words. */
export async function decodeText(text: string, findPerson: (user: string) => Promise<Person>): Promise<string> {
  const { people } = sizeOf(text);
  const handles = new Map(
    await Promise.all([...people].map(async (id) => [id, handleOf(await findPerson(id))] as const)),
  );
  let decoded = '';
  let end = 0;
  for (const found of text.matchAll(markup)) {
    const [whole, inside = ''] = found;
    decoded += unescapeText(text.slice(end, found.index));
    decoded += handles.get(userIn(inside) ?? '') ?? unescapeText(wordsOf(inside));
    end = found.index + whole.length;
  }
  return decoded + unescapeText(text.slice(end));
}

/** How a person is named in a command: by e-mail where it is known, else by name in quotes. */
function handleOf({ id, name, email }: Person): string {
  return email === undefined ? `@"${(name ?? id).replaceAll('"', '')}"` : `@${email}`;
}

function userIn(inside: string): string | undefined {
  return /^@([UW][A-Z0-9]+)(\||$)/.exec(inside)?.[1];
}

function wordsOf(inside: string): string {
  const [target = '', label = ''] = inside.split('|', 2);
  if (target.startsWith('#')) return target.slice(1);
  if (label !== '') return label;
  if (target.startsWith('!')) return `@${target.slice(1).split('^', 1)[0] ?? ''}`;
  return target.replace(/^(mailto|tel):/, '');
}

function unescapeText(text: string): string {
  return text.replaceAll(/&(amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
