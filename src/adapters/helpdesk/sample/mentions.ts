import type { Fact } from '../../../helpdesk.ts';
import { day, hour } from './hours.ts';
import { past, type Story } from './story.ts';
import { countOn } from './volume.ts';
import type { World } from './world.ts';

type Mention = Pick<Fact<'mentions'>, 'text' | 'sentiment' | 'topic' | 'is_answerable'>;

const said: readonly [Mention, ...Mention[]] = [
  { text: 'Their support just saved my evening', sentiment: 'positive', topic: 'praise', is_answerable: false },
  { text: 'Love the new dashboard <3', sentiment: 'positive', topic: 'praise', is_answerable: false },
  { text: 'How do I connect my calendar?', sentiment: 'neutral', topic: 'technical', is_answerable: true },
  { text: 'Cannot reach my account & nobody answers', sentiment: 'negative', topic: 'account', is_answerable: true },
  { text: 'Parcel lost again', sentiment: 'negative', topic: 'complaint', is_answerable: false },
  { text: 'Please add a dark mode', sentiment: 'neutral', topic: 'suggestion', is_answerable: false },
  { text: 'Is it better than the other one?', sentiment: 'neutral', topic: 'competitor', is_answerable: true },
];
const networks = ['mastodon', 'bluesky', 'facebook', 'instagram', 'reviews'] as const;

/** What is said in public, some of it answered. */
export function* mentionsOf(world: World, epochDay: number): Generator<Story> {
  const count = countOn(world, epochDay, { what: 'mentions', aYear: world.tickets * 0.12 });
  for (let index = 0; index < count; index += 1) {
    const random = world.random('mention', epochDay, index);
    const at = epochDay * day + Math.floor(random.between(0, day));
    const repliedAt = random.chance(0.55) ? at + Math.floor(Math.min(5 * day, random.wait(5 * hour))) : null;
    const mention = {
      ...random.pick(said),
      id: `mention-${epochDay}-${index}`,
      at,
      network: random.pick(networks),
      author: `@reader${Math.floor(random.between(1, 900))}`,
      url: null,
    };
    yield {
      instants: repliedAt === null ? [at] : [at, repliedAt],
      tell: (now) => ({ mentions: [{ ...mention, replied_at: past(repliedAt, now) }] }),
    };
  }
}
