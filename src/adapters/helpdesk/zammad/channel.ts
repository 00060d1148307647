import type { Fact } from '../../../helpdesk.ts';

type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** The type of the article that a ticket was opened with → ours. */
export const channelWords: Readonly<Record<string, Channel>> = {
  email: 'email',
  web: 'web',
  phone: 'phone',
  chat: 'chat',
  sms: 'messaging',
  'telegram personal-message': 'messaging',
  'whatsapp message': 'messaging',
  'twitter status': 'social',
  'twitter direct-message': 'social',
  'facebook feed post': 'social',
  'facebook feed comment': 'social',
  // Somebody wrote it down here, or a program did; a letter on paper.
  note: 'other',
  fax: 'other',
};
