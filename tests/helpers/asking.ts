import { pino } from 'pino';
import type { Address, Block, Person } from '../../src/chat.ts';
import { answer, type Answered } from '../../src/commands/answer.ts';
import type { Tools } from '../../src/commands/command.ts';
import type { Reader } from '../../src/store/store.ts';

interface Asking {
  /** The owner unless told otherwise. */
  readonly as?: string;
  /** Where it is typed; a direct conversation unless told otherwise. */
  readonly in?: Address;
  readonly timezone?: string;
  readonly tools?: Partial<Tools>;
}

/** Ask as chats do, with the settings of a small team, at an instant of the test's choice. */
export function openAsking(store: Reader, { now, ...settings }: { now: number } & Partial<Omit<Tools, 'now'>>) {
  const tools: Tools = {
    store,
    people: [],
    individuals: 'on',
    allowed: [],
    goals: {},
    timezone: 'Europe/Athens',
    weekStart: 'monday',
    log: pino({ level: 'silent' }),
    ...settings,
    now: () => now,
  };
  return async (text: string, asking: Asking = {}): Promise<Answered> => {
    const { as, in: place, timezone, tools: more } = asking;
    const person: Person = as === undefined ? { id: 'owner', isOwner: true } : { id: as, email: as };
    return await answer(
      {
        id: '1',
        place: place ?? { platform: 'slack', conversation: 'D1' },
        isDirect: place === undefined,
        from: timezone === undefined ? person : { ...person, timezone },
        text,
      },
      { ...tools, ...more },
    );
  };
}

/** All words of a card, for looking something up in them. */
export function wordsOf({ card }: Answered): string {
  return JSON.stringify(card);
}

export function blockOf<Type extends Block['type']>({ card }: Answered, type: Type): Extract<Block, { type: Type }> {
  const block = card.blocks.find((candidate) => candidate.type === type);
  if (block?.type !== type) throw new Error(`the card has no ${type}: ${JSON.stringify(card)}`);
  return block as Extract<Block, { type: Type }>;
}
