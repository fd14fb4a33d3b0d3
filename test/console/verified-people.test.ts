import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { aDesk } from './desk-setup.ts';

let test: TestApp;
let desk: Browser;
let admin: Browser;

beforeAll(async () => {
  test = await startTestApp();
  desk = await test.signIn('coordinator', 'Anna');
  admin = await test.signIn('administrator', 'Ada');
});
afterAll(() => test.stop());

const shownIn = (page: string): string => /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? '';

describe('an escort', () => {
  const ESCORT = { name: 'Olena', phone: '+48 000 000 001', language: 'uk', zone: 'Europe/Kyiv' };
  let escortId: string;
  beforeEach(async () => {
    ({ escortId } = await aDesk(test));
  });
  const page = async (): Promise<string> => (await desk.get(`/console/escorts/${escortId}`)).text;
  const row = async (): Promise<string> =>
    (await desk.get('/console/escorts')).text.split('<tr').find((each) => each.includes(escortId)) ?? '';
  const chosen = async (): Promise<string> =>
    new RegExp(`<option value="${escortId}".*?</option>`).exec((await desk.get('/console/slots/new')).text)?.[0] ?? '';
  const read = async (): Promise<string> => (await desk.form(`/console/escorts/${escortId}/phone`)).text;
  const verify = (shown: string) => desk.form(`/console/escorts/${escortId}/verify`, { shown });
  const edit = (changes: object) => desk.form(`/console/escorts/${escortId}/edit`, { ...ESCORT, ...changes });

  it('is said to be not verified wherever one is listed, shown or chosen, until somebody has spoken to her', async () => {
    for (const each of [await page(), await row()]) expect(each).toContain('not verified');
    expect(await chosen()).toContain('Olena (not verified)');
    expect(await page()).not.toContain('I have spoken');
    await verify(shownIn(await read())).expect(303);
    for (const each of [await page(), await row()]) {
      expect(each).toContain('by Anna, Tue 24 Nov');
      expect(each).not.toContain('not verified');
    }
    expect(await chosen()).toContain('Olena');
    expect(await chosen()).not.toContain('not verified');
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    const verified = entries.filter(({ what, which }) => what === 'escort.verify' && which['escortId'] === escortId);
    expect(verified).toMatchObject([{ actor: { name: 'Anna' } }]);
  });

  it('stays verified when only the language or the crossings change, and no longer with another number or name', async () => {
    await verify(shownIn(await read())).expect(303);
    await edit({ language: 'en', crossingIds: ['pl-ua-medyka'] }).expect(303);
    expect(await page()).toContain('by Anna');
    await edit({ phone: '+48 000 000 002' }).expect(303);
    expect(await page()).toContain('not verified');
    await verify(shownIn(await read())).expect(303);
    await edit({ phone: '+48 000 000 002', name: 'Olena Nova' }).expect(303);
    expect(await page()).toContain('not verified');
  });

  it('is not verified on a number that is not the one that was shown', async () => {
    const shown = shownIn(await read());
    await edit({ phone: '+48 000 000 003' }).expect(303);
    const refused = await verify(shown).expect(409);
    expect(refused.text).toContain('Show the number again');
    expect(await page()).toContain('not verified');
    await desk.post(`/api/v1/escorts/${escortId}/verify`, {}).expect(422);
    const answer = await desk.post(`/api/v1/escorts/${escortId}/phone`).expect(200);
    const number = answer.body as { phone: string; shown: string };
    await desk.post(`/api/v1/escorts/${escortId}/verify`, { shown: number.shown }).expect(200);
    expect(await page()).toContain('by Anna');
  });
});

describe('a contact of ours', () => {
  const HOURS = { hours: '24/7' };
  let contactId: string;
  let address: string;
  const stored = () => test.services.contact.get(contactId);
  const edit = async (fields: Record<string, string>) => {
    const at = `${address}/edit`;
    return admin.form(at, { shown: shownIn((await admin.get(at)).text), ...fields });
  };

  beforeEach(async () => {
    for (const { _id } of await test.services.contact.list()) await test.services.contact.retire(anAct(), _id);
    await admin
      .form('/console/contacts', { phone: '+48 000 000 000', ...HOURS, email: 'desk@example.org' })
      .expect(303);
    contactId = (await test.services.contact.list())[0]?._id ?? '';
    address = `/console/contacts/${contactId}`;
    test.clock.advance({ hours: 1 });
  });

  it('is edited by administrators only, and keeps who tried its number while the number stays', async () => {
    const before = await stored();
    await desk.get(`${address}/edit`).expect(403);
    const saved = await edit({ phone: '+48 000000000', hours: '8:00 to 22:00' });
    expect(saved.status).toBe(303);
    const after = await stored();
    expect(after).toMatchObject({ hours: '8:00 to 22:00', verifiedBy: 'Ada', verifiedAt: before.verifiedAt });
    expect(after).not.toHaveProperty('email');
    await admin.get('/console/contacts/none/edit').expect(404);
  });

  it('takes another number only once it was tried, verified anew by name', async () => {
    const eva = await test.signIn('administrator', 'Eva');
    const at = `${address}/edit`;
    const shown = shownIn((await eva.get(at)).text);
    const asked = await eva.form(at, { phone: '+48 000 000 009', ...HOURS, shown }).expect(422);
    expect(asked.text).toContain('href="#field-tried"');
    expect(asked.text).toContain('value="+48 000 000 009"');
    expect((await stored()).phone).toBe('+48 000 000 000');
    await eva.form(at, { phone: '+48 000 000 009', ...HOURS, shown, tried: 'true' }).expect(303);
    expect(await stored()).toMatchObject({ phone: '+48 000 000 009', verifiedBy: 'Eva', verifiedAt: test.clock.now() });
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    expect(entries.at(-1)).toMatchObject({ what: 'contact.edit', actor: { name: 'Eva' } });
  });

  it('is not overwritten nor verified by who saw it as it was before', async () => {
    const shown = shownIn((await admin.get(`${address}/edit`)).text);
    await admin.form(`${address}/verify`, { shown }).expect(303);
    await admin.form(`${address}/edit`, { phone: '+48 000 000 000', hours: 'nights', shown }).expect(303);
    const late = await admin.form(`${address}/edit`, { phone: '+48 000 000 000', hours: 'days', shown }).expect(409);
    expect(late.text).toContain('It now says +48 000 000 000, nights.');
    expect(late.text).toContain('value="days"');
    await admin.form(`${address}/verify`, { shown }).expect(409);
    expect(await stored()).toMatchObject({ hours: 'nights' });
    const list = await admin.get('/api/v1/contacts').expect(200);
    const [listed] = (list.body as { contacts: { shown: string; contactId: string }[] }).contacts;
    const input = { phone: '+48 000 000 000', hours: '24/7', shown: listed?.shown };
    await admin.post(`/api/v1/contacts/${contactId}/edit`, input).expect(200);
    expect(await stored()).toMatchObject({ hours: '24/7' });
  });
});
