import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Endpoint } from './endpoint.ts';
import type { Ids } from './ids.ts';
import { pairsOf, type KeptAnswer } from './kept-answer.ts';
import { newRequestId, numberRequest } from './request-id.ts';
import { SECURE_HEADERS } from './secure-headers.ts';

interface Dependencies {
  endpoints: readonly Endpoint[];
  ids: Ids;
  log: Logger;
}

const SECURE = pairsOf(SECURE_HEADERS);

/** A monitor asks several times a minute: while all is well, that is no line of the log. */
const UNLOGGED = new Set(['/healthz', '/readyz']);

/** The first that a request passes, and all in one: its number, what every answer carries, its line in the log. */
export function receive({ endpoints, ids, log }: Dependencies): RequestHandler {
  const kept = new Map(
    endpoints.flatMap((each) => (each.method === 'get' && each.kept ? [[each.path, each.kept]] : [])),
  );
  return (req, res, next) => {
    const started = performance.now();
    const answer = req.method === 'GET' || req.method === 'HEAD' ? kept.get(req.url)?.(req) : undefined;
    if (answer) {
      const id = newRequestId(ids);
      sendKept(res, answer, id);
      logRequest(log, { method: req.method, path: req.url, status: answer.status, ms: 0, requestId: id });
      return;
    }
    const requestId = numberRequest(res, ids);
    for (const [name, value] of SECURE) res.setHeader(name, value);
    res.on('finish', () => {
      const { path = 'unknown' } = (req.route ?? {}) as { path?: string };
      const ms = Math.round(performance.now() - started);
      logRequest(log, { method: req.method, path, status: res.statusCode, ms, requestId });
    });
    next();
  };
}

/** With its whole head at once: each header set by itself is looked at by itself. */
function sendKept(res: Response, { status, head, body }: KeptAnswer, requestId: string): void {
  res.writeHead(status, [...SECURE_HEADERS, 'X-Request-Id', requestId, ...head]).end(body);
}

interface Line {
  method: string;
  path: string;
  status: number;
  ms: number;
  requestId: string;
}

/**
 * One line a request, by the pattern of its address: addresses hold secrets, and bodies hold families. None for a
 * health check that found all well; one that did not has its line like every request.
 */
function logRequest(log: Logger, line: Line): void {
  if (line.status < 400 && UNLOGGED.has(line.path)) return;
  log.info(line);
}
