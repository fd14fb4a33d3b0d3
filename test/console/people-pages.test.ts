import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';

let test: TestApp;
let admin: Browser;

beforeAll(async () => {
  test = await startTestApp();
  admin = await test.signIn('administrator', 'Ada');
});
afterAll(() => test.stop());

const idOf = async (name: string): Promise<string> =>
  (await test.services.staff.list()).find((person) => person.name === name)?._id ?? '';
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/api/v1/session')).status === 200;
const audited = async () => test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
const linkIn = (page: string): string => new URL(/value="(http[^"]+\/sign-in\/[^"]+)"/.exec(page)?.[1] ?? '').pathname;
const endsIn = (page: string): string[] =>
  [...page.matchAll(/action="([^"]+\/sessions\/[\w-]+\/end)"/g)].map(([, path = '']) => path);

describe('one of the people of the desk, for an administrator', () => {
  it('has a page that says the role, who invited, and where she is signed in', async () => {
    await admin.form('/console/desk', { name: 'Vira', role: 'coordinator' }).expect(200);
    await test.signIn('coordinator', 'Vira');
    const id = await idOf('Vira');
    expect((await admin.get('/console/desk')).text).toContain(`href="/console/desk/${id}"`);
    const page = (await admin.get(`/console/desk/${id}`).expect(200)).text;
    expect(page).toMatch(/Invited by<\/dt><dd>Ada/);
    expect(page).toContain('another browser');
    expect(page).not.toContain('/sign-in/');
    await admin.get('/console/desk/nobody').expect(404);
  });

  it('is given another role without a link, which holds at her next request', async () => {
    const maria = await test.signIn('coordinator', 'Maria');
    const address = `/console/desk/${await idOf('Maria')}`;
    await maria.get('/console/desk').expect(403);
    await admin.form(`${address}/role`, { role: 'administrator' }).expect(303);
    await maria.get('/console/desk').expect(200);
    await admin.post(`/api/v1/staff/${await idOf('Maria')}/role`, { role: 'coordinator' }).expect(200);
    await maria.get('/console/desk').expect(403);
    await admin.form(`${address}/role`, { role: 'queen' }).expect(422);
    const id = await idOf('Maria');
    const changes = (await audited()).filter(
      ({ what, which }) => what === 'staff.change-role' && which['staffId'] === id,
    );
    expect(changes).toHaveLength(2);
  });

  it('stays an administrator when she is the last, and keeps no role once her access ended', async () => {
    const refused = await admin.form(`/console/desk/${await idOf('Ada')}/role`, { role: 'coordinator' }).expect(409);
    expect(refused.text).toContain('last administrator');
    await test.signIn('coordinator', 'Petro');
    const id = await idOf('Petro');
    await admin.post(`/api/v1/staff/${id}/end`).expect(200);
    const over = await admin.post(`/api/v1/staff/${id}/role`, { role: 'administrator' }).expect(409);
    expect(over.body).toMatchObject({ type: 'urn:homeward:problem:access-over' });
  });

  it('is led to her own page when she gives up the role herself', async () => {
    const eva = await test.signIn('administrator', 'Eva');
    const gone = await eva.form(`/console/desk/${await idOf('Eva')}/role`, { role: 'coordinator' }).expect(303);
    expect(gone.headers['location']).toBe('/console/me?notice=role');
    await eva.get('/console/me').expect(200);
  });

  it('is signed out of one browser and stays in the other; a session of somebody else is not found there', async () => {
    const [desk, phone] = [await test.signIn('coordinator', 'Olha'), await test.signIn('coordinator', 'Olha')];
    const id = await idOf('Olha');
    const sessions = (await admin.get(`/api/v1/staff/${id}/sessions`).expect(200)).body as {
      sessions: { sessionId: string }[];
    };
    expect(sessions.sessions).toHaveLength(2);
    const [first] = endsIn((await admin.get(`/console/desk/${id}`)).text);
    const sessionId = first?.split('/').at(-2) ?? '';
    await admin.form(`/console/desk/${await idOf('Ada')}/sessions/${sessionId}/end`).expect(404);
    await admin.post(`/api/v1/staff/${await idOf('Ada')}/sessions/${sessionId}/end`).expect(404);
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, true]);
    await admin.form(first ?? '').expect(303);
    expect([await isIn(desk), await isIn(phone)].toSorted()).toEqual([false, true]);
    expect((await audited()).at(-1)).toMatchObject({
      what: 'session.end',
      actor: { name: 'Ada' },
      which: { staffId: id, sessionId },
    });
  });

  it('is not listed where a session is over by itself', async () => {
    await test.signIn('coordinator', 'Nina');
    const id = await idOf('Nina');
    expect(await test.services.staff.listSessions(id)).toHaveLength(1);
    test.clock.advance({ hours: 12 });
    expect(await test.services.staff.listSessions(id)).toEqual([]);
    admin = await test.signIn('administrator', 'Ada');
  });
});

describe('whoever is signed in', () => {
  it('finds her page from the foot of each page, and ends her own sessions only', async () => {
    const [here, there] = [await test.signIn('coordinator', 'Lesia'), await test.signIn('coordinator', 'Lesia')];
    expect((await here.get('/console')).text).toContain('Signed in as <a href="/console/me">Lesia</a>');
    const page = (await here.get('/console/me').expect(200)).text;
    expect(page).toContain('this one');
    const [adas] = await test.services.staff.listSessions(await idOf('Ada'));
    await here.form(`/console/me/sessions/${adas?._id ?? ''}/end`).expect(404);
    expect(await isIn(admin)).toBe(true);
    const rows = [...page.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row);
    const other = endsIn(rows.find((row) => row.includes('another browser')) ?? '')[0] ?? '';
    await here.form(other).expect(303);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    const own = endsIn(rows.find((row) => row.includes('this one')) ?? '')[0] ?? '';
    const gone = await here.form(own).expect(303);
    expect(gone.headers['location']).toBe('/sign-in');
    expect(String(gone.headers['set-cookie'])).toMatch(/^__Host-homeward=;/);
    expect(await isIn(here)).toBe(false);
  });

  it('makes a link for another device: once, one at a time, for 15 minutes, in the audit', async () => {
    const iryna = await test.signIn('coordinator', 'Iryna');
    const first = linkIn((await iryna.form('/console/me/link').expect(200)).text);
    const second = linkIn((await iryna.form('/console/me/link').expect(200)).text);
    await test.browser().form(first).expect(410);
    await test.browser().form(second).expect(303);
    await test.browser().form(second).expect(410);
    const third = linkIn((await iryna.form('/console/me/link').expect(200)).text);
    test.clock.advance({ minutes: 15 });
    await test.browser().form(third).expect(410);
    const id = await idOf('Iryna');
    const acts = (await audited()).filter(({ what, which }) => what === 'staff.own-link' && which['staffId'] === id);
    expect(acts.map(({ actor }) => actor)).toEqual(Array(3).fill(expect.objectContaining({ name: 'Iryna' })));
  });

  it('is shown the same link again while it waits, and never once it was used or replaced', async () => {
    const halyna = await test.signIn('coordinator', 'Halyna');
    const again = () => halyna.form('/console/me/link', { idempotencyKey: 'one' });
    const link = linkIn((await again().expect(200)).text);
    expect(linkIn((await again().expect(200)).text)).toBe(link);
    await test.browser().form(link).expect(303);
    const used = await again().expect(410);
    expect(used.text).not.toContain('/sign-in/');
    const other = () => halyna.form('/console/me/link', { idempotencyKey: 'two' });
    await other().expect(200);
    await halyna.form('/console/me/link').expect(200);
    expect((await other().expect(410)).text).not.toContain('/sign-in/');
  });

  it('takes the link with her when the session ends that made it', async () => {
    const one = await test.signIn('coordinator', 'Yana');
    const link = linkIn((await one.form('/console/me/link').expect(200)).text);
    const id = await idOf('Yana');
    const [session] = await test.services.staff.listSessions(id);
    await admin.form(`/console/desk/${id}/sessions/${session?._id ?? ''}/end`).expect(303);
    await test.browser().form(link).expect(410);
    const two = await test.signIn('coordinator', 'Yana');
    const later = linkIn((await two.form('/console/me/link').expect(200)).text);
    await admin.form(`/console/desk/${id}/end-sessions`).expect(303);
    await test.browser().form(later).expect(410);
  });
});
