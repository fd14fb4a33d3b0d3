import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { isOwnWrite } from '../../src/access/own-write.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';

describe('what shows that a write is our own', () => {
  it.each([
    ['the browser says same origin', { fetchSite: 'same-origin', formToken: undefined }, true],
    ['the browser says another site, with the right token', { fetchSite: 'cross-site', formToken: 'right' }, false],
    ['the browser says a sister host', { fetchSite: 'same-site', formToken: 'right' }, false],
    ['the browser says none', { fetchSite: 'none', formToken: 'right' }, false],
    ['an old browser with the token', { fetchSite: undefined, formToken: 'right' }, true],
    ['an old browser with another token', { fetchSite: undefined, formToken: 'wrong' }, false],
    ['an old browser with a longer token', { fetchSite: undefined, formToken: 'right and more' }, false],
    ['an old browser without', { fetchSite: undefined, formToken: undefined }, false],
  ])('%s', (_case, signs, expected) => {
    expect(isOwnWrite(signs, 'right')).toBe(expected);
  });
});

describe('a write over HTTP', () => {
  let home: TestApp;
  let anna: Browser;

  beforeAll(async () => {
    home = await startTestApp();
    anna = await home.signIn();
  });
  afterAll(() => home.stop());

  const open = () =>
    request(home.app).post('/api/v1/case-files').set('Cookie', anna.cookie).send({ language: 'uk', channel: 'phone' });
  const tokenOf = async (browser: Browser): Promise<string> =>
    ((await browser.get('/api/v1/session')).body as { formToken: string }).formToken;

  it('is taken from our own page, though its Origin is null', async () => {
    const answer = await open().set('Sec-Fetch-Site', 'same-origin').set('Origin', 'null');
    expect(answer.status).toBe(201);
  });

  it('is refused from another site, whatever it brings', async () => {
    const answer = await open()
      .set('Sec-Fetch-Site', 'cross-site')
      .set('x-form-token', await tokenOf(anna));
    expect(answer.body).toMatchObject({ status: 403, type: 'urn:homeward:problem:not-from-here' });
  });

  it('without a word from the browser needs the token of this very session', async () => {
    expect((await open()).status).toBe(403);
    expect((await open().set('x-form-token', await tokenOf(await home.signIn()))).status).toBe(403);
    expect((await open().set('x-form-token', await tokenOf(anna))).status).toBe(201);
  });

  it('brings the token as a hidden field when it is a form, and no schema sees it', async () => {
    const formToken = await tokenOf(anna);
    const fields = { language: 'uk', channel: 'phone', formToken, idempotencyKey: 'one' };
    expect((await open().type('form').send(fields)).status).toBe(201);
    const asJson = await open().set('x-form-token', formToken).send(fields);
    expect(asJson.status).toBe(422);
  });

  it('before any sign-in needs the token of the same browser: one that another was given lets nobody in', async () => {
    const look = async () => {
      const answer = await request(home.app).get('/i').expect(200);
      const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      return { cookie, formToken: /name="formToken" value="([^"]+)"/.exec(answer.text)?.[1] ?? '' };
    };
    const [hers, strangers] = [await look(), await look()];
    const send = (cookie: string, formToken: string) =>
      request(home.app).post('/i/code').set('Cookie', cookie).type('form').send({ code: '1234', formToken });
    expect(hers.formToken).not.toBe(strangers.formToken);
    expect((await send(hers.cookie, hers.formToken)).status).toBe(422);
    expect((await send(hers.cookie, strangers.formToken)).status).toBe(403);
    expect((await send('', strangers.formToken)).status).toBe(403);
  });
});
