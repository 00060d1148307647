import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const folder = new URL('../../../../../src/adapters/chat/teams/manifest/', import.meta.url);

const scopes = z.array(z.enum(['personal', 'team', 'groupChat']));

/** Microsoft's limits for the parts of an app manifest that are ours to get wrong. */
const manifest = z.object({
  id: z.literal('${MicrosoftAppId}'),
  name: z.object({ short: z.string().max(30), full: z.string().max(100) }),
  description: z.object({ short: z.string().max(80), full: z.string().max(4000) }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  bots: z.tuple([
    z.object({
      botId: z.literal('${MicrosoftAppId}'),
      scopes,
      commandLists: z
        .array(
          z.object({
            scopes,
            commands: z.array(z.object({ title: z.string().max(32), description: z.string().max(128) })).max(12),
          }),
        )
        .max(3),
    }),
  ]),
});

function read(): z.output<typeof manifest> {
  return manifest.parse(JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')));
}

/** Width and height of a PNG, from its header. */
function sizeOf(icon: string): readonly number[] {
  const bytes = readFileSync(new URL(icon, folder));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('the app manifest keeps to Microsoft’s limits and suggests each command once', () => {
  const titles = read().bots[0].commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));
  expect(new Set(titles).size).toBe(titles.length);
});

test('the app has its two icons in the sizes that Teams takes', () => {
  const { color, outline } = read().icons;
  expect(sizeOf(color)).toEqual([192, 192]);
  expect(sizeOf(outline)).toEqual([32, 32]);
});
