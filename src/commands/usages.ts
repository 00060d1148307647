/** What people may say, in the order help shows it. */
export const usages = [
  {
    name: 'metric',
    usage: '<metric> [period] [filters] [by <dimension>]',
    summary: 'One figure with its context: csat last-week · frt by channel last quarter · tickets team:billing mtd',
  },
  {
    name: 'default-card',
    usage: '(nothing)',
    summary: 'CSAT, first reply time, resolution time and backlog, today so far',
  },
  {
    name: 'top',
    usage: 'top [period] [filters]',
    summary: 'Top performers by FCR, own CSAT, solved tickets and handle time',
  },
  { name: 'risk', usage: 'risk [filters]', summary: 'Customers at risk of churn, each with the reasons' },
  {
    name: 'sla-outlook',
    usage: 'sla next 2h [filters]',
    summary: 'Tickets whose next SLA deadline falls in it, soonest first',
  },
  { name: 'status', usage: 'status', summary: 'The connected helpdesks: how old their data is, and what went wrong' },
  { name: 'list', usage: 'list metrics|periods|dimensions', summary: 'What can be asked for' },
  {
    name: 'explain',
    usage: 'explain <metric>|churn-risk',
    summary: 'What a metric means, how it is computed, and what helps it',
  },
  {
    name: 'help',
    usage: 'help [topic]',
    summary: 'This, or help on a metric, a command, periods, dimensions or filters',
  },
] as const;
