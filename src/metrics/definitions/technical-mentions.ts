import { mentionShare } from '../mention-share.ts';

export const technicalMentions = mentionShare({
  id: 'technical-mentions',
  title: 'Technical mentions',
  description: 'The share of mentions with a technical or account question.',
  better: 'neither',
  aliases: ['technical questions', 'account questions'],
  tips: ['Turn the questions that come back into articles.'],
  column: 'topic',
  hit: "f.topic IN ('technical', 'account')",
  such: { topic: 'technical' },
  other: { topic: 'praise' },
});
