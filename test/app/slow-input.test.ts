import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { createHttpServer, type WebServer } from '../../src/platform/server.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { dribble, postText, speakRaw, type RawAnswer } from '../support/raw-request.ts';

const PATIENCE = { headersMs: 400, requestMs: 800 };
/** The patience, the clock that looks after it, and a busy machine. */
const BOUND_MS = 5000;
const JSON_BODY = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' };

describe('a connection that sends too slowly or too much', () => {
  let home: TestApp;
  let web: WebServer;
  let port: number;

  beforeAll(async () => {
    home = await startTestApp();
    web = createHttpServer(home.app, PATIENCE);
    web.server.listen(0, '127.0.0.1');
    await once(web.server, 'listening');
    ({ port } = web.server.address() as AddressInfo);
  });
  afterAll(async () => {
    await web.stop();
    await home.stop();
  });

  const expectRefused = ({ status, head, body, ms }: RawAnswer, expected: number): void => {
    expect([status, body.length > 0 && (JSON.parse(body) as { status: number }).status]).toEqual([expected, expected]);
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(ms).toBeLessThan(BOUND_MS);
  };
  const say = (text: string) => speakRaw(port, (socket) => void socket.write(text));

  it('is told so and closed, while others are served', async () => {
    const begun = postText('/i/open', { ...JSON_BODY, 'Content-Length': 60_000 }, '{"token":"');
    const slow = Array.from({ length: 40 }, (_, index) =>
      speakRaw(port, (socket) => dribble(socket, index % 2 ? begun : 'GET /healthz HTTP/1.1\r\nX-Slow: ', 50)),
    );
    const silent = speakRaw(port, () => undefined);
    const other = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(other.status).toBe(200);
    for (const answer of await Promise.all(slow)) expectRefused(answer, 408);
    expectRefused(await silent, 408);
  });

  it('hears which limit it met', async () => {
    const long = { ...JSON_BODY, Connection: 'close' };
    const body = `{"token":"${'x'.repeat(65_525)}"}`;
    expect(body).toHaveLength(65_537);
    const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const deep = `{"token":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const [declared, undeclared, nested, headers, garbage] = await Promise.all([
      say(postText('/i/open', { ...long, 'Content-Length': body.length }, body)),
      say(postText('/i/open', { ...long, 'Transfer-Encoding': 'chunked' }, chunked)),
      say(postText('/i/open', { ...long, 'Content-Length': deep.length }, deep)),
      say(`GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(10_000)}\r\n\r\n`),
      say('\u0016\u0003\u0001 hello\r\n\r\n'),
    ]);
    expectRefused(declared, 413);
    expectRefused(undeclared, 413);
    expectRefused(nested, 422);
    expectRefused(headers, 431);
    expectRefused(garbage, 400);
  });

  it('never gets a refusal into the middle of another answer', async () => {
    const app = express().get('/', (_req, res) => void res.write('half of it'));
    const half = createHttpServer(app, PATIENCE);
    half.server.listen(0, '127.0.0.1');
    await once(half.server, 'listening');
    const answer = await speakRaw((half.server.address() as AddressInfo).port, (socket) => {
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
      socket.once('data', () => socket.write('nonsense\r\n\r\n'));
    });
    await half.stop();
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('half of it');
    expect(answer.body).not.toContain('HTTP/1.1');
  });
});
