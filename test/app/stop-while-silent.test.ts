import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnProgram, type Spawned } from '../support/spawned.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

describe('a service whose database is silent', () => {
  let engine: TestEngine;
  let service: Spawned;

  beforeAll(async () => {
    // One of its own: the others' tests want theirs alive.
    engine = await startTestEngine();
    const MONGODB_URI = `${engine.uri}/homeward_test_silent`;
    service = spawnProgram('src/main.ts', { MONGODB_URI, MASTER_KEY: 'ab'.repeat(32), PORT: '0' });
  });
  afterAll(async () => {
    process.kill(engine.pid, 'SIGCONT');
    service.signal('SIGKILL');
    await engine.stop();
  });

  it('is gone within ten seconds of being told to stop, also with a request that waits for an answer', async () => {
    const [, port = ''] = await service.says(/Homeward runs on port (\d+)/);
    process.kill(engine.pid, 'SIGSTOP');
    const waiting = fetch(`http://127.0.0.1:${port}/i/open`, {
      ...{ method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } },
      body: new URLSearchParams({ token: 'x'.repeat(43) }),
    });
    await sleep(200);
    const told = performance.now();
    service.signal('SIGTERM');
    await service.ended;
    expect(performance.now() - told).toBeLessThan(10_000);
    expect((await waiting).status).toBe(503);
  });
});
