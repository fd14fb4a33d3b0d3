import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { aBookedCase, openLinkOf } from '../support/traveller.ts';

/** How another site, or another browser, would send a write in somebody's name. */
type Attack = Record<string, string>;

describe('a write that does not come from our own page', () => {
  let home: TestApp;
  let cookies: string;
  let attacks: [string, Attack][];
  let signInPath: string;

  beforeAll(async () => {
    home = await startTestApp();
    await home.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
    const anna = await home.signIn('administrator', 'Anna');
    const { answer } = await openLinkOf(home, (await aBookedCase(home))._id);
    cookies = [anna.cookie, String(answer.headers['set-cookie']).split(';')[0]].join('; ');
    const own = await tokenOf(anna);
    const [foreign, ended] = [await home.signIn('administrator', 'Eva'), await home.signIn('administrator', 'Ada')];
    const [foreignToken, endedToken] = [await tokenOf(foreign), await tokenOf(ended)];
    await ended.form('/sign-out').expect(303);
    attacks = [
      ['a form of an old browser without a token', {}],
      ['fetch from another site, even with the token', { 'Sec-Fetch-Site': 'cross-site', 'x-form-token': own }],
      ['an address that was typed', { 'Sec-Fetch-Site': 'none', 'x-form-token': own }],
      ['the token of a foreign session', { 'x-form-token': foreignToken }],
      ['the token of a session that has ended', { 'x-form-token': endedToken }],
    ];
  }, 60_000);
  beforeEach(async () => {
    const invited = await home.services.staff.invite(anAct(), { name: 'Vira', role: 'coordinator' });
    signInPath = new URL(invited.link).pathname;
  });
  afterAll(() => home.stop());

  const tokenOf = async (browser: Browser): Promise<string> =>
    ((await browser.get('/api/v1/session')).body as { formToken: string }).formToken;
  const addressOf = (path: string): string =>
    path === '/sign-in/:token' ? signInPath : path.replaceAll(/:\w+/g, 'none');
  const send = (path: string, headers: Attack) =>
    request(home.app).post(addressOf(path)).set('Cookie', cookies).set(headers).type('form').send({});

  /** All that is kept, but for the beats of processes and the last use of sessions. */
  const everything = async (): Promise<string> => {
    const { connection } = home.database;
    const kept = [];
    for (const model of Object.values(connection.models).filter(({ modelName }) => modelName !== 'Process'))
      kept.push(model.modelName, await model.find({}, { usedAt: 0 }).sort({ _id: 1 }).lean());
    return JSON.stringify(kept);
  };

  it('is refused at every address, and changes nothing', async () => {
    const before = await everything();
    const letIn: string[] = [];
    const writes = home.endpoints.filter(({ method }) => method === 'post');
    expect(writes.length).toBeGreaterThan(100);
    for (const { path } of writes)
      for (const [name, headers] of attacks) {
        const answer = await send(path, headers);
        const { status } = answer;
        const { type } = answer.body as { type?: string };
        if (status !== 403 || type !== 'urn:homeward:problem:not-from-here') letIn.push(`${path}, ${name}: ${status}`);
      }
    expect(letIn).toEqual([]);
    expect(await everything()).toBe(before);
  }, 60_000);

  it('is what made the difference: the same from our own page is heard', async () => {
    const answer = await send('/sign-in/:token', { 'Sec-Fetch-Site': 'same-origin' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in-check']);
  });
});
