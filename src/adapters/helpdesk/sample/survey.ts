import type { Fact } from '../../../helpdesk.ts';
import { past, type Story } from './story.ts';

type Row = Fact<'surveys'>;

/** What a survey need not be about. */
const about = { ticket: null, agent: null, team: null, channel: null, customer: null };

/** A survey with all that will ever come of it. */
export type Survey = Pick<Row, 'id' | 'kind' | 'scale_min' | 'scale_max'> &
  Partial<Pick<Row, 'ticket' | 'agent' | 'team' | 'channel' | 'customer'>> & {
    readonly sentAt: number;
    /** Null when it is never answered. */
    readonly answer: {
      readonly at: number;
      readonly score: number;
      readonly comment: string | null;
      readonly repliedAt: number | null;
    } | null;
  };

/** A survey: sent, perhaps answered, and perhaps thanked for. */
export function surveyStory({ sentAt, answer, ...survey }: Survey): Story {
  return {
    instants: [sentAt, answer?.at, answer?.repliedAt].filter((at) => typeof at === 'number'),
    tell(now) {
      const known = answer && answer.at <= now ? answer : null;
      const row: Row = {
        ...about,
        ...survey,
        sent_at: sentAt,
        answered_at: known?.at ?? null,
        score: known?.score ?? null,
        comment: known?.comment ?? null,
        replied_at: past(known?.repliedAt ?? null, now),
      };
      return { surveys: [row] };
    },
  };
}
