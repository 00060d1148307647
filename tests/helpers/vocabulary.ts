import type { Clock } from '../../src/calendar/period.ts';
import type { Vocabulary } from '../../src/commands/grammar/grammar.ts';
import { commands } from '../../src/commands/index.ts';

/** Some metrics and the dimensions of a support desk, named as people name them. */
export const vocabulary: Vocabulary = {
  metrics: [
    { id: 'csat', title: 'Customer satisfaction', aliases: ['satisfaction'] },
    { id: 'nps', title: 'Net promoter score', aliases: [] },
    { id: 'ces', title: 'Customer effort score', aliases: ['effort', 'customer effort'] },
    {
      id: 'frt',
      title: 'First reply time',
      aliases: ['first-reply', 'first-response', 'first response time'],
      takesHours: true,
    },
    { id: 'resolution-time', title: 'Resolution time', aliases: ['ttr', 'resolution'] },
    { id: 'fcr', title: 'First contact resolution', aliases: ['first-contact-resolution'] },
    { id: 'reopen-rate', title: 'Reopen rate', aliases: ['reopens'] },
    { id: 'tickets', title: 'Tickets', aliases: ['volume'] },
    { id: 'solved', title: 'Solved tickets', aliases: [] },
    { id: 'backlog', title: 'Backlog', aliases: [], takesAge: true },
    { id: 'sla', title: 'SLA attainment', aliases: ['sla-attainment'] },
    { id: 'wait-time', title: 'Wait time', aliases: ['awt'] },
    { id: 'handle-time', title: 'Handle time', aliases: ['aht'] },
  ],
  dimensions: [
    { name: 'team', aliases: ['teams', 'group'] },
    { name: 'agent', aliases: ['agents'] },
    { name: 'channel', aliases: ['channels'] },
    { name: 'type', aliases: ['types'] },
    { name: 'priority', aliases: [] },
    { name: 'tag', aliases: ['tags'] },
    { name: 'organization', aliases: ['organisation'] },
    { name: 'segment', aliases: [] },
    { name: 'desk', aliases: [] },
    { name: 'hour', aliases: ['hours'] },
    { name: 'weekday', aliases: [] },
    { name: 'kind', aliases: [] },
  ],
  commands,
};

/** Thursday 2026-11-19 10:30 in Athens. */
export const thursday: Clock = {
  now: Date.parse('2026-11-19T10:30:00+02:00') / 1000,
  timezone: 'Europe/Athens',
  weekStart: 'monday',
};
