import type { Fact } from '../../../helpdesk.ts';

type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** Intercom's `source.type` → ours; its own Messenger is called `conversation`. */
export const channelWords: Readonly<Record<string, Channel>> = {
  conversation: 'chat',
  push: 'chat',
  email: 'email',
  facebook: 'social',
  instagram: 'social',
  twitter: 'social',
  whatsapp: 'messaging',
  sms: 'messaging',
  phone_call: 'phone',
  phone_switch: 'phone',
};
