import type { Request } from 'express';

/** An answer that stands ready: its head is name and value in turn. */
export interface KeptAnswer {
  status: 200 | 304;
  head: readonly string[];
  body?: string | Buffer;
}

/** All that such an answer may depend on: it is the same for everybody. */
export type KeptRequest = Pick<Request, 'headers' | 'acceptsEncodings'>;

/** The head of a whole text: its type, its length, and whatever else belongs to it. */
export const headOf = (type: string, body: string | Buffer, more: readonly string[] = []): string[] => [
  ...['Content-Type', type, 'Content-Length', String(Buffer.byteLength(body))],
  ...more,
];

/** Name and value in turn as pairs. */
export const pairsOf = (head: readonly string[]): [name: string, value: string][] =>
  head.flatMap((name, at) => (at % 2 === 0 ? [[name, head[at + 1] ?? '']] : []));
