import { z } from 'zod';
import { reading } from '../kit/index.ts';
import { agents } from './agents.ts';
import { views } from './articles.ts';

/** Version 1 held the articles' views beside the streams. */
export const earlierCursor = z
  .strictObject({
    version: z.literal(1),
    agents: agents.cursor,
    contacts: reading,
    conversations: reading,
    calls: reading,
    articles: reading,
    views,
  })
  .transform(({ views, articles, ...others }) => ({ ...others, version: 2, articles: { ...articles, views } }));
