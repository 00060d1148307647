import { z } from 'zod';
import type { Memory } from '../chat.ts';
import type { Store } from './store.ts';

/** What one chat platform keeps between runs. */
export function openMemory(store: Store, platform: string): Memory {
  return {
    async get(key) {
      const rows = await store.query(
        'SELECT value FROM chat_memory WHERE platform = $1 AND key = $2',
        [platform, key],
        z.object({ value: z.string() }),
      );
      return rows[0] && JSON.parse(rows[0].value);
    },
    async set(key, value) {
      await store.transaction(async (tx) => {
        await tx.run(
          `INSERT INTO chat_memory VALUES ($1, $2, $3)
           ON CONFLICT (platform, key) DO UPDATE SET value = excluded.value`,
          [platform, key, JSON.stringify(value ?? null)],
        );
      });
    },
  };
}
