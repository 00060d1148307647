import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';

/** The constant of RFC 6455 by which a server shows that it speaks the protocol. */
const protocolMark = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;

export interface WebSocketConnection {
  send(text: string): void;
  /** Ends the connection as a network does: without a word. */
  cut(): void;
}

export interface WebSocketHandlers {
  onConnection(connection: WebSocketConnection): void;
  onMessage(text: string): void;
}

/** A WebSocket server for short, unfragmented text messages, which is all Socket Mode sends. */
export async function startWebSocketServer({ onConnection, onMessage }: WebSocketHandlers) {
  const open = new Map<Duplex, WebSocketConnection>();
  const server = createServer((_, response) => response.writeHead(426).end());
  server.on('upgrade', (request, socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${protocolMark}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const connection = {
      send: (text: string) => socket.write(frame(opcodes.text, Buffer.from(text))),
      cut: () => {
        open.delete(socket);
        socket.destroy();
      },
    };
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let next = readFrame(received); next !== undefined; next = readFrame(received)) {
        received = next.rest;
        if (next.opcode === opcodes.text) onMessage(next.payload.toString());
        if (next.opcode === opcodes.ping) socket.write(frame(opcodes.pong, next.payload));
        if (next.opcode === opcodes.close) socket.end(frame(opcodes.close, next.payload));
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    open.set(socket, connection);
    onConnection(connection);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the WebSocket server has no port');

  return {
    url: `ws://127.0.0.1:${address.port}`,
    connections: (): readonly WebSocketConnection[] => [...open.values()],
    [Symbol.asyncDispose](): Promise<void> {
      for (const connection of open.values()) connection.cut();
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      return promise;
    },
  };
}

/** A whole message of the server's, which is not masked. */
function frame(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

/** The first message of a client's, which is masked, or undefined while it is not all there. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; rest: Buffer } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const head = short === 126 ? 4 : 2;
  if (short === 127) throw new Error('a message is longer than this server reads');
  if (bytes.length < head + 4) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  const end = head + 4 + length;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(head, head + 4);
  const payload = Buffer.from(bytes.subarray(head + 4, end).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return { opcode: bytes.readUInt8(0) & 0x0f, payload, rest: bytes.subarray(end) };
}
