/** What other programs call the values of ours. */
const status: Readonly<Record<string, readonly string[]>> = {
  new: ['submitted', 'created', 'unassigned', 'neu'],
  open: [
    'in progress',
    'inprogress',
    'in-progress',
    'assigned',
    'active',
    'reopened',
    'working',
    'started',
    'work in progress',
    'in bearbeitung',
    'offen',
  ],
  pending: [
    'waiting',
    'waiting for customer',
    'waiting on customer',
    'awaiting customer',
    'awaiting reply',
    'feedback',
    'pending customer response',
  ],
  hold: ['on hold', 'on-hold', 'paused', 'blocked', 'deferred', 'waiting on third party'],
  solved: ['resolved', 'done', 'completed', 'complete', 'fixed', 'finished', 'gelöst'],
  closed: ['cancelled', 'canceled', 'rejected', 'archived', 'geschlossen'],
};
const priority: Readonly<Record<string, readonly string[]>> = {
  low: ['minor', 'trivial', 'lowest', 'p4', 'p5'],
  normal: ['medium', 'moderate', 'standard', 'p3'],
  high: ['major', 'p2'],
  urgent: ['critical', 'blocker', 'immediate', 'highest', 'emergency', 'p1'],
};
const channel: Readonly<Record<string, readonly string[]>> = {
  email: ['mail', 'e-mail'],
  web: ['web form', 'webform', 'portal', 'form', 'website', 'help center'],
  chat: ['live chat', 'livechat', 'web widget', 'widget', 'native_messaging'],
  phone: ['call', 'voice', 'telephone', 'phone call'],
  social: ['facebook', 'twitter', 'x', 'instagram', 'social media'],
  messaging: ['whatsapp', 'sms', 'messenger', 'telegram', 'line'],
};
const direction: Readonly<Record<string, readonly string[]>> = {
  in: ['inbound', 'incoming'],
  out: ['outbound', 'outgoing'],
};
/** Of a scale from 1 to 5. */
const score: Readonly<Record<string, readonly string[]>> = {
  5: ['good', 'satisfied', 'very satisfied', 'happy', 'positive', 'gut', 'great'],
  3: ['neutral', 'ok', 'okay'],
  1: ['bad', 'unsatisfied', 'dissatisfied', 'very dissatisfied', 'unhappy', 'negative', 'schlecht', 'poor'],
};
const met: Readonly<Record<string, readonly string[]>> = {
  yes: ['met', 'achieved', 'within', 'within sla', 'ok', 'in time', 'fulfilled'],
  no: ['breached', 'missed', 'violated', 'not met', 'failed', 'overdue'],
};

const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  status,
  priority,
  channel,
  direction,
  score,
  met,
};

/** What a word of another program is in a column of ours; undefined where that cannot be told. */
export function meaningOf(column: string, word: string): string | undefined {
  const typed = word.toLowerCase();
  return Object.entries(words[column] ?? {}).find(([, others]) => others.includes(typed))?.[0];
}
