import type { Card } from '../../chat.ts';

/** What to do with a message just before it is sent: send this card, see again at an instant (epoch seconds), or give it up. */
export type Fresh = { readonly card: Card } | { readonly later: number } | { readonly dropped: string };
