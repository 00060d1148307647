import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import type { AdaptiveCard } from '../../../src/adapters/chat/teams/adaptive-card.ts';

// The package's ES modules name their files without an extension, which Node does not load.
const { AdaptiveCard: Parser, SerializationContext } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof AdaptiveCards;

/** What the reference renderer has to say about a card; charts are Teams' own and known by their fallback. */
export function complaints(card: AdaptiveCard): readonly string[] {
  const context = new SerializationContext();
  new Parser().parse(JSON.parse(JSON.stringify(card)), context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message).filter(
    (message) => !message.startsWith('Unknown element type "Chart.'),
  );
}

export function bytes(card: AdaptiveCard): number {
  return Buffer.byteLength(JSON.stringify(card));
}

/** Every text that a client shows, in order. */
export function texts(element: unknown): readonly string[] {
  if (Array.isArray(element)) return element.flatMap((item) => texts(item));
  if (typeof element !== 'object' || element === null) return [];
  if ('type' in element && element.type === 'TextRun' && 'text' in element) return [String(element.text)];
  return Object.values(element).flatMap((part) => texts(part));
}
