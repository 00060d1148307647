import { EventEmitter } from 'node:events';
import { openSession, type Session } from './session.ts';

/** A PGlite in the shape of a `pg.Pool`, whose clients all share one session. */
export type Pool = Awaited<ReturnType<typeof openPool>>;

/**
 * Open the database in a folder, creating it when missing.
 * @throws when the database does not open
 */
export async function openPool(folder: string) {
  // Every queue and worker of BullMQ listens to the one pool.
  const events = new EventEmitter().setMaxListeners(0);
  const session = await openSession(folder, (notification) => events.emit('notification', notification));
  return Object.assign(events, session, { connect: () => Promise.resolve(openClient(session, events)) });
}

/** A client with listeners of its own; they all hear what the one session hears. */
function openClient({ query }: Pick<Session, 'query'>, session: EventEmitter) {
  const client = new EventEmitter();
  const hear = (notification: unknown) => client.emit('notification', notification);
  session.on('notification', hear);
  return Object.assign(client, {
    query,
    release() {
      session.off('notification', hear);
    },
  });
}
