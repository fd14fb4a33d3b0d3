import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { Express } from 'express';
import { watchAnswers } from './answers.ts';
import { stopServing } from './stop-serving.ts';
import { answerUnread } from './unread-request.ts';

export interface WebServer {
  server: Server;
  /** Ends it without losing a request that has arrived. */
  stop(): Promise<void>;
}

/** How long a request may take to arrive: its headers, and all of it. */
const PATIENCE = { headersMs: 10_000, requestMs: 20_000 };
/** Far more than a browser sends to us, and little enough to hold thousands. */
const HEADER_BYTES = 8192;
/** So that a flood of connections ends before the memory does. */
const CONNECTIONS = 5000;

/** A constructor that makes what `base` makes, born with the given prototype. */
function bornWith<T extends object>(base: new (...input: never[]) => T, prototype: T): typeof base {
  function Born(this: unknown, ...input: never[]): T {
    return Reflect.construct(base, input, Born) as T;
  }
  Born.prototype = prototype;
  return Born as unknown as typeof base;
}

/**
 * Express gives every request and response its own prototypes when they arrive, which makes V8 forget all it has
 * learnt about their shape. Constructors that have these prototypes from birth spare that, with unchanged behaviour.
 */
export function createHttpServer(app: Express, { headersMs, requestMs } = PATIENCE): WebServer {
  const server = createServer(
    {
      IncomingMessage: bornWith(IncomingMessage, app.request as IncomingMessage) as typeof IncomingMessage,
      ServerResponse: bornWith(ServerResponse, app.response as ServerResponse) as typeof ServerResponse,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      // Node's own half minute would let a slow sender stay three times as long as is meant.
      connectionsCheckingInterval: headersMs / 10,
      maxHeaderSize: HEADER_BYTES,
    },
    app,
  );
  server.maxConnections = CONNECTIONS;
  const answers = watchAnswers(server);
  answerUnread(server, answers);
  return { server, stop: () => stopServing(server, answers) };
}
