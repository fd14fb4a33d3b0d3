import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import { mongo } from 'mongoose';
import request from 'supertest';
import { DomainError } from '../../src/platform/domain-error.ts';
import { errorHandler, notFoundHandler } from '../../src/platform/error-http.ts';
import { loadLook } from '../../src/platform/look.ts';
import { numberRequest } from '../../src/platform/request-id.ts';
import { randomIds } from '../../src/platform/ids.ts';

class NoSeats extends DomainError {
  constructor() {
    const facts = { seats_left: 1, status: 'of the slot' };
    super({ status: 409, type: 'no-seats', detail: 'One seat is left. Choose <another> slot.', facts });
  }
}

const secret = 'password of the database';

describe('an error', () => {
  let app: Express;
  const failures: number[] = [];

  beforeAll(() => {
    app = express().disable('etag');
    const thrown: Record<string, unknown> = {
      refusal: new NoSeats(),
      pipe: Object.assign(new Error('write'), { code: 'EPIPE' }),
      away: new mongo.MongoNetworkError('10.0.0.1 closed'),
      bug: new Error(secret),
      text: secret,
      server: Object.assign(new Error(secret), { status: 502 }),
    };
    app.use((_req, res, next) => {
      numberRequest(res, randomIds);
      next();
    });
    app.get(['/:kind', '/api/v1/:kind'], (req, res) => {
      res.set({ ETag: '"kept"', 'Cache-Control': 'public, max-age=9' });
      throw thrown[String(req.params['kind'])];
    });
    app.use(notFoundHandler);
    app.use(
      errorHandler({ look: loadLook(), banners: [], onFailure: (_error, _id, status) => void failures.push(status) }),
    );
  });
  // Nothing else is anybody's fault but the asker's.
  afterAll(() => expect(failures.toSorted()).toEqual([...Array<number>(9).fill(500), 503, 503]));

  it('is a problem for programs, with facts that cannot hide its own fields', async () => {
    const answer = await request(app).get('/refusal');
    expect([answer.type, answer.status]).toEqual(['application/problem+json', 409]);
    expect(answer.body).toEqual({
      type: 'urn:homeward:problem:no-seats',
      title: 'Not possible now',
      status: 409,
      detail: 'One seat is left. Choose <another> slot.',
      seats_left: 1,
      request_id: answer.headers['x-request-id'],
    });
  });

  it('says the same to people as a page, and only outside the interface for programs', async () => {
    const page = await request(app).get('/refusal').set('Accept', 'text/html,*/*;q=0.8');
    expect([page.type, page.status]).toEqual(['text/html', 409]);
    expect(page.text).toContain('One seat is left. Choose &lt;another&gt; slot.');
    expect(page.text).toContain(page.headers['x-request-id']);
    expect((await request(app).get('/api/v1/refusal').set('Accept', 'text/html')).type).toMatch(/problem/);
  });

  it('drops what was meant for the answer that it replaces', async () => {
    const { headers } = await request(app).get('/refusal');
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('etag');
  });

  it.each(['bug', 'text', 'server'])('tells nothing when nobody foresaw it: %s', async (kind) => {
    for (const accept of ['application/json', 'text/html']) {
      const answer = await request(app).get(`/${kind}`).set('Accept', accept);
      expect(answer.status).toBe(500);
      expect(JSON.stringify([answer.text, answer.body, answer.headers])).not.toContain(secret);
      expect(answer.text).toContain(answer.headers['x-request-id']);
    }
    const ukrainian = await request(app).get(`/${kind}`).set('Accept', 'text/html').set('Accept-Language', 'uk');
    expect(ukrainian.text).toContain('<html lang="uk">');
  });

  it.each(['away', 'pipe'])('says when to come back where the database does not answer: %s', async (kind) => {
    const answer = await request(app).get(`/${kind}`);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '3']);
    expect(answer.body).toMatchObject({ type: 'urn:homeward:problem:database-away' });
    expect(answer.text).not.toContain('10.0.0.1');
  });

  it('is the reader’s own language where nothing is', async () => {
    const page = await request(app).get('/a/b/c').set('Accept', 'text/html').set('Accept-Language', 'ru,en;q=0.5');
    expect(page.status).toBe(404);
    expect(page.text).toContain('Такой страницы нет');
    expect((await request(app).get('/%E0%A4%A')).status).toBe(400);
  });
});
