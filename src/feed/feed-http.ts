import type { Request, Response } from 'express';
import type { Endpoint } from '../platform/endpoint.ts';
import { isUnchanged } from './feed-conditional.ts';
import type { FeedAnswer, FeedService } from './feed-service.ts';

type Calendar = Extract<FeedAnswer, { body: string }>;

/** `GET /feeds/{token}.ics`, and HEAD with it. Calendars are poor at reading: each answer says all there is to know. */
export const feedEndpoints = ({ feed }: { feed: FeedService }): Endpoint[] => [
  {
    method: 'get',
    path: '/feeds/:token.ics',
    handle: async ({ req, res }) => {
      const answer = await feed.answer(String(req.params['token']));
      // robots.txt would also stop the calendars that obey it; the header keeps only search engines away.
      res.set({ 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
      if (answer.kind === 'unknown') sayNothing(res, 404, 'There is no calendar at this address.');
      else if (answer.kind === 'gone') sayNothing(res, 410, 'This calendar has ended. Remove it.');
      else sendCalendar(req, res, answer);
    },
  },
];

function sayNothing(res: Response, status: number, why: string): void {
  res.status(status).set({ 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(`${why}\n`);
}

function sendCalendar(req: Pick<Request, 'headers'>, res: Response, { body, etag, lastModified }: Calendar): void {
  res.set({
    'Content-Type': 'text/calendar; charset=utf-8',
    'Cache-Control': 'private, no-cache',
    'Last-Modified': lastModified.toUTCString(),
    ETag: etag,
  });
  const { 'if-none-match': ifNoneMatch, 'if-modified-since': ifModifiedSince } = req.headers;
  if (isUnchanged({ ifNoneMatch, ifModifiedSince }, { etag, lastModified })) {
    res.status(304).end();
    return;
  }
  // Not `send`: it would compare again, by other rules.
  res.set('Content-Length', String(Buffer.byteLength(body))).end(body);
}
