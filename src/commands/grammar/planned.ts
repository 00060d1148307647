/**
 * Words that mean something which does not exist yet. They are known so that the answer can say so, and so that none of
 * them is taken for a misspelling of what does exist.
 */

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
  'doctor',
];

/** After `as`. */
export const plannedShapes: readonly string[] = ['chart', 'table', 'csv'];
