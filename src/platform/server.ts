import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { Express } from 'express';

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
export const createHttpServer = (app: Express): Server =>
  createServer(
    {
      IncomingMessage: bornWith(IncomingMessage, app.request as IncomingMessage) as typeof IncomingMessage,
      ServerResponse: bornWith(ServerResponse, app.response as ServerResponse) as typeof ServerResponse,
      headersTimeout: 10_000,
      requestTimeout: 20_000,
    },
    app,
  );
