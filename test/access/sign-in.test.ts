import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';

describe('a sign-in link', () => {
  let home: TestApp;
  let nobody: Browser;

  beforeAll(async () => {
    home = await startTestApp();
    nobody = home.browser();
  });
  afterAll(() => home.stop());

  const invite = async (name: string) => {
    const act = anAct({ actor: { kind: 'admin', name: 'test' } });
    const { link, staffId } = await home.services.staff.invite(act, { name, role: 'coordinator' });
    return { path: new URL(link).pathname, staffId };
  };
  const cookieOf = (answer: request.Response): string => answer.headers['set-cookie']?.[0] ?? '';
  const withCookie = (cookie: string, path: string) =>
    request(home.app)
      .get(path)
      .set('Cookie', cookie.split(';')[0] ?? '');

  it('is spent by the button and not by looking, however often a messenger previews it', async () => {
    const { path } = await invite('Vira');
    for (let look = 0; look < 3; look += 1) {
      const page = await request(home.app).get(path).set('Sec-Fetch-Site', 'cross-site');
      expect(page.status).toBe(200);
      expect(page.text).toContain('Welcome, Vira');
      expect(String(page.headers['set-cookie'])).toMatch(/^__Host-visit=[^,]*$/);
    }
    expect((await nobody.form(path)).status).toBe(303);
  });

  it('opens a session whose cookie no script, no other site and no plain line can have', async () => {
    const { path } = await invite('Vira');
    const answer = await nobody.form(path);
    expect(answer.headers['location']).toBe('/sign-in-check');
    expect(cookieOf(answer)).toMatch(
      /^__Host-homeward=[\w-]{43}; Max-Age=604800; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Strict$/,
    );
    const session = await withCookie(cookieOf(answer), '/api/v1/session');
    expect(session.body).toMatchObject({ name: 'Vira', role: 'coordinator' });
    expect((await withCookie(cookieOf(answer), '/sign-in-check')).headers['location']).toBe('/console');
  });

  it('is good for one of ten who press at the same moment', async () => {
    const { path } = await invite('Vira');
    const answers = await Promise.all(Array.from({ length: 10 }, () => nobody.form(path)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array<number>(9).fill(410)]);
    const again = await nobody.form(path);
    expect(again.text).toContain('used already');
    expect((await nobody.get(path)).status).toBe(410);
  });

  it('ends after 15 minutes, and when a newer one is made', async () => {
    const first = await invite('Vira');
    const second = await invite('vira ');
    expect(second.staffId).toBe(first.staffId);
    expect((await nobody.form(first.path)).status).toBe(410);
    home.clock.advance({ minutes: 15 });
    expect((await nobody.form(second.path)).status).toBe(410);
  });

  it('says so when the cookie does not come back', async () => {
    const page = await nobody.get('/sign-in-check').set('Accept', 'text/html');
    expect(page.text).toContain('Your browser did not keep you signed in');
  });

  it('is not in the log, and its token is not in the database', async () => {
    const { path } = await invite('Vira');
    const token = path.split('/').at(-1) ?? '';
    const session = /=([\w-]+)/.exec(cookieOf(await nobody.form(path)))?.[1] ?? '';
    expect(home.logged.join('')).toContain('"/sign-in/:token"');
    const { connection } = home.database;
    const kept = await Promise.all(Object.values(connection.models).map((model) => model.find({}).lean()));
    for (const secret of [token, session]) {
      expect(secret).toHaveLength(43);
      expect(home.logged.join('')).not.toContain(secret);
      expect(JSON.stringify(kept)).not.toContain(secret);
    }
  });
});

describe('a session', () => {
  let home: TestApp;
  let anna: Browser;

  beforeAll(async () => {
    home = await startTestApp();
  });
  afterAll(() => home.stop());

  const status = async (): Promise<number> => (await anna.get('/api/v1/session')).status;

  it('lasts 12 hours from the last use, and 7 days at most', async () => {
    anna = await home.signIn();
    for (let day = 0; day < 13; day += 1) {
      home.clock.advance({ hours: 11 });
      expect(await status()).toBe(200);
    }
    home.clock.advance({ hours: 12 });
    expect(await status()).toBe(401);
    anna = await home.signIn();
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      home.clock.advance({ hours: 8 });
      expect(await status()).toBe(200);
    }
    home.clock.advance({ hours: 8 });
    expect(await status()).toBe(401);
  });

  it('writes its last use once a minute at most', async () => {
    anna = await home.signIn();
    const model = home.database.connection.model('Session');
    const used = async () =>
      (await model.find({}).sort({ usedAt: -1 }).limit(1).lean())[0] as unknown as { usedAt: Date };
    const before = (await used()).usedAt;
    home.clock.advance({ minutes: 0.9 });
    await status();
    expect((await used()).usedAt).toEqual(before);
    home.clock.advance({ minutes: 0.2 });
    await status();
    expect((await used()).usedAt).not.toEqual(before);
  });

  it('ends by going out', async () => {
    anna = await home.signIn();
    const answer = await anna.form('/sign-out');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in']);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-homeward=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect(await status()).toBe(401);
  });

  it('of a traveller is none of the staff, and the other way round', async () => {
    const token = await home.services.sessions.openSession('traveller', 'case');
    expect(await home.services.sessions.findTraveller(token)).toMatchObject({ kind: 'traveller', caseFileId: 'case' });
    expect(await home.services.sessions.findStaff(token)).toEqual({ kind: 'nobody' });
    home.clock.advance({ hours: 47 });
    expect(await home.services.sessions.findTraveller(token)).toMatchObject({ kind: 'traveller' });
    home.clock.advance({ hours: 48 });
    expect(await home.services.sessions.findTraveller(token)).toEqual({ kind: 'nobody' });
    const [, staffToken = ''] = (await home.signIn()).cookie.split('=');
    expect(await home.services.sessions.findStaff(staffToken)).toMatchObject({ kind: 'staff' });
    expect(await home.services.sessions.findTraveller(staffToken)).toEqual({ kind: 'nobody' });
  });
});
