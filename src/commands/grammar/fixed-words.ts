/** The words of the grammar itself, in English; those of commands, metrics, dimensions and named periods stand elsewhere. */

export type Statistic = 'mean' | 'median' | 'p90';
export type Audience = 'public' | 'private';
export type Keyword = 'versus' | 'previous' | 'over' | 'next' | 'as' | 'and';

export const statisticWords: Readonly<Record<Statistic, readonly string[]>> = {
  mean: ['mean', 'average', 'avg'],
  median: ['median', 'p50'],
  p90: ['p90', '90th percentile'],
};

export const audienceWords: Readonly<Record<Audience, readonly string[]>> = {
  public: ['public', 'publicly'],
  private: ['private', 'privately'],
};

export const keywordPhrases: Readonly<Record<Keyword, readonly string[]>> = {
  versus: ['vs', 'versus', 'against', 'compared to', 'compared with'],
  previous: ['previous', 'before', 'previous period', 'the previous period', 'period before', 'the period before'],
  over: ['over', 'older than', 'more than'],
  next: ['next', 'within', 'in the next', 'within the next'],
  as: ['as'],
  and: ['and', '&'],
};

/** Words that periods are made of, that others may be misspellings of. */
export const periodWords =
  'last past previous since between from week month quarter year minutes hours days weeks months quarters years'.split(
    ' ',
  );

/** Short words that mean something, but that nothing longer is corrected to. */
export const shortWords: readonly string[] = ['to', 'on', 'until', 'day', 'hour', 'minute', 'min', 'h', 'd', 'w', 'm'];

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
