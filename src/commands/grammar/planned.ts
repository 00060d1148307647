/**
 * Words that mean something which does not exist yet. They are known so that the answer can say so, and so that none of
 * them is taken for a misspelling of what does exist. What the vocabulary has counts as existing, whatever stands here.
 */
export const plannedMetrics: readonly string[] = [
  'csat score',
  'esat',
  'employee satisfaction',
  'feedback response',
  'reply time',
  'response time',
  'complaint resolution time',
  'handle time',
  'aht',
  'average handle time',
  'touches',
  'agent touches',
  'replies per resolution',
  'resolution rate',
  'next issue avoidance',
  'iqs',
  'quality',
  'open',
  'unanswered',
  'types',
  'channels',
  'answered calls',
  'self service',
  'retention',
  'crr',
  'churn',
  'clv',
  'repurchase rate',
  'upsell',
  'cross sell',
  'referral rate',
  'engagement',
  'mentions',
  'positive mentions',
  'negative mentions',
  'technical mentions',
  'suggestion mentions',
  'competitor mentions',
  'answerable mentions',
];

/** Only as the first word; anywhere else they may be an ordinary one. */
export const plannedCommands: readonly string[] = [
  'scorecard',
  'why',
  'me',
  'subscribe',
  'unsubscribe',
  'schedules',
  'pause',
  'resume',
  'goal',
  'goals',
  'alert',
  'alerts',
  'nudges',
  'link',
  'tz',
  'lang',
  'status',
  'doctor',
];

/** After `as`. */
export const plannedShapes: readonly string[] = ['chart', 'table', 'csv'];
/** Filters that are no dimension. */
export const plannedFilters: readonly string[] = ['hours:business', 'hours:calendar'];
