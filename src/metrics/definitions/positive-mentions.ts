import { mentionShare } from '../mention-share.ts';

export const positiveMentions = mentionShare({
  id: 'positive-mentions',
  title: 'Positive mentions',
  description: 'The share of mentions that are positive.',
  better: 'higher',
  aliases: ['positive comments', 'good mentions'],
  tips: ['Thank people, and let them tell others.'],
  column: 'sentiment',
  hit: "f.sentiment = 'positive'",
  such: { sentiment: 'positive' },
  other: { sentiment: 'neutral' },
});
