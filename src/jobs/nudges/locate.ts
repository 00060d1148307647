import { DAY } from '../../calendar/units.ts';
import type { Address } from '../../chat.ts';
import { UpstreamError } from '../../errors.ts';
import type { Tools } from '../job.ts';
import type { LiveClock } from './clocks.ts';

/**
 * Where to write to an agent: the first chat that knows their e-mail address. One whom no chat knows is logged, and not
 * looked up again for a day; when a chat fails to answer, the agent is looked up again next time.
 */
export async function locateAgent(
  { desk, agent, email }: Pick<LiveClock, 'desk' | 'agent' | 'email'>,
  { chats, unlocated, now, log }: Tools,
): Promise<Address | undefined> {
  const id = `${desk}/${agent}`;
  if (now() < (unlocated.get(id) ?? 0)) return undefined;
  let isCertain = true;
  for (const chat of chats) {
    try {
      const address = await chat.locate(email);
      if (address) return address;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      isCertain = false;
      log.warn({ desk, agent, error: error.message }, 'could not look an agent up');
    }
  }
  if (isCertain) {
    unlocated.set(id, now() + DAY);
    log.warn({ desk, agent, unlocated: unlocated.size }, 'no chat knows this agent');
  }
  return undefined;
}
