import { mentionShare } from '../mention-share.ts';

export const negativeMentions = mentionShare({
  id: 'negative-mentions',
  title: 'Negative mentions',
  description: 'The share of mentions that are negative.',
  better: 'lower',
  aliases: ['negative comments', 'bad mentions'],
  tips: ['Answer in public first, then take it to a private channel.'],
  column: 'sentiment',
  hit: "f.sentiment = 'negative'",
  such: { sentiment: 'negative' },
  other: { sentiment: 'neutral' },
});
