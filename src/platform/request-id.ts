import type { RequestHandler, Response } from 'express';
import type { Ids } from './ids.ts';

/** Numbers each request, in the answer's header too, so that a person can name the one that went wrong. */
export function numberRequests(ids: Ids): RequestHandler {
  return (_req, res, next) => {
    const id = ids.id().slice(0, 16);
    (res.locals as { requestId?: string }).requestId = id;
    res.set('X-Request-Id', id);
    next();
  };
}

export const requestIdOf = (res: Response): string => (res.locals as { requestId?: string }).requestId ?? 'none';
