import type { Fact } from '../../../helpdesk.ts';

type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** Zendesk's `via.channel` by the channel it means; a rule is the account's own trigger or automation. */
const viaByChannel: Partial<Record<Channel, readonly string[]>> = {
  email: ['email', 'mail'],
  web: ['web', 'web_form', 'web_widget', 'mobile', 'iphone', 'android', 'mobile_sdk', 'closed_ticket'],
  chat: ['chat', 'chat_offline_message'],
  phone: ['voice', 'phone', 'voicemail', 'phone_call_inbound', 'phone_call_outbound'],
  social: ['twitter', 'twitter_dm', 'facebook', 'facebook_post', 'facebook_message', 'instagram', 'any_channel'],
  messaging: [
    'native_messaging',
    'messaging',
    'sms',
    'text_message',
    'whatsapp',
    'facebook_messenger',
    'instagram_dm',
    'line',
    'wechat',
    'telegram',
    'viber',
    'apple_business_chat',
    'google_business_messages',
    'slack',
  ],
  knowledge_base: ['help_center', 'forum', 'topic'],
  api: ['api', 'web_service', 'rule', 'system', 'ticket_sharing', 'import'],
};

const byVia = new Map(
  Object.entries(viaByChannel).flatMap(([channel, vias]) => vias.map((via) => [via, channel as Channel] as const)),
);

/** The channel that a `via.channel` means; undefined when it is none we know. */
export function channelOf(via: string): Channel | undefined {
  return byVia.get(via);
}
