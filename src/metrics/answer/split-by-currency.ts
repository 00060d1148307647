import type { Figure } from '../figure/figure.ts';
import type { Question } from './question.ts';

const mostDimensions = 2;

/** Amounts in several currencies are never summed: the answer is told by currency instead. */
export function splitByCurrency(
  question: Question,
  { currencies = [] }: Figure,
): { question: Question; notes: string[] } {
  if (currencies.length < 2) return { question, notes: [] };
  const names = currencies.map((currency) => currency ?? 'an unknown one').toSorted();
  const said = `The orders are in several currencies, which are not summed: ${names.join(', ')}.`;
  if (question.by.includes('currency')) return { question, notes: [said] };
  if (question.by.length === mostDimensions) {
    return { question, notes: [`${said} Split by currency or filter on one.`] };
  }
  return { question: { ...question, by: [...question.by, 'currency'] }, notes: [said] };
}
