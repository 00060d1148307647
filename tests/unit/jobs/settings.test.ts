import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { channelSetting, digestSettings, durationSetting, nudgeSettings } from '../../../src/jobs/settings.ts';

const digest = { name: 'morning', at: '09:00', channels: ['slack:C1'] };

describe('a channel', () => {
  test('is a platform and its own id, which may have colons itself', () => {
    const id = '19:abc@thread.tacv2';
    expect(channelSetting.parse(`teams:${id}`)).toEqual({ platform: 'teams', conversation: id });
  });

  test.each(['C0123', '#general', 'slack:', 'slack:two words'])('is not %j', (text) => {
    expect(channelSetting.safeParse(text).success).toBe(false);
  });
});

test.each([
  ['30m', 1800],
  ['2h', 7200],
  ['1d', 86_400],
])('%s lasts %d seconds', (text, seconds) => {
  expect(durationSetting.parse(text)).toBe(seconds);
});

test.each(['30', '0m', '1.5h', '-2h', '30 m'])('%j is no duration', (text) => {
  expect(durationSetting.safeParse(text).success).toBe(false);
});

describe('a digest', () => {
  test('comes daily unless told otherwise', () => {
    expect(digestSettings.parse(digest).days).toHaveLength(7);
  });

  test('comes on weekdays, or on the days listed', () => {
    expect(digestSettings.parse({ ...digest, days: 'weekdays' }).days).toEqual([
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
    ]);
    expect(digestSettings.parse({ ...digest, days: ['sunday'] }).days).toEqual(['sunday']);
  });

  test.each([
    ['a time that is none', { at: '24:00' }],
    ['a zone that is none', { timezone: 'Mars/Olympus' }],
    ['no channel', { channels: [] }],
    ['no day', { days: [] }],
    ['a key nobody knows', { chanels: [] }],
  ])('is refused with %s', (_, change) => {
    expect(digestSettings.safeParse({ ...digest, ...change }).success).toBe(false);
  });
});

describe('nudges', () => {
  test('come half an hour before the breach unless told otherwise', () => {
    expect(nudgeSettings.parse({})).toEqual({ enabled: true, before: [1800] });
  });

  test('have quiet hours between two times of day', () => {
    expect(nudgeSettings.parse({ quiet: '18:00-09:00' }).quiet).toBe('18:00-09:00');
    expect(nudgeSettings.safeParse({ quiet: '6pm-9am' }).success).toBe(false);
  });
});

test('the settings have a JSON schema for editors', () => {
  const schema = z.toJSONSchema(z.object({ digests: z.array(digestSettings), nudges: nudgeSettings }), { io: 'input' });
  expect(schema).toMatchObject({ properties: { digests: { items: { required: ['name', 'at', 'channels'] } } } });
});
