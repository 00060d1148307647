import { z } from 'zod';
import type { Card } from '../../../chat.ts';
import { renderSlack } from '../slack/render.ts';
import { renderTeams } from '../teams/render.ts';

/** A card as each platform would receive it. Plain JSON, so that it can be kept and shown again as it was. */
export const rendering = z.object({
  summary: z.string(),
  slack: z.object({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) }),
  teams: z.record(z.string(), z.unknown()),
});

export type Rendering = z.output<typeof rendering>;

export function renderBoth(card: Card): Rendering {
  return rendering.parse({ summary: card.summary, slack: renderSlack(card), teams: renderTeams(card) });
}
