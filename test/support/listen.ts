import { Agent, createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface Sent {
  method: 'get' | 'post';
  /** As it goes over the wire: nothing is normalised. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** The service of this process on a port, and connections to it that stay open: thousands of requests in seconds. */
export interface Listening {
  port: number;
  send(sent: Sent): Promise<Heard>;
  close(): void;
}

export async function listenTo(app: Express): Promise<Listening> {
  const server = createServer(app as Parameters<typeof createServer>[1]);
  // A connection of ours may rest for as long as a slow machine takes, and is not closed as it is used again.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const send = ({ method, path, headers = {}, body }: Sent): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const options = { agent, port, path, method: method.toUpperCase(), headers: { ...headers, ...length } };
      const sent = request(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      });
      sent.on('error', reject).end(body);
    });
  return {
    port,
    send,
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Runs these with a few at a time, in their order of beginning. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const work = async (): Promise<void> => {
    for (const item of left) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
