import { pino, type Logger } from 'pino';
import { openSurveymonkey } from '../../../src/adapters/helpdesk/surveymonkey/index.ts';
import type { Question, SurveymonkeySettings } from '../../../src/adapters/helpdesk/surveymonkey/settings.ts';
import type { Helpdesk } from '../../../src/helpdesk.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { storyBegins, type StoryEvent } from '../../helpers/story.ts';
import type { ToldDesk } from '../../helpers/story-told.ts';
import { answers, design, startSurveymonkey, type FakeSurveymonkey, type SurveymonkeyOptions } from './server.ts';
import { openVirtualClock, type VirtualClock } from '../../helpers/virtual-clock.ts';

/** A SurveyMonkey account, the clock that it and its readers share, and readers of it. */
export interface SurveymonkeyDesk extends DeskUnderTest {
  readonly server: FakeSurveymonkey;
  readonly clock: VirtualClock;
  open(log?: Logger): Helpdesk;
}

interface Options extends DeskOptions, Omit<SurveymonkeyOptions, 'now'> {
  readonly questions?: readonly Partial<Question>[];
}

/** Stars, from one to five; and the likelihood to recommend, whose weights say no more than who promotes. */
export const stars = design(
  '50',
  [1, 2, 3, 4, 5].map((weight) => ({ weight })),
);
export const likelihood = design(
  '70',
  Array.from({ length: 11 }, (_, score) => ({ text: String(score), weight: score >= 9 ? 100 : score >= 7 ? 0 : -100 })),
);

const csat = { survey: '5', question: '50', kind: 'csat' as const, reversed: false, comment: '900' };
const nps = { survey: '7', question: '70', kind: 'nps' as const, reversed: false };

export async function startSurveymonkeyDesk({
  ahead = 0,
  questions = [csat, nps],
  ...options
}: Options = {}): Promise<SurveymonkeyDesk> {
  const clock = openVirtualClock('2026-03-02T09:00:00Z');
  const server = await startSurveymonkey({ now: () => clock.now() - ahead, ...options });
  server.surveys.set('5', stars).set('7', likelihood);
  const second = () => Math.floor((clock.now() - ahead) / 1000);
  const settings: SurveymonkeySettings = {
    ...server.settings,
    questions: questions.map((question) => ({ ...csat, ...question })),
  };
  return {
    server,
    clock,
    open: (log = pino({ level: 'silent' })) => openSurveymonkey({ ...settings, token: server.token }, { log, clock }),
    fill() {
      for (const n of [1, 2, 3, 4, 5]) {
        const at = second() - 300 + n;
        const custom_variables = { ticket_id: `${n}`, agent: '11' };
        server.save(
          { id: `5${n}`, survey_id: '5', pages: answers('50', n, 'What people wrote'), custom_variables },
          at,
        );
        server.save({ id: `7${n}`, survey_id: '7', pages: answers('70', n + 5) }, at);
      }
    },
    change() {
      server.save({ id: '52', survey_id: '5', pages: answers('50', 5) }, second());
      server.save({ id: '78', survey_id: '7', pages: answers('70', 11) }, second());
      return { changed: ['surveys', '52/50'], added: ['surveys', '78/70'] };
    },
    spoil() {
      server.save({ id: '91', survey_id: '5', pages: undefined }, second() - 200);
      server.save({ id: '92', survey_id: '5', collection_mode: 7 }, second() - 200);
      return ['response 91', 'response 92'];
    },
    expire() {
      server.token = 'the next access token of acme';
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** An account that can be told the story: after a ticket, customers give it one star or five. */
export async function startToldSurveymonkey(): Promise<ToldDesk> {
  const clock = openVirtualClock(storyBegins);
  const server = await startSurveymonkey({ now: clock.now });
  server.surveys.set('5', stars);
  const teams = new Map<string, string>();
  const settings = { ...server.settings, questions: [csat] };
  return {
    clock,
    tell(event: StoryEvent) {
      if (event.what === 'agent') teams.set(event.id, event.team);
      if (event.what !== 'rated') return;
      const { ticket, agent, customer, score, comment, at } = event;
      const custom_variables = { ticket_id: ticket, agent, customer, team: teams.get(agent) ?? '' };
      const pages = answers('50', score === 'good' ? 5 : 1, comment);
      server.save({ id: `r${ticket}`, survey_id: '5', custom_variables, pages }, at);
    },
    open: () => openSurveymonkey(settings, { log: pino({ level: 'silent' }), clock }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
