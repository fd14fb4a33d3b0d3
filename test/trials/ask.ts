import { once } from 'node:events';
import { request, type Agent, type IncomingMessage } from 'node:http';

/** A request as one of the trial's clients sends it. */
export interface Ask {
  method?: 'GET' | 'POST';
  path: string;
  body?: object;
  headers?: Record<string, string>;
  /** Hears what came of it. */
  settle?(answer: Answer): void;
}

/** What came of it. `status` is 0 when no answer came, and `failed` says why. */
export interface Answer {
  status: number;
  type: string;
  retryAfter: string | undefined;
  etag: string | undefined;
  cookies: string[];
  text: string;
  ms: number;
  failed?: string;
}

/** How long a client waits at all: far beyond what any answer may take. */
const GIVE_UP_MS = 60_000;

/** Asks and reads the whole answer; never throws for what the service or the wire does. */
export async function ask(
  url: string,
  { method = 'GET', path, body, headers = {} }: Ask,
  agent: Agent,
): Promise<Answer> {
  const started = performance.now();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = request(url + path, {
    method,
    agent,
    signal: AbortSignal.timeout(GIVE_UP_MS),
    headers: {
      'Sec-Fetch-Site': 'same-origin',
      ...(text === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      ...headers,
    },
  });
  try {
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.end(text);
    const [response] = await answered;
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { ...toAnswer(response), text: Buffer.concat(chunks).toString(), ms: performance.now() - started };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const failed = `${code ?? message}${sent.reusedSocket ? ' on a kept connection' : ''}`;
    const nothing = { status: 0, type: '', retryAfter: undefined, etag: undefined, cookies: [], text: '' };
    return { ...nothing, failed, ms: performance.now() - started };
  }
}

const toAnswer = ({ statusCode = 0, headers }: IncomingMessage): Omit<Answer, 'text' | 'ms'> => ({
  status: statusCode,
  type: headers['content-type'] ?? '',
  retryAfter: headers['retry-after'],
  etag: headers.etag,
  cookies: (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
});

/** Longer than the five seconds of conflict with the last answer awaited, on a busy machine. */
const DEADLINE_MS = 9000;

/** What is wrong with an answer given while the database is in trouble, or undefined: right, or a 503 that says when to come again. */
export function findFault({ status, type, retryAfter, ms, failed }: Answer): string | undefined {
  if (failed !== undefined) return `no answer (${failed})`;
  if (ms > DEADLINE_MS) return `${status} only after ${Math.round(ms / 1000)} s`;
  if (status < 500) return undefined;
  if (status !== 503) return `status ${status}`;
  if (!/^\d+$/.test(retryAfter ?? '')) return '503 without Retry-After';
  return type.startsWith('application/problem+json') ? undefined : `503 as ${type}`;
}
