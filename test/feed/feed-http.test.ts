import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { anAct } from '../support/builders.ts';
import { startFeedScene, type FeedScene } from '../support/feed-scene.ts';
import { lintIcs } from '../support/ics-lint.ts';

describe('the address of a feed', () => {
  let scene: FeedScene;
  const get = (path = scene.path) => request(scene.home.app).get(path);

  beforeAll(async () => {
    scene = await startFeedScene();
    const slot = await scene.addSlot();
    await scene.addBooking(slot, await scene.addCase({ party: 2 }));
  });
  afterAll(() => scene.home.stop());

  it.each(['text/html', 'application/json', '*/*', undefined])(
    'is a calendar whatever is accepted: %s',
    async (accept) => {
      const asked = accept === undefined ? get().unset('Accept') : get().set('Accept', accept);
      const answer = await asked.expect(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'private, no-cache',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
      });
      expect(answer.headers['etag']).toMatch(/^"[\w-]{43}"$/);
      expect(Date.parse(String(answer.headers['last-modified']))).toBeGreaterThan(0);
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(lintIcs(Buffer.from(answer.text))).toEqual([]);
    },
  );

  it('answers HEAD as GET, without the body', async () => {
    const whole = await get().expect(200);
    const head = await request(scene.home.app).head(scene.path).expect(200);
    for (const name of ['etag', 'last-modified', 'content-type', 'content-length', 'cache-control'])
      expect(head.headers[name]).toBe(whole.headers[name]);
    expect(head.text).toBeUndefined();
  });

  it.each(['post', 'put', 'patch', 'delete', 'options'] as const)(
    'refuses %s and says what it takes',
    async (method) => {
      const answer = await request(scene.home.app)[method](scene.path).expect(405);
      expect(answer.headers['allow']).toBe('GET, HEAD');
    },
  );

  it('says that nothing is new by tag, list, weak tag and star, also to those who ask for no cache', async () => {
    const { etag = '' } = (await get()).headers as Record<string, string>;
    for (const tag of [etag, `"x", ${etag}`, `W/${etag}`, '*']) {
      const answer = await get().set('If-None-Match', tag).set('Cache-Control', 'no-cache').expect(304);
      expect(answer.text).toBe('');
      expect(answer.headers).toMatchObject({ etag, 'cache-control': 'private, no-cache' });
    }
    const old = get().set('If-None-Match', '"old"').set('If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT');
    await old.expect(200);
  });

  it('tells a wrong token from a malformed one in no way', async () => {
    const odd = ['x', '%00', 'a.b', 'x'.repeat(43), "'%20or%201", scene.path.slice(7, -5), '[$ne]'];
    const answers = await Promise.all(odd.map((token) => get(`/feeds/${token}.ics`).expect(404)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const kinds = answers.map(({ headers }) => [headers['content-type'], headers['cache-control'], headers['etag']]);
    expect(new Set(kinds.map((kind) => JSON.stringify(kind))).size).toBe(1);
  });

  it('leaves its token in no log and no body', async () => {
    const token = scene.path.slice('/feeds/'.length, -'.ics'.length);
    const { text } = await get();
    await get(`/feeds/${token}x.ics`);
    expect(scene.home.logged.length).toBeGreaterThan(0);
    expect(scene.home.logged.join('\n') + text).not.toContain(token);
  });

  it('ends with its escort: whoever stops accompanying reads the notice too', async () => {
    const { escort, feedDesk } = scene.home.services;
    const shape = { name: 'Taras', phone: '+380 00 000 0000', language: 'uk', zone: 'Europe/Kyiv' } as const;
    const { escortId } = await escort.create(anAct(), { ...shape, crossingIds: [] });
    const path = new URL((await feedDesk.issue(anAct(), escortId)).url).pathname;
    expect((await get(path).expect(200)).text).not.toContain('BEGIN:VEVENT');
    await escort.retire(anAct(), escortId);
    expect((await get(path).expect(200)).text).toContain('-ended@homeward');
  });

  it('shows one notice once it is revoked, at once and under its own tag, and later nothing', async () => {
    const { url, feedId } = await scene.home.services.feedDesk.issue(anAct(), scene.escortId);
    const path = new URL(url).pathname;
    const before = await get(path).expect(200);
    await scene.home.services.feedDesk.revoke(anAct(), feedId);
    const after = await get(path).set('If-None-Match', String(before.headers['etag'])).expect(200);
    expect(lintIcs(Buffer.from(after.text))).toEqual([]);
    expect(after.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(after.text).not.toContain('Medyka');
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    await get(path).set('If-None-Match', String(after.headers['etag'])).expect(304);
    scene.home.clock.advance({ days: 62 });
    await get(path).expect(410);
  });
});
