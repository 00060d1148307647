import type { Express } from 'express';

import type { Chat, Check } from '../../../chat.ts';
import { UpstreamError, UserError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { openDispatcher, type Dispatcher } from './dispatcher.ts';
import { openHttp } from './http.ts';
import { locatePerson, openPeople } from './people.ts';
import { findMessage, openPost } from './post.ts';
import { receiveQuestions } from './receive.ts';
import { renderSlack } from './render.ts';
import type { SlackSettings } from './settings.ts';
import { openSocket } from './socket.ts';
import type { Transport } from './transport.ts';
import { openWebApi, webApiOptions, type CallSlack } from './web-api.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** Milliseconds that answers under way get to finish. */
const grace = 8_000;

/**
 * The bot in a Slack workspace. With an app token it receives over Socket Mode; otherwise it serves `/slack/events` on
 * `web`, which must have no body parser of its own before that and answers 503 there until the start.
 * @throws UserError for settings that leave no way to receive
 */
export function openSlack(settings: SlackSettings, { web, log }: { web: Express; log: Log }): Chat {
  const call = openWebApi(settings, log);
  const post = openPost(call);
  const workspace = openWorkspace(call, { allowed: settings.workspaces ?? [], log });
  const transport = openTransport(settings, { web, log });
  let dispatcher: Dispatcher | undefined;
  return {
    platform: 'slack',
    async start(answer) {
      const opened = openDispatcher({ findPerson: openPeople(call, workspace), workspace, answer, log });
      dispatcher = opened;
      receiveQuestions(transport.receiver, { post, log, ask: (interaction) => opened.ask(interaction) });
      void reportToken(workspace, log);
      await transport.start();
    },
    send: (to, card, key) => post.toAll(to, renderSlack(card), key),
    find: (to, key, since) => findMessage(call, { to, key, since }),
    locate: (email) => locatePerson(call, email),
    hasOutsiders: ({ conversation }) => workspace.hasOutsiders(conversation),
    check: () => checkToken(call),
    async [Symbol.asyncDispose]() {
      await transport.stop();
      await dispatcher?.settle(grace);
    },
  };
}

function openTransport(settings: SlackSettings, { web, log }: { web: Express; log: Log }): Transport {
  const { appToken, signingSecret } = settings;
  if (appToken !== undefined) return openSocket(appToken, { clientOptions: webApiOptions(settings, log), log });
  if (signingSecret !== undefined) return openHttp(signingSecret, { web, log });
  throw new UserError('slack-settings', 'Slack needs a signing secret (HTTP) or an app-level token (Socket Mode).');
}

async function checkToken(call: CallSlack): Promise<Check[]> {
  try {
    const { user, team } = await call((client) => client.auth.test());
    return [{ name: 'bot token', isOk: true, detail: `accepted, as ${user ?? 'a bot'} in ${team ?? 'a workspace'}` }];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [{ name: 'bot token', isOk: false, detail: error.message }];
  }
}

/** A token that is refused is told at the start, not at the first question; Slack being away is no reason not to start. */
async function reportToken(workspace: Workspace, log: Log): Promise<void> {
  try {
    await workspace.isOurs([]);
  } catch (err) {
    log.error({ err }, 'slack bot token not confirmed');
  }
}
