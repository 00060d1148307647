import type { Address } from '../../../chat.ts';
import { isRefusal } from './refusal.ts';
import type { CallSlack } from './web-api.ts';

/**
 * Opens the direct conversation with the person of an e-mail address.
 * @returns undefined when the workspace does not know the address
 * @throws UpstreamError
 */
export async function locatePerson(call: CallSlack, email: string): Promise<Address | undefined> {
  const user = await idOf(call, email);
  if (user === undefined) return undefined;
  const { channel } = await call((client) => client.conversations.open({ users: user }));
  return channel?.id === undefined ? undefined : { platform: 'slack', conversation: channel.id };
}

async function idOf(call: CallSlack, email: string): Promise<string | undefined> {
  try {
    const { user } = await call((client) => client.users.lookupByEmail({ email }));
    return user?.deleted === true ? undefined : user?.id;
  } catch (error) {
    if (isRefusal(error, 'users_not_found')) return undefined;
    throw error;
  }
}
