import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';

interface Person {
  staffId: string;
  name: string;
  role: string;
  endedAt?: string;
}

describe('the people of the desk', () => {
  let home: TestApp;
  let admin: Browser;

  beforeAll(async () => {
    home = await startTestApp();
    admin = await home.signIn('administrator', 'Ada');
  });
  afterAll(() => home.stop());

  const people = async (): Promise<Person[]> => ((await admin.get('/api/v1/staff')).body as { staff: Person[] }).staff;
  const idOf = async (name: string): Promise<string> =>
    (await people()).find((person) => person.name === name)?.staffId ?? '';
  const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/api/v1/session')).status === 200;

  it('are invited by an administrator with a link from the public address', async () => {
    const invited = await admin.post('/api/v1/staff', { name: 'Bohdan', role: 'coordinator' });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      link: expect.stringMatching(/^http:\/\/localhost:3000\/sign-in\/[\w-]{43}$/) as unknown,
      expiresAt: '2026-11-24T10:15:00.000Z',
    });
    expect(await people()).toContainEqual(expect.objectContaining({ name: 'Bohdan', role: 'coordinator' }));
  });

  it('lose access and every session at once when an administrator ends it', async () => {
    const [desk, phone] = [await home.signIn('coordinator', 'Vira'), await home.signIn('coordinator', 'Vira')];
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, true]);
    expect((await admin.post(`/api/v1/staff/${await idOf('Vira')}/end`)).status).toBe(200);
    expect([await isIn(desk), await isIn(phone)]).toEqual([false, false]);
  });

  it('cannot come in by a link given before their access ended', async () => {
    const answer = await admin.post('/api/v1/staff', { name: 'Petro', role: 'coordinator' });
    const { link, staffId } = answer.body as { link: string; staffId: string };
    await admin.post(`/api/v1/staff/${staffId}/end`);
    expect((await home.browser().form(new URL(link).pathname)).status).toBe(410);
  });

  it('are signed out everywhere and may come back when only their sessions end', async () => {
    const vira = await home.signIn('coordinator', 'Vira II');
    const ended = await admin.post(`/api/v1/staff/${await idOf('Vira II')}/end-sessions`);
    expect(ended.body).toEqual({ ended: 1 });
    expect(await isIn(vira)).toBe(false);
    expect(await isIn(await home.signIn('coordinator', 'Vira II'))).toBe(true);
  });

  it('come back under their old name as somebody new', async () => {
    const act = (): ReturnType<typeof anAct> => anAct({ actor: { kind: 'admin', name: 'command line' } });
    await home.signIn('coordinator', 'Maria');
    await home.services.staff.endByName(act(), '  MARIA ');
    await home.signIn('coordinator', 'Maria');
    const marias = (await people()).filter(({ name }) => name === 'Maria');
    expect(marias.map(({ endedAt }) => endedAt !== undefined).toSorted()).toEqual([false, true]);
    await expect(home.services.staff.endByName(act(), 'Nobody')).rejects.toMatchObject({ status: 404 });
  });

  it('act under their new role from the next request on', async () => {
    const olha = await home.signIn('administrator', 'Olha');
    expect((await olha.get('/api/v1/staff')).status).toBe(200);
    await admin.post('/api/v1/staff', { name: 'Olha', role: 'coordinator' });
    expect((await olha.get('/api/v1/staff')).status).toBe(403);
  });

  it('never lose their last administrator: not by end, not by invitation as something else, not by two at once', async () => {
    const lonely = await startTestApp();
    try {
      const [one, two] = [await lonely.signIn('administrator', 'Ada'), await lonely.signIn('administrator', 'Eva')];
      const { staff } = (await one.get('/api/v1/staff')).body as { staff: Person[] };
      const idFor = (name: string): string => staff.find((person) => person.name === name)?.staffId ?? '';
      const ends = await Promise.all([
        one.post(`/api/v1/staff/${idFor('Eva')}/end`),
        two.post(`/api/v1/staff/${idFor('Ada')}/end`),
      ]);
      expect(ends.filter(({ status }) => status === 200)).toHaveLength(1);
      const [left, name] = ends[0].status === 200 ? ([one, 'Ada'] as const) : ([two, 'Eva'] as const);
      const ended = await left.post(`/api/v1/staff/${idFor(name)}/end`);
      expect(ended).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('last administrator') as unknown },
      });
      expect((await left.post('/api/v1/staff', { name, role: 'coordinator' })).status).toBe(409);
      expect((await left.get('/api/v1/staff')).status).toBe(200);
    } finally {
      await lonely.stop();
    }
  });

  it('leave an entry in the audit for each invitation, sign-in and end', async () => {
    const answer = await admin.post('/api/v1/staff', { name: 'Sofia', role: 'coordinator' });
    const { link, staffId } = answer.body as { link: string; staffId: string };
    await home.browser().form(new URL(link).pathname).expect(303);
    await admin.post(`/api/v1/staff/${staffId}/end`).expect(200);
    const entries = await home.services.stores.audit.listBetween(new Date(0), new Date('2027-01-01T00:00:00Z'));
    const hers = entries.filter(({ which }) => which['staffId'] === staffId);
    expect(hers.map(({ what, actor }) => `${what} by ${actor.kind}`)).toEqual([
      ...['staff.invite by staff', 'access.sign-in by staff', 'staff.end by staff'],
    ]);
  });
});
