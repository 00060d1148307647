import { z } from 'zod';
import { type Call, type Clock, text } from '../kit/index.ts';
import type { Api } from './api.ts';
import { openNames, type Names } from './names.ts';

/** What everything of one workspace is read with. */
export interface Workspace {
  readonly api: Api;
  readonly clock: Clock;
  /** Where people work with it, scheme and host. */
  readonly app: string;
}

/** What the streams share, learned anew for each pull. */
export interface Context {
  readonly api: Api;
  readonly names: Names;
  readonly clock: Clock;
  /** Where people read a conversation, up to its id. */
  readonly inbox: string | null;
  readonly signal: AbortSignal;
}

const me = z.object({ name: text, app: z.object({ id_code: text }).nullish() });

/** Whose token this is, and the workspace's id, which the inbox's addresses hold. */
export async function askMe(api: Api, call: Call) {
  const { body, headers } = await api.get('me', me, call);
  return { name: body.name, workspace: body.app?.id_code ?? null, headers };
}

export async function openContext({ api, clock, app }: Workspace, signal: AbortSignal): Promise<Context> {
  const { workspace } = await askMe(api, { signal });
  const inbox = workspace === null ? null : `${app}/a/inbox/${workspace}/inbox/conversation/`;
  return { api, names: await openNames(api, { signal }), clock, inbox, signal };
}
