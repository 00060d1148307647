import { z } from 'zod';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** One Zendesk account, as the configuration names it. */
export const zendeskSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('zendesk'),
  /** Scheme and host, such as `https://acme.zendesk.com`. */
  url: z.string().superRefine((url, check) => {
    const problem = problemOf(url);
    if (problem !== undefined) check.addIssue({ code: 'custom', message: problem, input: url });
  }),
  /** Of the admin to whom the API token belongs. */
  email: z.email(),
  token: z.string().min(1),
});

export type ZendeskSettings = z.output<typeof zendeskSettings>;

function problemOf(text: string): string | undefined {
  const example = 'such as https://acme.zendesk.com';
  if (!URL.canParse(text)) return `expected the account's address, ${example}`;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'expected no credentials in the url: set email and token';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) {
    return `expected https (http only on this machine), ${example}`;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return `expected the address alone, without ${url.pathname}${url.search}${url.hash}: ${url.origin}`;
  }
  return undefined;
}
