import type { SlackBlock } from './block.ts';
import { plainText } from './text.ts';

const mostBlocks = 50;
/** Slack refuses a message whose blocks are longer than about 13,000 characters of JSON (`msg_blocks_too_long`). */
const mostCharacters = 12_000;

/** The blocks of one part of a card, which are shown together or not at all. */
export interface Part {
  readonly blocks: readonly SlackBlock[];
  /** Placed before the others are: the small print and the buttons of a message that is too long. */
  readonly isEssential: boolean;
}

/** The first items that together take at most `limit` characters of JSON. */
export function takeWithin<T>(items: readonly T[], limit: number): T[] {
  const kept: T[] = [];
  let used = 0;
  for (const item of items) {
    used += JSON.stringify(item).length;
    if (used > limit) break;
    kept.push(item);
  }
  return kept;
}

/** The parts in their order, as far as one message holds them, with a line where something had to be left out. */
export function fitParts(parts: readonly Part[]): SlackBlock[] {
  const kept = new Set<Part>();
  const reserve = noticeOf(parts.length);
  let blocks = reserve.length;
  let characters = sizeOf(reserve);
  for (const part of [...parts.filter((part) => part.isEssential), ...parts.filter((part) => !part.isEssential)]) {
    const size = sizeOf(part.blocks);
    if (blocks + part.blocks.length > mostBlocks || characters + size > mostCharacters) continue;
    kept.add(part);
    blocks += part.blocks.length;
    characters += size;
  }
  const missing = parts.length - kept.size;
  const firstMissing = parts.findIndex((part) => !kept.has(part));
  return parts.flatMap((part, index) => {
    if (kept.has(part)) return [...part.blocks];
    return index === firstMissing ? noticeOf(missing) : [];
  });
}

function noticeOf(missing: number): SlackBlock[] {
  const line = `… ${missing} more ${missing === 1 ? 'part does' : 'parts do'} not fit into one Slack message and ${missing === 1 ? 'is' : 'are'} left out.`;
  return [{ type: 'context', elements: [plainText(line)] }];
}

function sizeOf(blocks: readonly SlackBlock[]): number {
  return JSON.stringify(blocks).length;
}
