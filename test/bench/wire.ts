import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came back: enough to count by, and to read when somebody wants to. */
export interface WireAnswer {
  status: number;
  head: string;
  body: Buffer;
}

/** One kept connection that asks one thing after another. */
export interface Wire {
  ask(request: string): Promise<WireAnswer>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * A client that costs next to nothing, since it shares the cores with what it measures: a plain socket, a request that
 * is one text, an answer whose length stands in its head. Knows no redirects, no chunks, no pipelining.
 */
export async function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let settle: { resolve: (answer: WireAnswer) => void; reject: (error: Error) => void } | undefined;
  const fail = (why: string): void => {
    settle?.reject(new Error(why));
    settle = undefined;
  };
  readAnswers(socket, (answer) => {
    const { resolve } = settle ?? {};
    settle = undefined;
    resolve?.(answer);
  });
  socket.on('error', (error) => fail(error.message)).on('close', () => fail('The service closed the connection.'));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request, 'latin1');
      }),
    close: () => void socket.destroy(),
  };
}

function readAnswers(socket: Socket, onAnswer: (answer: WireAnswer) => void): void {
  let pending: Buffer | undefined;
  socket.on('data', (chunk: Buffer) => {
    const got = pending ? Buffer.concat([pending, chunk]) : chunk;
    const headEnd = got.indexOf(HEAD_END);
    const head = headEnd < 0 ? '' : got.toString('latin1', 0, headEnd);
    const size = headEnd < 0 ? Infinity : headEnd + HEAD_END.length + lengthIn(head);
    if (got.length < size) {
      pending = got;
      return;
    }
    pending = undefined;
    onAnswer({ status: Number(head.slice(9, 12)), head, body: got.subarray(headEnd + HEAD_END.length) });
  });
}

const lengthIn = (head: string): number => Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);

/** A request as the wire takes it. A body is sent as JSON, as from a page of ours. */
export function wireRequest(path: string, headers: Record<string, string> = {}, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all: Record<string, string> = {
    Host: '127.0.0.1',
    ...headers,
    ...(body === undefined
      ? {}
      : {
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': 'application/json',
          'Content-Length': String(Buffer.byteLength(text)),
        }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
}
