import { z } from 'zod';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

interface Expected {
  readonly example: string;
  /** The settings that take what some write into the address: `email and token`. */
  readonly credentials: string;
  /** Whether the service may stand below the root of its host, as those one hosts oneself do. */
  readonly mayHavePath?: boolean;
}

/** Where a service is: https, or http on this machine; no credentials, query or fragment. */
export function address(expected: Expected) {
  return z.string().superRefine((url, check) => {
    const problem = problemOf(url, expected);
    if (problem !== undefined) check.addIssue({ code: 'custom', message: problem, input: url });
  });
}

/** The path below which a service stands, without a slash at its end: `/rt`, or nothing. */
export function rootOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '');
}

function problemOf(text: string, { example, credentials, mayHavePath = false }: Expected): string | undefined {
  if (!URL.canParse(text)) return `expected the account's address, such as ${example}`;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return `expected no credentials in the url: set ${credentials}`;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) {
    return `expected https (http only on this machine), such as ${example}`;
  }
  const rest = `${mayHavePath ? '' : url.pathname}${url.search}${url.hash}`;
  if (rest === '' || rest === '/') return undefined;
  return `expected the address alone, without ${rest}: ${url.origin}${mayHavePath ? rootOf(text) : ''}`;
}
