import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Memory } from '../../../chat.ts';

const conversation = z.object({
  /** Without a thread. */
  id: z.string(),
  serviceUrl: z.string(),
  tenant: z.string().optional(),
  /** The bot's own id there. */
  bot: z.string(),
  isPersonal: z.boolean(),
  /** Teams told us that nothing can be posted there until the app is added again. */
  isStopped: z.boolean(),
});

const contact = z.object({
  /** Teams' id of the person for this bot, `29:…`. */
  id: z.string(),
  tenant: z.string(),
  aadObjectId: z.string(),
  /** Their own tenant, which in a shared channel may be another; not kept by older versions. */
  home: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  /** The personal conversation, once there is one. */
  conversation: z.string().optional(),
});

const whom = contact.pick({ tenant: true, aadObjectId: true });

export type Conversation = Readonly<z.output<typeof conversation>>;
export type Contact = Readonly<z.output<typeof contact>>;
type Whom = Readonly<z.output<typeof whom>>;

/** The conversations and people the bot has met, kept between runs. What cannot be read any more counts as unknown. */
export interface AddressBook {
  conversation(id: string): Promise<Conversation | undefined>;
  remember(conversation: Conversation): Promise<void>;
  forget(id: string): Promise<void>;
  contact(whom: Whom): Promise<Contact | undefined>;
  /** @param email in any case */
  contactByEmail(email: string): Promise<Contact | undefined>;
  meet(contact: Contact): Promise<void>;
}

export function openAddressBook(memory: Memory): AddressBook {
  async function read<T>(shape: z.ZodType<T>, key: string): Promise<T | undefined> {
    const found = shape.safeParse(await memory.get(key));
    return found.success ? found.data : undefined;
  }

  async function write(key: string, value: unknown): Promise<void> {
    if (!isDeepStrictEqual(await memory.get(key), value)) await memory.set(key, value);
  }

  async function readContact({ tenant, aadObjectId }: Whom): Promise<Contact | undefined> {
    return read(contact, contactKey({ tenant, aadObjectId }));
  }

  return {
    async conversation(id) {
      return read(conversation, conversationKey(id));
    },
    async remember(met) {
      await write(conversationKey(met.id), conversation.parse(met));
    },
    async forget(id) {
      await write(conversationKey(id), null);
    },
    contact: readContact,
    async contactByEmail(email) {
      const found = await read(whom, emailKey(email));
      return found && readContact(found);
    },
    async meet(met) {
      await write(contactKey(met), contact.parse(met));
      if (met.email) await write(emailKey(met.email), whom.parse(met));
    },
  };
}

function conversationKey(id: string): string {
  return `teams/conversation/${id}`;
}

function contactKey({ tenant, aadObjectId }: Whom): string {
  return `teams/contact/${tenant}/${aadObjectId}`;
}

function emailKey(email: string): string {
  return `teams/email/${email.toLowerCase()}`;
}
