import { helpTopics, listed, type Command } from '../reading.ts';
import { keyAt } from './durations.ts';
import { commandWords } from './fixed-words.ts';
import type { Lexicon } from './lexicon.ts';
import { nearestMetrics } from './nearest.ts';
import { fold } from './normalise.ts';
import { said, stuck, type Grammar, type Outcome } from './outcome.ts';
import { notAvailable } from './parts.ts';
import { longest } from './phrases.ts';
import { plannedCommands } from './planned.ts';
import { wordOf, type Word } from './words.ts';

/** Sentences whose first word is a command that takes a topic, not a question's parts; undefined for any other. */
export function readTold(words: readonly Word[], grammar: Grammar): Outcome | undefined {
  const first = keyAt(words, 0);
  if (plannedCommands.includes(first)) return stuck('not-available', notAvailable(first).message);
  const rest = words.slice(1);
  if (first === 'help') return readHelp(rest, grammar);
  if (first === 'list') return readList(rest);
  if (first === 'status') return readStatus(rest);
  return first === 'explain' ? readExplain(rest, grammar) : undefined;
}

function readHelp(rest: readonly Word[], { vocabulary, lexicon }: Grammar): Outcome {
  if (rest.length === 0) return told({ kind: 'command', name: 'help', corrections: [] });
  const metric = longest(lexicon.metrics, rest, 0);
  const key = fold(said(rest));
  const named = [...helpTopics, ...vocabulary.commands].find((name) =>
    [fold(name), fold(name).replace(/s$/, '')].includes(key),
  );
  const topic = named ?? (metric?.next === rest.length ? metric.meaning : undefined);
  if (topic !== undefined) return told({ kind: 'command', name: 'help', topic, corrections: [] });
  return stuck('not-understood', `There is no help on “${said(rest)}”.`, {
    alternatives: () => [{ label: 'help', words: [wordOf('help')] }],
    unknown: rest.map((_, index) => index + 1),
  });
}

function readList(rest: readonly Word[]): Outcome {
  const what = listed.find((what) => rest.length === 1 && `${keyAt(rest, 0)}s`.startsWith(what));
  if (what !== undefined) return told({ kind: 'command', name: 'list', what, corrections: [] });
  const alternatives = () => listed.map((what) => ({ label: what, words: [wordOf('list'), wordOf(what)] }));
  if (rest.length === 0) return stuck('ask', 'What shall I list?', { alternatives });
  return stuck('not-understood', `I can list ${listed.join(', ')}, but not “${said(rest)}”.`, {
    alternatives,
    unknown: rest.map((_, index) => index + 1),
  });
}

function readStatus(rest: readonly Word[]): Outcome {
  if (rest.length === 0) return told({ kind: 'command', name: 'status', corrections: [] });
  return stuck('not-understood', `“status” stands alone, without “${said(rest)}”: it tells of all desks.`, {
    alternatives: () => [{ label: 'status', words: [wordOf('status')] }],
    unknown: rest.map((_, index) => index + 1),
  });
}

function readExplain(rest: readonly Word[], { lexicon }: Grammar): Outcome {
  if (commandWords.risk.some((name) => fold(name) === fold(said(rest)))) {
    return told({ kind: 'command', name: 'explain', metric: 'churn-risk', corrections: [] });
  }
  const metric = longest(lexicon.metrics, rest, 0);
  if (metric !== undefined && metric.next === rest.length) {
    return told({ kind: 'command', name: 'explain', metric: metric.meaning, corrections: [] });
  }
  const alternatives = () =>
    metricsToExplain(rest, lexicon).map((id) => ({ label: id, words: [wordOf('explain'), wordOf(id)] }));
  if (rest.length === 0) return stuck('ask', 'Which metric shall I explain?', { alternatives });
  if (metric !== undefined) {
    const alternative = { label: metric.meaning, words: [wordOf('explain'), wordOf(metric.meaning)] };
    return stuck('not-understood', `“explain” takes a metric alone, not “${said(rest.slice(metric.next))}”.`, {
      alternatives: () => [alternative],
    });
  }
  return stuck('unknown-metric', `I know no metric “${said(rest)}”. “list metrics” names those there are.`, {
    alternatives,
    unknown: rest.map((_, index) => index + 1),
  });
}

/** All of them where none was named. */
function metricsToExplain(rest: readonly Word[], lexicon: Lexicon): string[] {
  return rest.length === 0 ? [...lexicon.metricNames.keys()] : nearestMetrics(said(rest), lexicon);
}

function told(reading: Command): Outcome {
  return { kind: 'read', reading };
}
