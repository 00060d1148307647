import { nameKey } from './names.ts';
import { entry, type Entry } from './proposal.ts';
import type { Profile } from './profile.ts';

/** A column of instants as the mapping has it: the file's own, or a date and a time of day in two. */
export function proposeInstant(
  name: string,
  profile: Profile,
  free: readonly Profile[],
): { readonly entry: Entry; readonly reads: readonly Profile[] } {
  const { dates } = profile;
  const time = dates?.isDate ? free.find((other) => other.isTime && isBeside(profile, other)) : undefined;
  const doubts = dates?.isAmbiguous ? ['day and month may be the other way round'] : [];
  if (time) {
    const date = dates?.formats?.[0] ?? 'yyyy-MM-dd';
    const format = `${date} ${timeFormat(time)}`;
    const value = { text: `{${profile.name}} {${time.name}}`, format };
    const samples = profile.samples.map((sample, index) => `${sample} ${time.samples[index] ?? ''}`.trim());
    return { entry: { name, value, samples, doubts }, reads: [profile, time] };
  }
  const formats = dates?.formats;
  const format = formats?.length === 1 ? formats[0] : formats;
  const value = format === undefined ? profile.name : { column: profile.name, format };
  const several = formats !== undefined && formats.length > 1 ? ['its times are written in several ways'] : [];
  return { entry: entry(name, value, profile, [...doubts, ...several]), reads: [profile] };
}

function isBeside(date: Profile, time: Profile): boolean {
  const [one, other] = [nameKey(date.name).key, nameKey(time.name).key];
  return other === 'time' || other === one.replace('date', 'time') || other === `${one}time`;
}

function timeFormat({ samples }: Profile): string {
  const [sample = ''] = samples;
  const isTwelve = /m$/i.test(sample.trim());
  const hours = isTwelve ? 'h' : 'H';
  const seconds = /:\d\d:\d\d/.test(sample) ? ':ss' : '';
  return `${hours}:mm${seconds}${isTwelve ? (/\d [ap]/i.test(sample) ? ' a' : 'a') : ''}`;
}
