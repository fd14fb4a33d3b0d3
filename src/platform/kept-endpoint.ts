import type { Endpoint } from './endpoint.ts';
import { pairsOf, type KeptAnswer, type KeptRequest } from './kept-answer.ts';

/**
 * An address that asks no database and no session. It is answered before all else is looked at; written in another
 * way (`/EN`, `/en?from=letter`) it goes the way of every address and is answered alike.
 */
export const keptEndpoint = (path: string, kept: (req: KeptRequest) => KeptAnswer): Endpoint => ({
  method: 'get',
  path,
  kept,
  handle: ({ req, res }) => {
    const { status, head, body } = kept(req);
    res
      .status(status)
      .setHeaders(new Map(pairsOf(head)))
      .end(body);
  },
});
