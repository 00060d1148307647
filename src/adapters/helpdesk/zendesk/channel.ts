import type { Fact } from '../../../helpdesk.ts';

type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** Zendesk's `via.channel` → ours. */
export const channelWords: Readonly<Record<string, Channel>> = Object.fromEntries([
  ...all('email', ['email', 'mail']),
  ...all('web', ['web', 'web_form', 'web_widget', 'mobile', 'iphone', 'android', 'mobile_sdk', 'closed_ticket']),
  ...all('chat', ['chat', 'chat_offline_message']),
  ...all('phone', ['voice', 'phone', 'voicemail', 'phone_call_inbound', 'phone_call_outbound']),
  ...all('social', [
    'twitter',
    'twitter_dm',
    'facebook',
    'facebook_post',
    'facebook_message',
    'instagram',
    'any_channel',
  ]),
  ...all('messaging', ['native_messaging', 'messaging', 'sms', 'text_message', 'whatsapp', 'facebook_messenger']),
  ...all('messaging', ['instagram_dm', 'line', 'wechat', 'telegram', 'viber', 'slack', 'apple_business_chat']),
  ...all('messaging', ['google_business_messages']),
  ...all('knowledge_base', ['help_center', 'forum', 'topic']),
  // A rule is the account's own trigger or automation: nobody wrote.
  ...all('api', ['api', 'web_service', 'rule', 'system', 'ticket_sharing', 'import']),
]);

function all(channel: Channel, vias: readonly string[]): [string, Channel][] {
  return vias.map((via) => [via, channel]);
}
