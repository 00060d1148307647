import type { Fact } from '../../../helpdesk.ts';

type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** An inbox's kind → ours. */
export const channelWords: Readonly<Record<string, Channel>> = {
  'Channel::Email': 'email',
  'Channel::WebWidget': 'chat',
  'Channel::Api': 'api',
  'Channel::FacebookPage': 'social',
  'Channel::Instagram': 'social',
  'Channel::TwitterProfile': 'social',
  'Channel::Tiktok': 'social',
  'Channel::Whatsapp': 'messaging',
  'Channel::Sms': 'messaging',
  'Channel::TwilioSms': 'messaging',
  'Channel::Telegram': 'messaging',
  'Channel::Line': 'messaging',
  'Channel::Voice': 'phone',
};
