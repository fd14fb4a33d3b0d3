import { connect, type Socket } from 'node:net';

/** What came back on a connection of its own until the other end closed it. */
export interface RawAnswer {
  /** 0 when it was closed without a word. */
  status: number;
  head: string;
  body: string;
  /** From the connection's begin to its end. */
  ms: number;
}

/** Opens a connection, lets `speak` write to it as it likes, and waits until the other end closes it. */
export function speakRaw(port: number, speak: (socket: Socket) => void): Promise<RawAnswer> {
  const started = performance.now();
  const socket = connect(port, '127.0.0.1', () => speak(socket));
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  // Who is cut off while it speaks learns it as an error; the answer that came before counts.
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('close', () => {
      const [head = '', body = ''] = heard.split('\r\n\r\n');
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0),
        head,
        body,
        ms: performance.now() - started,
      });
    });
  });
}

/** A POST's text with these headers beside the ones it needs. */
export const postText = (path: string, headers: Record<string, string | number>, body = ''): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');

/** Writes the text, then a letter now and then for as long as anybody listens. */
export function dribble(socket: Socket, text: string, everyMs: number): void {
  socket.write(text);
  const timer = setInterval(() => socket.write('x'), everyMs);
  socket.on('close', () => clearInterval(timer));
}
