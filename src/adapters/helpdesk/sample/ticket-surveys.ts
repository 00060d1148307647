import type { Arrival } from './arrival.ts';
import { day, hour, minute } from './hours.ts';
import type { Step } from './life.ts';
import { surveyStory, type Survey } from './survey.ts';
import type { Story } from './story.ts';

const praise = [
  'Quick and friendly, thank you!',
  'Solved at once',
  'Great help <3',
  'All good now',
  'Very patient with me',
] as const;
const blame = [
  'Had to ask three times',
  'Took far too long',
  '"Solved" & still broken',
  'Nobody read my message',
  '=slow',
] as const;

/** Share of customers an ending leaves contented. */
function contentment({ agent, isLeaving, isComplaint }: Arrival, steps: readonly Step[]): number {
  if (isLeaving) return 0.1;
  const solved = steps.filter(({ kind }) => kind === 'solved').length;
  const answers = steps.filter(({ kind }) => kind === 'agent-reply').length;
  const share = 0.92 + agent.skill - (solved > 1 ? 0.2 : 0) - 0.03 * (answers - 1) - (isComplaint ? 0.25 : 0);
  return Math.min(0.98, Math.max(0.05, share));
}

function common({ id, team, channel, customer }: Arrival, { agent, at }: { agent: string; at: number }) {
  return { ticket: id, team: team.name, channel, customer: customer?.id ?? null, agent, sentAt: at };
}

/** What customers are asked after their ticket was solved: were they contented, and was it easy. */
export function ticketSurveys(arrival: Arrival, steps: readonly Step[]): readonly Story[] {
  const { id, random, customer, isLeaving } = arrival;
  const solved = steps.findLast(({ kind }) => kind === 'solved');
  const agent = steps.findLast((step) => step.kind === 'agent-reply')?.agent.id;
  if (!solved || !agent || !customer) return [];
  const share = contentment(arrival, steps);
  const surveys: Survey[] = [];

  function answer(sentAt: number, { score, isGood }: { score: number; isGood: boolean }): Survey['answer'] {
    const at = sentAt + Math.floor(5 * minute + Math.min(6 * day, random.wait(10 * hour)));
    const comment = random.chance(isGood ? 0.25 : 0.6) ? random.pick(isGood ? praise : blame) : null;
    const repliedAt =
      comment && random.chance(0.6) ? at + Math.floor(hour + Math.min(3 * day, random.wait(day))) : null;
    return { at, score, comment, repliedAt };
  }

  if (random.chance(0.75)) {
    const sentAt = solved.at + Math.floor(random.between(20 * minute, hour));
    const isGood = random.chance(share);
    const score = isGood ? random.pick([5, 5, 5, 4]) : random.pick([1, 2, 2, 3]);
    surveys.push({
      ...common(arrival, { agent, at: sentAt }),
      id: `csat-${id}`,
      kind: 'csat',
      scale_min: 1,
      scale_max: 5,
      answer: random.chance(isLeaving ? 0.5 : 0.32) ? answer(sentAt, { score, isGood }) : null,
    });
  }
  if (random.chance(0.15)) {
    const sentAt = solved.at + Math.floor(random.between(2 * hour, 6 * hour));
    const isGood = random.chance(share);
    const score = isGood ? random.pick([1, 2, 2, 3]) : random.pick([4, 5, 6, 7]);
    surveys.push({
      ...common(arrival, { agent, at: sentAt }),
      id: `ces-${id}`,
      kind: 'ces',
      scale_min: 1,
      scale_max: 7,
      answer: random.chance(0.3) ? answer(sentAt, { score, isGood }) : null,
    });
  }
  return surveys.map(surveyStory);
}
