import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a database, to be cut. */
export interface Line extends AsyncDisposable {
  /** The database at the other end of it. */
  readonly url: string;
  /** Cut every connection, and take no other until {@link mend}. */
  cut(): void;
  mend(): void;
  /** Cut a connection, once, when it carries this text: before the server has it, or when the server has answered it. */
  cutAt(text: string, when: 'before' | 'after'): void;
}

export async function openLine(url: string): Promise<Line> {
  const far = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  let trap: { text: string; when: 'before' | 'after' } | undefined;

  function carry(near: Socket): void {
    if (isCut) return void near.destroy();
    const far = connect(target);
    let isAnswerLost = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (chunk) => {
      const due = trap !== undefined && chunk.includes(trap.text) ? trap : undefined;
      if (due) trap = undefined;
      if (due?.when === 'before') return void near.destroy();
      isAnswerLost ||= due !== undefined;
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (isAnswerLost) near.destroy();
      else near.write(chunk);
    });
  }

  const target = { host: far.hostname, port: Number(far.port || 5432) };
  const server = createServer(carry).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  far.hostname = '127.0.0.1';
  far.port = String(address.port);

  function cut(): void {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }

  return {
    url: far.href,
    cut,
    mend: () => (isCut = false),
    cutAt: (text, when) => (trap = { text, when }),
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
