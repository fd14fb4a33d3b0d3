import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { openTestDatabase } from '../support/database.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

/** Two seconds for a dead database, one and a half for the answer that was awaited when it died, and a busy machine. */
const DEADLINE_MS = 5000;

describe('a database that falls silent', () => {
  const given = process.env['HOMEWARD_TEST_URI'];
  let engine: TestEngine;
  let home: TestApp;
  let anna: Browser;

  beforeAll(async () => {
    // One of its own: the others' tests want theirs alive.
    engine = await startTestEngine();
    process.env['HOMEWARD_TEST_URI'] = engine.uri;
    home = await startTestApp({ given: await openTestDatabase({ patient: false }) });
    anna = await home.signIn();
  });
  afterAll(async () => {
    process.kill(engine.pid, 'SIGCONT');
    await home.stop();
    await engine.stop();
    process.env['HOMEWARD_TEST_URI'] = given;
  });

  const open = async () => anna.post('/api/v1/case-files', { language: 'uk', channel: 'phone' });
  const timed = async (ask: () => PromiseLike<Response>) => {
    const started = performance.now();
    const answer = await ask();
    return { answer, ms: performance.now() - started };
  };
  const untilReady = async (tries = 20): Promise<void> => {
    const { status } = await home.browser().get('/readyz');
    if (status !== 200 && tries > 0) await untilReady(tries - 1);
  };

  it('is a 503 with Retry-After for each request in flight and queued, and back by itself', async () => {
    const { caseFileId } = (await open()).body as { caseFileId: string };
    const correct = async () => anna.post(`/api/v1/case-files/${caseFileId}/correct`, { channel: 'email' });
    const asked = [
      ...Array.from({ length: 10 }, () => timed(correct)),
      ...Array.from({ length: 5 }, () => timed(open)),
    ];
    process.kill(engine.pid, 'SIGSTOP');
    const openPage = async () => home.browser().form('/i/open', { token: 'x'.repeat(43) });
    const later = [timed(open), timed(correct), timed(openPage), timed(async () => home.browser().get('/readyz'))];
    for (const { answer, ms } of await Promise.all([...asked, ...later])) {
      expect([200, 201, 503]).toContain(answer.status);
      if (answer.status === 503) expect(answer.headers['retry-after']).toBe('3');
      expect(ms).toBeLessThan(DEADLINE_MS);
    }
    for (const { answer } of await Promise.all(later)) expect(answer.status).toBe(503);
    expect((await home.browser().get('/healthz')).status).toBe(200);
    process.kill(engine.pid, 'SIGCONT');
    await untilReady();
    expect((await open()).status).toBe(201);
    expect((await correct()).status).toBe(200);
  });
});
