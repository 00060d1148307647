import { createHmac, randomUUID } from 'node:crypto';

import type { LocalSlack } from './server.ts';

/** Who asks where. */
export interface Asker {
  readonly user: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  /** The workspace they write from, when it is not the bot's. */
  readonly team?: string;
}

/** What a test may bend in a request; everything else is as Slack sends it. */
export interface Bending {
  /** Seconds added to the clock the request is signed with. */
  readonly skew?: number;
  readonly secret?: string;
  /** The event_id or trigger_id, to deliver one thing twice. */
  readonly id?: string;
  readonly contentType?: string;
  /** Of an event: whether its channel is shared with other organisations. */
  readonly isShared?: boolean;
}

/** Slack's side of HTTP: signed requests to a bot at `url`, as Slack documents them. */
export function openSlackClient(slack: LocalSlack, url: string) {
  async function send(
    body: string,
    { skew = 0, secret = slack.signingSecret, contentType }: Bending,
  ): Promise<Response> {
    const timestamp = String(Math.floor(Date.now() / 1_000) + skew);
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return fetch(new URL('/slack/events', url), {
      method: 'POST',
      headers: {
        'Content-Type': contentType ?? 'application/x-www-form-urlencoded',
        'X-Slack-Request-Timestamp': timestamp,
        'X-Slack-Signature': `v0=${signature}`,
      },
      body,
    });
  }

  function form(fields: Readonly<Record<string, string>>, bending: Bending): Promise<Response> {
    return send(new URLSearchParams(fields).toString(), bending);
  }

  function json(body: object, bending: Bending): Promise<Response> {
    return send(JSON.stringify(body), { contentType: 'application/json', ...bending });
  }

  return {
    json,

    /** `/kpi <text>` */
    command: (text: string, asker: Asker, bending: Bending = {}) =>
      form(commandBody(slack, { text, asker, id: bending.id }), bending),

    /** `@kpi <text>` in a channel or a thread. */
    mention: (text: string, asker: Asker, bending: Bending = {}) =>
      json(
        eventBody(slack, {
          event: { type: 'app_mention', text: `<@${slack.botUser}> ${text}` },
          asker,
          id: bending.id,
          isShared: bending.isShared,
        }),
        bending,
      ),

    /** A message in the direct conversation with the bot; `more` adds or replaces fields of the event. */
    message: (text: string, asker: Asker, { more = {}, ...bending }: Bending & { more?: object } = {}) =>
      json(
        eventBody(slack, { event: { type: 'message', channel_type: 'im', text, ...more }, asker, id: bending.id }),
        bending,
      ),

    /** A press of a button that carries a command. */
    press: (value: string, asker: Asker, bending: Bending = {}) =>
      form({ payload: JSON.stringify(pressBody(slack, { value, asker, id: bending.id })) }, bending),
  };
}

const home = 'T000000001';

type Occasion = { readonly asker: Asker; readonly id: string | undefined };

export function commandBody(slack: LocalSlack, { text, asker, id }: Occasion & { text: string }) {
  return {
    command: '/kpi',
    text,
    team_id: asker.team ?? home,
    team_domain: 'local',
    api_app_id: 'A0LOCAL',
    channel_id: asker.channel,
    channel_name: 'support',
    user_id: asker.user,
    user_name: 'ana',
    is_enterprise_install: 'false',
    response_url: slack.responseUrl(),
    trigger_id: id ?? randomUUID(),
  };
}

export function eventBody(
  slack: LocalSlack,
  { event, asker, id, isShared = false }: Occasion & { event: object; isShared?: boolean | undefined },
) {
  return {
    type: 'event_callback',
    team_id: home,
    is_ext_shared_channel: isShared,
    api_app_id: 'A0LOCAL',
    event_id: id ?? `Ev${randomUUID()}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{ enterprise_id: null, team_id: home, user_id: slack.botUser, is_bot: true }],
    event: {
      user: asker.user,
      team: asker.team ?? home,
      channel: asker.channel,
      ts: `${Date.now() / 1_000}`,
      ...(asker.thread === undefined ? {} : { thread_ts: asker.thread }),
      ...event,
    },
  };
}

function pressBody(slack: LocalSlack, { value, asker, id }: Occasion & { value: string }) {
  return {
    type: 'block_actions',
    team: { id: asker.team ?? home, domain: 'local' },
    user: { id: asker.user, username: 'ana', team_id: asker.team ?? home },
    api_app_id: 'A0LOCAL',
    container: {
      type: 'message',
      message_ts: '1.000001',
      channel_id: asker.channel,
      is_ephemeral: false,
      ...(asker.thread === undefined ? {} : { thread_ts: asker.thread }),
    },
    channel: { id: asker.channel, name: 'support' },
    response_url: slack.responseUrl(),
    trigger_id: id ?? randomUUID(),
    actions: [
      {
        type: 'button',
        action_id: 'kpi:1',
        block_id: 'b1',
        text: { type: 'plain_text', text: 'Again' },
        value,
        action_ts: '1.000002',
      },
    ],
  };
}
