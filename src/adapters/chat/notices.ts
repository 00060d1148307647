import type { Card } from '../../chat.ts';

/** People that one question may name: each is looked up. */
export const mostPeople = 10;

export const sorry = notice('Something went wrong here. Please try again in a minute.');

export const tryAgain = notice(
  'I could not look up who you are or whom you mention just now. Please try again in a minute.',
);

/** To people of other workspaces, organisations or tenants. It tells nothing of ours. */
export const noOutsiders = notice(
  'Sorry, I only answer people of the organisation I work for. Its administrator can allow yours.',
);

export function tooManyPeople(count: number): Card {
  return notice(`A question may name ${mostPeople} people at most; this one names ${count}.`);
}

function notice(text: string): Card {
  return { summary: text, blocks: [{ type: 'text', text }] };
}
