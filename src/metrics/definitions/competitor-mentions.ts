import { mentionShare } from '../mention-share.ts';

export const competitorMentions = mentionShare({
  id: 'competitor-mentions',
  title: 'Competitor mentions',
  description: 'The share of mentions that name a competitor.',
  better: 'neither',
  aliases: ['competitors', 'competitor'],
  tips: ['Note what the other is praised for.'],
  column: 'topic',
  hit: "f.topic = 'competitor'",
  such: { topic: 'competitor' },
  other: { topic: 'praise' },
});
