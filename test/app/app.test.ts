import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type TestApp } from '../support/app.ts';

describe('every answer', () => {
  let home: TestApp;

  beforeAll(async () => {
    home = await startTestApp();
  });
  afterAll(() => home.stop());

  it.each(['/en', '/sign-in', '/healthz', '/nowhere', '/api/v1/session'])(
    '%s is closed to other origins',
    async (path) => {
      const { headers } = await request(home.app).get(path);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{16}$/);
    },
  );

  it('stands in the log by the pattern of its address, without what was asked', async () => {
    const anna = await home.signIn();
    await anna.post('/api/v1/case-files', { language: 'uk', channel: 'phone', travellerName: 'Marker Markerenko' });
    await anna.get('/api/v1/case-files/marker-id');
    await anna.get('/api/v1/case-files?reference=4172085');
    await request(home.app).get('/feeds/marker-token.ics');
    await request(home.app).get('/marker-nowhere?marker=1');
    const log = home.logged.join('');
    expect(log).not.toMatch(/marker|4172085|__Host/i);
    const { time, ms, requestId, ...last } = JSON.parse(home.logged.at(-2) ?? '') as Record<string, unknown>;
    expect([typeof time, typeof ms, typeof requestId]).toEqual(['number', 'number', 'string']);
    expect(last).toEqual({ level: 30, method: 'GET', path: '/feeds/:token.ics', status: 404 });
  });

  it('that is a health check which found all well is no line of the log, but one that did not is', async () => {
    const before = home.logged.length;
    for (const path of ['/healthz', '/readyz']) await request(home.app).get(path).expect(200);
    expect(home.logged).toHaveLength(before);
    await request(home.app).post('/healthz').expect(405);
    expect(home.logged).toHaveLength(before + 1);
  });

  it.each(['/en', '/healthz', '/'])('%s is the same however its address is written', async (path) => {
    const known = (await request(home.app).get('/en')).headers['etag'] ?? '';
    const asking = [{}, { 'Accept-Encoding': 'gzip' }, { 'Accept-Encoding': 'gzip;q=0' }, { 'If-None-Match': known }];
    for (const headers of asking) {
      const asked = { 'Accept-Language': 'en', ...headers };
      const [kept, written] = await Promise.all(
        [path, `${path.toUpperCase()}?from=letter`].map((each) => request(home.app).get(each).set(asked)),
      );
      const told = ({ status, text, headers }: request.Response): unknown => {
        const { date: _date, 'x-request-id': id, ...same } = headers as Record<string, string>;
        return { status, text, same, isNumbered: /^[0-9a-f]{16}$/.test(id ?? '') };
      };
      if (!kept || !written) throw new Error('Not answered.');
      expect(told(kept)).toEqual(told(written));
      expect((await request(home.app).head(path).set(asked)).headers['etag']).toBe(kept.headers['etag']);
    }
  });

  it('that is public sets no cookie', async () => {
    for (const path of ['/en', '/sign-in', '/sign-in-check', '/healthz'])
      expect((await request(home.app).get(path)).headers).not.toHaveProperty('set-cookie');
  });
});

describe('whoever watches over the service', () => {
  let home: TestApp;

  beforeAll(async () => {
    home = await startTestApp();
  });

  it('sees that the process answers and that the database does, and once that is gone, that the process still answers', async () => {
    expect((await request(home.app).get('/healthz')).text).toBe('ok\n');
    expect((await request(home.app).get('/readyz')).text).toBe('ready\n');
    await home.stop();
    const ready = await request(home.app).get('/readyz');
    expect([ready.status, ready.headers['retry-after']]).toEqual([503, '3']);
    expect((await request(home.app).get('/healthz')).status).toBe(200);
  });
});
