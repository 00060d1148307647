import type { Address, Request } from '../chat.ts';

/** Who reads the answer along. */
export interface Audience {
  /** True when all of a channel see it, false when only the asker does. */
  readonly isPublic: boolean;
  /** The channel may see figures about named agents. */
  readonly isAllowed: boolean;
}

/** Answers are private unless made public; in a direct conversation there is nobody else. */
export function audienceOf(
  { place, isDirect }: Pick<Request, 'place' | 'isDirect'>,
  { wish, allowed }: { wish: 'public' | 'private' | undefined; allowed: readonly Address[] },
): Audience {
  return {
    isPublic: wish === 'public' && !isDirect,
    isAllowed:
      !isDirect &&
      allowed.some(({ platform, conversation }) => platform === place.platform && conversation === place.conversation),
  };
}
