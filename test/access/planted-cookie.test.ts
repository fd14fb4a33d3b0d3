import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { giveLink } from '../support/caller-check.ts';
import { aBookedCase } from '../support/traveller.ts';

describe('a cookie that somebody planted before the sign-in', () => {
  let home: TestApp;

  beforeAll(async () => {
    home = await startTestApp();
    await home.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  });
  afterAll(() => home.stop());

  const cookieOf = (answer: request.Response, name: string): string =>
    new RegExp(`${name}=[^;,]*`).exec(String(answer.headers['set-cookie']))?.[0] ?? '';
  const press = (path: string, cookie: string, fields: object = {}) =>
    request(home.app).post(path).set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }).type('form').send(fields);
  const sessionOf = (cookie: string) => request(home.app).get('/api/v1/session').set('Cookie', cookie);
  const signInPath = async (name: string): Promise<string> =>
    new URL((await home.services.staff.invite(anAct(), { name, role: 'coordinator' })).link).pathname;

  it('opens nothing afterwards: the session that begins has a token of its own', async () => {
    const planted = `__Host-homeward=${'p'.repeat(43)}`;
    const answer = await press(await signInPath('Vira'), planted).expect(303);
    const hers = cookieOf(answer, '__Host-homeward');
    expect(hers).not.toBe(planted);
    expect((await sessionOf(planted)).status).toBe(401);
    expect((await sessionOf(hers)).body).toMatchObject({ name: 'Vira' });
  });

  it('stays the planter’s own where it was a session of his', async () => {
    const { cookie: planted } = await home.signIn('coordinator', 'Mallory');
    const hers = cookieOf(await press(await signInPath('Vira'), planted).expect(303), '__Host-homeward');
    expect((await sessionOf(planted)).body).toMatchObject({ name: 'Mallory' });
    expect((await sessionOf(hers)).body).toMatchObject({ name: 'Vira' });
  });

  it('gives no form token for what she does once she is signed in', async () => {
    const look = await request(home.app).get(await signInPath('Vira'));
    const visit = cookieOf(look, '__Host-visit');
    const formToken = /name="formToken" value="([^"]+)"/.exec(look.text)?.[1] ?? '';
    const { cookie } = await home.signIn('coordinator', 'Olha');
    const write = request(home.app).post('/api/v1/case-files').set('Cookie', `${cookie}; ${visit}`);
    expect(formToken).not.toBe('');
    expect((await write.set('x-form-token', formToken).send({ language: 'uk', channel: 'phone' })).status).toBe(403);
  });

  it('opens no page of hers either', async () => {
    const planted = `__Host-way=${'p'.repeat(43)}`;
    const { token } = await giveLink(home, (await aBookedCase(home))._id);
    const hers = cookieOf(await press('/i/open', planted, { token }).expect(303), '__Host-way');
    expect(hers).not.toBe(planted);
    expect((await request(home.app).get('/way').set('Cookie', planted)).status).toBe(401);
    expect((await request(home.app).get('/way').set('Cookie', hers)).status).toBe(200);
  });
});
