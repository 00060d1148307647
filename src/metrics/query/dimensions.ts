/** What figures can be broken down by and filtered on, where their facts carry it; in the order people see. */
export const dimensions = [
  { name: 'team', aliases: ['teams', 'group', 'groups', 'department'] },
  { name: 'agent', aliases: ['agents', 'assignee', 'rep'] },
  { name: 'channel', aliases: ['channels'] },
  { name: 'type', aliases: ['types', 'category', 'categories'] },
  { name: 'priority', aliases: ['priorities'] },
  { name: 'tag', aliases: ['tags'] },
  { name: 'organization', aliases: ['organizations', 'organisation', 'organisations', 'company', 'companies', 'org'] },
  { name: 'segment', aliases: ['segments'] },
  { name: 'desk', aliases: ['desks', 'helpdesk'] },
  { name: 'hour', aliases: ['hours', 'hour of day'] },
  { name: 'weekday', aliases: ['weekdays', 'day of week'] },
  { name: 'kind', aliases: ['kinds'] },
  { name: 'network', aliases: ['networks'] },
  { name: 'topic', aliases: ['topics'] },
  { name: 'article', aliases: ['articles'] },
  { name: 'currency', aliases: ['currencies'] },
] as const;
