import { declarationOf } from '../adapters/helpdesk/index.ts';
import { sampleName } from '../helpdesk.ts';
import { sections } from '../jobs/digest/sections/index.ts';
import { platformNames } from './chats.ts';
import type { Origin } from './check.ts';
import type { FileSettings } from './file-settings.ts';
import type { Problem } from './problem.ts';

type Found = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What no setting shows by itself: names that stand twice, or that nothing bears. */
export function findClashes(settings: FileSettings, { place }: Pick<Origin, 'place'>): Problem[] {
  const found = [
    ...repeats(settings),
    ...reservedNames(settings),
    ...unknownNames(settings),
    ...missingSchedules(settings),
  ];
  return found.map(({ path, message }) => ({ place: place(path), message }));
}

function* repeats({ desks, digests, schedules, slas, people }: FileSettings): Generator<Found> {
  const lists = {
    desks: { key: 'name', names: desks.map(({ name }) => name) },
    digests: { key: 'name', names: digests.map(({ name }) => name) },
    schedules: { key: 'name', names: schedules.map(({ name }) => name) },
    slas: { key: 'name', names: slas.map(({ name }) => name) },
    people: { key: 'email', names: people.map(({ email }) => email.toLowerCase()) },
  };
  for (const [list, { key, names }] of Object.entries(lists)) {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      yield { path: [list, index, key], message: `expected each ${key} once, got ${JSON.stringify(name)} again` };
    }
  }
}

function* reservedNames({ desks }: FileSettings): Generator<Found> {
  for (const [index, { name }] of desks.entries()) {
    if (name !== sampleName) continue;
    yield { path: ['desks', index, 'name'], message: 'expected another name: sample is the sample desk’s' };
  }
}

function* unknownNames({ digests }: FileSettings): Generator<Found> {
  const known = sections.map(({ name }) => name);
  for (const [index, { sections: asked = [], channels }] of digests.entries()) {
    for (const [position, name] of asked.entries()) {
      if (known.includes(name)) continue;
      const message = `expected one of ${known.join(', ')}; got ${JSON.stringify(name)}`;
      yield { path: ['digests', index, 'sections', position], message };
    }
    for (const [position, { platform }] of channels.entries()) {
      if (platformNames.includes(platform)) continue;
      const message = `expected a channel of ${platformNames.join(', ')}; got one of ${JSON.stringify(platform)}`;
      yield { path: ['digests', index, 'channels', position], message };
    }
  }
}

/** A policy in business hours needs a schedule on every desk: now and later, unless all there are now may have one. */
function* missingSchedules({ desks, schedules, slas }: FileSettings): Generator<Found> {
  const names = schedules.map(({ name }) => name);
  const mayHaveOne = ({ name, kind }: FileSettings['desks'][number]) =>
    declarationOf(kind).tellsSchedule === true || schedules.some(({ desks }) => desks?.includes(name) === true);
  const isForAll = schedules.some(({ desks }) => desks === undefined) || (desks.length > 0 && desks.every(mayHaveOne));
  for (const [index, { hours, schedule }] of slas.entries()) {
    if (schedule !== undefined && !names.includes(schedule)) {
      const message = `expected the name of a schedule (${names.join(', ') || 'there is none'}); got ${JSON.stringify(schedule)}`;
      yield { path: ['slas', index, 'schedule'], message };
    }
    if (schedule === undefined && hours === 'business' && !isForAll) {
      const message = 'expected a schedule for all desks to count business hours by, or hours: calendar';
      yield { path: ['slas', index, 'hours'], message };
    }
  }
}
