import { z } from 'zod';
import { ratings } from './surveys.ts';
import { users } from './users.ts';

/** Version 1, before SLA clocks were read. They come with the tickets, which are therefore read once more from the beginning. */
export const earlierCursor = z
  .strictObject({
    version: z.literal(1),
    users: users.cursor,
    tickets: z.strictObject({ after: z.string().nullable() }),
    ratings: ratings.cursor,
  })
  .transform(({ users, ratings }) => ({ version: 2, users, ratings }));
