import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';
import type { Population } from '../query/query.ts';

/** Customers who said which channel they prefer. */
const asked: Population = {
  relation: 'customers',
  at: 't.until',
  where: 'f.started_at < t.until AND f.preferred_channel IS NOT NULL',
  isStanding: true,
  dimensions: { channel: 'f.preferred_channel' },
};

export const channels: Metric = {
  id: 'channels',
  title: 'Channels',
  description: 'How customers get in touch: the share of each channel among the tickets created.',
  formula:
    '100 × tickets by the channel ÷ tickets created whose channel is known; the largest channel above, all of them below',
  unit: 'percent',
  better: 'neither',
  aliases: ['ticket channels', 'preferred channel', 'preferred channels', 'contact channels', 'channel mix'],
  articles: ['Indeed', 'LiveAgent'],
  tips: ['Compare first reply time and satisfaction by channel before moving people to another one.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with channel.',
  relation: 'tickets',
  at: 'f.created_at',
  where: 'f.channel IS NOT NULL',
  measure: { kind: 'mix', of: 'channel' },
  beside: [{ label: 'Preferred when asked:', most: 'channel', top: 3, of: asked }],
  example: {
    says: '3 tickets by e-mail, 2 by phone → e-mail 60 %',
    facts: { tickets: [...many(3, 'email'), ...many(2, 'phone')].map((channel) => ({ created_at: monday, channel })) },
    expected: 60,
  },
};
