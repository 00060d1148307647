import { z } from 'zod';
import type { Address, Card } from '../../chat.ts';
import type { Reader, Store, Transaction } from '../store.ts';

/** Seconds after which a message that was being sent, or may have been, is looked into. */
export const recoveryAfter = 30;

const states = ['PLANNED', 'SENDING', 'RETRY_AT', 'UNCERTAIN', 'SENT', 'GAVE_UP'] as const;

const json = z.string().transform((text): unknown => JSON.parse(text));

const message = z.object({
  key: z.string(),
  kind: z.string(),
  platform: z.string(),
  conversation: z.string(),
  thread: z.string().nullable(),
  // Written by planMessages or claimMessage, from a Card.
  card: json.transform((card) => card as Card),
  subject: json.nullable(),
  planned_at: z.number(),
  expires_at: z.number().nullable(),
  state: z.enum(states),
  attempt: z.number(),
  started_at: z.number().nullable(),
  retry_at: z.number().nullable(),
  sent_at: z.number().nullable(),
  message: z.string().nullable(),
  error: z.string().nullable(),
  is_resent: z.boolean(),
});

/**
 * A promised message. PLANNED: nothing was tried since. SENDING: an attempt began at `started_at`. RETRY_AT: it was not
 * posted, for certain. UNCERTAIN: it may have been posted. SENT and GAVE_UP are final. Instants are epoch seconds.
 */
export type Message = z.output<typeof message>;

/** What is promised: a card to one target. A key is planned once; planning it again changes nothing. */
export interface Promised {
  readonly key: string;
  readonly kind: string;
  readonly to: Address;
  readonly card: Card;
  /** What the message is about, for its kind to look at again before sending. */
  readonly subject?: unknown;
  /** Epoch seconds from which the message is of no use any more. */
  readonly expiresAt?: number | undefined;
}

export async function planMessages(tx: Transaction, messages: readonly Promised[], now: number): Promise<void> {
  for (const { key, kind, to, card, subject, expiresAt } of messages) {
    await tx.run(
      `INSERT INTO outbox (key, kind, platform, conversation, thread, card, subject, planned_at, expires_at, state, attempt, is_resent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PLANNED', 0, FALSE) ON CONFLICT DO NOTHING`,
      [
        key,
        kind,
        to.platform,
        to.conversation,
        to.thread ?? null,
        JSON.stringify(card),
        subject === undefined ? null : JSON.stringify(subject),
        now,
        expiresAt ?? null,
      ],
    );
  }
}

export async function findMessage(store: Reader, key: string): Promise<Message | undefined> {
  const rows = await store.query('SELECT * FROM outbox WHERE key = $1', [key], message);
  return rows[0];
}

/** Every message ever promised that the store still has, oldest first. */
export async function listMessages(store: Reader): Promise<Message[]> {
  return await store.query('SELECT * FROM outbox ORDER BY planned_at, key', [], message);
}

/** Keys of the messages something can be done about at `now`, oldest first. */
export async function listDueMessages(store: Reader, now: number): Promise<string[]> {
  const rows = await store.query(
    `SELECT key FROM outbox
     WHERE state = 'PLANNED' OR (state = 'RETRY_AT' AND retry_at <= $1)
        OR (state IN ('SENDING', 'UNCERTAIN') AND started_at <= $2)
     ORDER BY planned_at, key`,
    [now, now - recoveryAfter],
    z.object({ key: z.string() }),
  );
  return rows.map(({ key }) => key);
}

/**
 * Begin an attempt with the card it will carry, provided that nobody else did since the message was read.
 * @returns the message as it is now, or undefined when somebody else was first
 */
export async function claimMessage(
  store: Store,
  { key, state, attempt }: Message,
  { card, now }: { card: Card; now: number },
): Promise<Message | undefined> {
  return await store.transaction(async (tx) => {
    const changed = await tx.run(
      `UPDATE outbox SET state = 'SENDING', attempt = attempt + 1, started_at = $4, card = $5, retry_at = NULL
       WHERE key = $1 AND state = $2 AND attempt = $3`,
      [key, state, attempt, now, JSON.stringify(card)],
    );
    return changed === 1 ? await findMessage(tx, key) : undefined;
  });
}

/** The attempt ended well. Holds even when somebody, not knowing, moved the message on: a message that was posted is sent. */
export async function markSent(
  store: Store,
  { key, attempt }: Message,
  { id, now }: { id: string; now: number },
): Promise<void> {
  await store.transaction((tx) =>
    tx.run(
      `UPDATE outbox SET state = 'SENT', sent_at = $3, message = $4, error = NULL, retry_at = NULL
       WHERE key = $1 AND attempt = $2 AND state <> 'SENT'`,
      [key, attempt, now, id],
    ),
  );
}

export type Move =
  | { readonly state: 'PLANNED'; readonly isResent: boolean }
  | { readonly state: 'RETRY_AT'; readonly retryAt: number; readonly error: string }
  | { readonly state: 'UNCERTAIN'; readonly error: string }
  | { readonly state: 'GAVE_UP'; readonly error: string };

/**
 * Move a message on, provided that nobody else did since it was read.
 * @returns whether it was moved
 */
export async function moveMessage(
  store: Store,
  { key, state, attempt, is_resent }: Message,
  to: Move,
): Promise<boolean> {
  const changed = await store.transaction((tx) =>
    tx.run(
      `UPDATE outbox SET state = $4, retry_at = $5, error = $6, is_resent = $7
       WHERE key = $1 AND state = $2 AND attempt = $3`,
      [
        key,
        state,
        attempt,
        to.state,
        to.state === 'RETRY_AT' ? to.retryAt : null,
        to.state === 'PLANNED' ? null : to.error,
        to.state === 'PLANNED' ? to.isResent : is_resent,
      ],
    ),
  );
  return changed === 1;
}

/** Forget messages that ended before an instant (epoch seconds). */
export async function pruneMessages(store: Store, before: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.run(`DELETE FROM outbox WHERE state IN ('SENT', 'GAVE_UP') AND planned_at < $1`, [before]);
  });
}
