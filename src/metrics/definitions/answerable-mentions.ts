import { mentionShare } from '../mention-share.ts';

export const answerableMentions = mentionShare({
  id: 'answerable-mentions',
  title: 'Answerable mentions',
  description: 'The share of mentions that existing content answers.',
  better: 'neither',
  aliases: ['answerable', 'answerable questions'],
  tips: ['Link the article, and ask why it was not found.'],
  column: 'is_answerable',
  hit: 'f.is_answerable',
  such: { is_answerable: true },
  other: { is_answerable: false },
});
