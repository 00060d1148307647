import type { Express } from 'express';

import type { Chat, Check } from '../../../chat.ts';
import { UpstreamError, UserError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { findMessage } from './find.ts';
import { openHttp } from './http.ts';
import { openInbox, type Inbox } from './inbox.ts';
import type { Line } from './line.ts';
import { locatePerson } from './locate.ts';
import { openPeople } from './people.ts';
import { openPost } from './post.ts';
import { receiveQuestions } from './receive.ts';
import { renderSlack } from './render.ts';
import type { SlackSettings } from './settings.ts';
import { openSocket } from './socket.ts';
import { openWebApi, webApiOptions, type CallSlack } from './web-api.ts';

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
  const line = openLine(settings, { web, log });
  let inbox: Inbox | undefined;
  return {
    platform: 'slack',
    async start(answer) {
      const opened = openInbox({ findPerson: openPeople(call, log), answer, log });
      inbox = opened;
      receiveQuestions(line.receiver, { post, log, ask: (asked) => opened.ask(asked) });
      void reportToken(call, log);
      await line.start();
    },
    send: (to, card, key) => post.toAll(to, renderSlack(card), key),
    find: (to, key, since) => findMessage(call, { to, key, since }),
    locate: (email) => locatePerson(call, email),
    check: () => checkToken(call),
    async [Symbol.asyncDispose]() {
      await line.stop();
      await inbox?.settle(grace);
    },
  };
}

function openLine(settings: SlackSettings, { web, log }: { web: Express; log: Log }): Line {
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
async function reportToken(call: CallSlack, log: Log): Promise<void> {
  try {
    await call((client) => client.auth.test());
  } catch (err) {
    log.error({ err }, 'slack bot token not confirmed');
  }
}
