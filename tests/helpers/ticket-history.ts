import type { History } from '../../src/jobs/sla/history.ts';

const hour = 3600;
/** Thursday, 09:00 UTC: the hour 0 of the histories below. */
export const start = Date.parse('2026-11-19T09:00:00Z') / 1000;

/** The instant so many hours after the ticket was made. */
export function h(hours: number): number {
  return start + hours * hour;
}

interface Some {
  readonly ticket?: Partial<History['ticket']>;
  /** From and to, in hours. */
  readonly spans?: readonly (readonly [number, number | null])[];
  /** Who replied and when, in hours; further columns where they matter. */
  readonly replies?: readonly (readonly [
    'agent' | 'customer' | 'automation',
    number,
    Partial<History['replies'][number]>?,
  ])[];
  readonly pauses?: readonly (readonly [number, number | null])[];
  /** In hours. */
  readonly stoppedBefore?: number;
}

/** A ticket made at hour 0, open and unanswered unless said otherwise. */
export function historyOf({ ticket, spans = [[0, null]], replies = [], pauses = [], stoppedBefore }: Some): History {
  return {
    ticket: {
      id: 't1',
      status: 'open',
      priority: null,
      team: null,
      channel: null,
      tags: null,
      created_at: h(0),
      updated_at: null,
      first_reply_at: null,
      ...ticket,
    },
    spans: spans.map(([from, to]) => ({ from_at: h(from), to_at: to === null ? null : h(to) })),
    replies: replies.map(([by, at, more]) => ({ by, at: h(at), is_public: true, waited_seconds: null, ...more })),
    pauses: pauses.map(([from, to]) => ({ from: h(from), to: to === null ? null : h(to) })),
    stoppedBefore: stoppedBefore === undefined ? null : h(stoppedBefore),
  };
}
