import { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'settings, each on a line of its own',
  record: 'settings, each on a line of its own',
};
const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address such as ana@example.com',
  url: 'an address such as https://example.com',
};
const word = 'expected ';

/** What a setting should have been, in words; undefined leaves it to zod's own. */
export function expected(issue: z.core.$ZodRawIssue): string | undefined {
  const wanted = wantedBy(issue);
  if (wanted === undefined) return undefined;
  return issue.code === 'invalid_type' && issue.input === undefined ? `missing; ${word}${wanted}` : `${word}${wanted}`;
}

/** The names a group of settings has. */
export function expectedNames({ inst }: z.core.$ZodRawIssue): string {
  return inst instanceof z.ZodObject ? `; expected ${anyOf(Object.keys(inst.shape))}` : '';
}

function wantedBy(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return anyOf(issue.values.map(String));
    case 'invalid_format':
      return formats[issue.format];
    case 'invalid_union':
      return Array.isArray(issue.options) ? anyOf(issue.options.map(String)) : oneOf(issue.errors);
    case 'too_small':
      if (issue.origin === 'string') return 'text, not nothing';
      return issue.origin === 'array' ? 'an entry or more' : `${issue.minimum} or more`;
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `${issue.maximum} or less`;
    case 'not_multiple_of':
    case 'invalid_element':
    case 'invalid_key':
    case 'unrecognized_keys':
    case 'custom':
      return undefined;
  }
}

/** What each alternative wanted. */
function oneOf(alternatives: readonly (readonly { readonly message: string }[])[]): string | undefined {
  const messages = alternatives.flatMap(([first]) => (first ? [first.message] : []));
  if (messages.length === 0) return undefined;
  return messages.map((message) => (message.startsWith(word) ? message.slice(word.length) : message)).join(', or ');
}

function anyOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
