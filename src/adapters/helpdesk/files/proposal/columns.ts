import type { Column } from '../rows/columns.ts';
import { tidy } from '../cells/text.ts';
import { nameKey } from './names.ts';
import { entry, type Entry } from './proposal.ts';
import type { Profile } from './profile.ts';
import { meaningOf } from './words.ts';

const namedWords = 4;

/** A column of the file as that of a table, which is no instant. */
export function proposeColumn(column: Column, profile: Profile): Entry {
  const { name, kind } = column;
  if (kind === 'seconds') return proposeSeconds(name, profile);
  if (kind === 'tags') return proposeTags(name, profile);
  return entry(name, profile.name, profile, doubtsOf(column, profile));
}

/** The words of a column that mean one of ours, as `values` has them. */
export function proposeValues({ name, choices, kind }: Column, { distinct }: Profile): Entry | undefined {
  const isChoice = kind === 'choice' || name === 'score' || name === 'met';
  if (!isChoice) return undefined;
  const found = distinct.flatMap((word) => {
    const meaning = choices.includes(word.toLowerCase()) ? undefined : meaningOf(name, word);
    return meaning === undefined ? [] : [[word, name === 'score' ? Number(meaning) : meaning] as const];
  });
  return found.length === 0 ? undefined : { name, value: Object.fromEntries(found), samples: [], doubts: [] };
}

function doubtsOf({ name, kind, choices }: Column, { distinct, isUnique }: Profile): string[] {
  if (name === 'id' && !isUnique && distinct.length > 0) return ['rows share an id: later ones replace earlier ones'];
  if (kind !== 'choice') return [];
  const strange = distinct.filter(
    (word) => !choices.includes(word.toLowerCase()) && meaningOf(name, word) === undefined,
  );
  if (strange.length === 0) return [];
  const named = strange.slice(0, namedWords).map((word) => JSON.stringify(word));
  const more = strange.length > namedWords ? ' …' : '';
  return [`${named.join(', ')}${more} ${choices.includes('other') ? 'become other' : 'are left empty'}`];
}

function proposeTags(name: string, profile: Profile): Entry {
  const lists = profile.distinct.filter((text) => !text.startsWith('['));
  const separator = [',', ';', '|'].find((sign) => lists.some((text) => text.includes(sign)));
  return entry(name, separator === undefined ? profile.name : { column: profile.name, separator }, profile);
}

function proposeSeconds(name: string, profile: Profile): Entry {
  const { unit, doubts } = unitOf(profile, 'seconds');
  return entry(name, unit === 'seconds' ? profile.name : { column: profile.name, unit }, profile, doubts);
}

/** The unit of a column of durations, by its name, its signs, or else a guess that is said. */
export function unitOf(profile: Profile, guess: string): { readonly unit: string; readonly doubts: readonly string[] } {
  const { unit } = nameKey(profile.name);
  const texts = profile.distinct.map(tidy);
  if (texts.some((text) => /^\d+:\d\d$/.test(text))) {
    return { unit: 'HH:MM', doubts: ['they may be minutes and seconds: MM:SS'] };
  }
  if (unit !== undefined) return { unit: fullUnit(unit), doubts: [] };
  const isTold = texts.length > 0 && texts.every((text) => /:|[a-z]/i.test(text));
  if (isTold) return { unit: guess, doubts: [] };
  // Times spent are booked in hours, with decimals.
  const booked = /spent|effort/i.test(profile.name) || texts.some((text) => /^\d+[.,]\d+$/.test(text));
  const likely = guess === 'seconds' && booked ? 'hours' : guess;
  return { unit: likely, doubts: [`the file does not say that they are ${likely}`] };
}

function fullUnit(unit: string): string {
  if (/^h/i.test(unit)) return 'hours';
  if (/^m/i.test(unit)) return 'minutes';
  return /^d/i.test(unit) ? 'days' : 'seconds';
}
