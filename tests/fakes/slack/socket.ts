import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { answering } from './faults.ts';
import type { LocalSlack } from './server.ts';
import { startWebSocketServer } from '../../helpers/websocket-server.ts';

const acknowledgement = z.object({ envelope_id: z.string() });
const hello = { type: 'hello', num_connections: 1, connection_info: { app_id: 'A0LOCAL' } };

/** Slack's side of Socket Mode: what `apps.connections.open` of the local Slack leads to. */
export async function startSocketMode(slack: LocalSlack) {
  const acknowledged = new Set<string>();
  const server = await startWebSocketServer({
    onConnection: (connection) => connection.send(JSON.stringify(hello)),
    onMessage: (text) => acknowledged.add(acknowledgement.parse(JSON.parse(text)).envelope_id),
  });
  const welcome = answering(() => ({ ok: true, url: server.url }));
  slack.extend('apps.connections.open', welcome);

  return {
    appToken: 'xapp-local',

    /** The answer of apps.connections.open that leads here. */
    welcome,

    connections: (): number => server.connections().length,

    /**
     * Sends an envelope on the newest connection.
     * @returns whether it has been acknowledged by now
     */
    deliver(type: 'slash_commands' | 'events_api' | 'interactive', payload: object): () => boolean {
      const connection = server.connections().at(-1);
      if (connection === undefined) throw new Error('nobody is connected');
      const id = randomUUID();
      connection.send(
        JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
      );
      return () => acknowledged.has(id);
    },

    /** Ends the connections as a network does: without a word. */
    cut(): void {
      for (const connection of server.connections()) connection.cut();
    },

    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
