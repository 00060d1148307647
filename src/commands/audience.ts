import type { Address, Request } from '../chat.ts';

/** Who reads the answer along. */
export interface Audience {
  /** True when all of a channel see it, false when only the asker does. */
  readonly isPublic: boolean;
  /** The channel may see figures about named agents: it is allowed to, and only one's own people read along. */
  readonly isAllowed: boolean;
}

/** Answers are private unless made public; in a direct conversation there is nobody else. */
export async function audienceOf(
  { place, isDirect, hasOutsiders }: Pick<Request, 'place' | 'isDirect' | 'hasOutsiders'>,
  { requested, allowed }: { requested: 'public' | 'private' | undefined; allowed: readonly Address[] },
): Promise<Audience> {
  const isListed = allowed.some(
    ({ platform, conversation }) => platform === place.platform && conversation === place.conversation,
  );
  return {
    isPublic: requested === 'public' && !isDirect,
    isAllowed: !isDirect && isListed && !((await hasOutsiders?.()) ?? false),
  };
}
