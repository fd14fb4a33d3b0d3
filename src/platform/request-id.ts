import type { Response } from 'express';
import type { Ids } from './ids.ts';

export const newRequestId = (ids: Ids): string => ids.id().slice(0, 16);

/** Numbers a request, in the answer's header too, so that a person can name the one that went wrong. */
export function numberRequest(res: Response, ids: Ids): string {
  const id = newRequestId(ids);
  (res.locals as { requestId?: string }).requestId = id;
  res.setHeader('X-Request-Id', id);
  return id;
}

export const requestIdOf = (res: Response): string => (res.locals as { requestId?: string }).requestId ?? 'none';
