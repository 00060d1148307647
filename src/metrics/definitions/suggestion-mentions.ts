import { mentionShare } from '../mention-share.ts';

export const suggestionMentions = mentionShare({
  id: 'suggestion-mentions',
  title: 'Suggestions',
  description: 'The share of mentions that ask for an improvement.',
  better: 'neither',
  aliases: ['suggestions', 'improvement requests'],
  tips: ['Pass them on to the product, and tell people what became of them.'],
  column: 'topic',
  hit: "f.topic = 'suggestion'",
  such: { topic: 'suggestion' },
  other: { topic: 'praise' },
});
