import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aDesk } from './desk-setup.ts';

let test: TestApp;
let desk: Browser;
let admin: Browser;
let place: Awaited<ReturnType<typeof aDesk>>;

beforeAll(async () => {
  test = await startTestApp();
  desk = await test.signIn('coordinator', 'Anna');
  admin = await test.signIn('administrator', 'Ada');
  place = await aDesk(test);
});
afterAll(() => test.stop());

describe('escorts in the console', () => {
  const ESCORT = { name: 'Iryna', phone: '+48 000 000 009', language: 'uk', zone: 'Europe/Kyiv' };

  it('are entered, and a wrong number keeps what was typed', async () => {
    const again = await desk.form('/console/escorts/new', { ...ESCORT, phone: 'none' }).expect(422);
    expect(again.text).toContain('value="Iryna"');
    const made = await desk.form('/console/escorts/new', { ...ESCORT, crossingIds: 'pl-ua-medyka' }).expect(303);
    const page = await desk.get(made.headers['location'] ?? '').expect(200);
    expect(page.text).toContain('Medyka');
    expect(page.text).not.toContain(ESCORT.phone);
  });

  it('show their number only when asked, which the audit keeps', async () => {
    const shown = await desk.form(`/console/escorts/${place.escortId}/phone`).expect(200);
    expect(shown.text).toContain('+48 000 000 001');
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    expect(entries.at(-1)).toMatchObject({ what: 'escort.read-phone', fields: ['phone'] });
  });

  it('are given a calendar whose address is shown once, as text, as a link and as a code to scan', async () => {
    const given = await desk.form(`/console/escorts/${place.escortId}/feeds`).expect(200);
    const url = /value="(http[^"]+\.ics)"/.exec(given.text)?.[1] ?? '';
    expect(given.text).toContain(url.replace('http:', 'webcal:'));
    expect(given.text).toContain('<svg');
    expect((await desk.get(`/console/escorts/${place.escortId}`)).text).not.toContain(url);
    await test.browser().get(new URL(url).pathname).expect(200);
    await desk.form(`/console/escorts/${place.escortId}/rotate-feed`).expect(200);
    expect((await test.browser().get(new URL(url).pathname)).text).toContain('-ended@homeward');
  });

  it('shows no address again that has ended since', async () => {
    const { escortId } = await aDesk(test);
    const sent = { idempotencyKey: 'the same form' };
    const address = /\/feeds\/[\w-]+\.ics/;
    const first = await desk.form(`/console/escorts/${escortId}/feeds`, sent).expect(200);
    const again = await desk.form(`/console/escorts/${escortId}/feeds`, sent).expect(200);
    expect(address.exec(again.text)?.[0]).toBe(address.exec(first.text)?.[0]);
    await desk.form(`/console/escorts/${escortId}/rotate-feed`).expect(200);
    const ended = await desk.form(`/console/escorts/${escortId}/feeds`, sent).expect(410);
    expect(ended.text).not.toMatch(address);
  });

  it('end a calendar of their own by their page, and none of another escort', async () => {
    const own = `/console/escorts/${place.escortId}`;
    const other = (await desk.form('/console/escorts/new', { ...ESCORT, name: 'Taras' }).expect(303)).headers[
      'location'
    ];
    await desk.form(`${own}/feeds`).expect(200);
    const end = /feeds\/(\w+)\/revoke/.exec((await desk.get(own)).text)?.[0] ?? '';
    await desk.form(`${String(other).split('?')[0] ?? ''}/${end}`).expect(404);
    expect((await desk.get(own)).text).toContain(end);
    await desk.form(`${own}/${end}`).expect(303);
    expect((await desk.get(own)).text).not.toContain(end);
  });

  it('are not retired while slots are theirs, and the page says which', async () => {
    const refused = await desk.form(`/console/escorts/${place.escortId}/retire`).expect(409);
    expect(refused.text).toContain('2026-11-26 14:30');
  });
});

describe('meeting points in the console', () => {
  const words = 'Behind the passport window, by the green door';
  const POINT = { crossingId: 'pl-ua-medyka', side: 'polish', name: 'Green door' };
  const DESCRIBED = { descriptionEn: words, descriptionUk: words, descriptionRu: words };

  it('are described in three languages; a missing one keeps the others', async () => {
    const again = await desk.form('/console/meeting-points/new', { ...POINT, ...DESCRIBED, descriptionRu: '' });
    expect(again.status).toBe(422);
    expect(again.text).toContain(words);
    expect(again.text).toContain('href="#field-descriptionRu"');
    await desk.form('/console/meeting-points/new', { ...POINT, ...DESCRIBED }).expect(303);
    expect((await desk.get('/console/meeting-points')).text).toContain('nobody yet: its slots cannot be opened');
  });

  it('are verified by name', async () => {
    const verify = `/console/meeting-points/${place.meetingPointId}/verify`;
    const page = (await desk.get('/console/meeting-points')).text;
    const shown = /name="shown" value="([^"]+)"/.exec(page.slice(page.indexOf(verify)))?.[1] ?? '';
    await desk.form(verify, { shown }).expect(303);
    expect((await desk.get('/console/meeting-points')).text).toContain('by Anna, Tue 24 Nov');
  });
});

describe('series in the console', () => {
  const SERIES = { weekdays: ['1', '5'], localTimes: '11:00', windowMinutes: '40', capacity: '3' };
  const VALID = { validFrom: '2026-11-24', validTo: '2026-12-31' };
  const fields = () => ({ ...SERIES, ...VALID, meetingPointId: place.meetingPointId });

  it('are planned at once, and a wrong time keeps what was typed', async () => {
    const again = await desk.form('/console/series/new', { ...fields(), localTimes: '11:00 25:00' }).expect(422);
    expect(again.text).toContain('value="11:00 25:00"');
    expect(again.text).toContain('href="#field-localTimes"');
    await desk.form('/console/series/new', fields()).expect(303);
    expect((await desk.get('/console/slots?week=2026-11-23')).text).toContain('11:00 Medyka');
  });

  it('list the slots that a change did not touch, and why', async () => {
    const own = { ...fields(), localTimes: '17:00' };
    const listed = async (): Promise<string[]> =>
      (await desk.get('/console/series')).text.match(/\/console\/series\/\w+\/edit/g) ?? [];
    const others = await listed();
    await desk.form('/console/series/new', own).expect(303);
    const address = (await listed()).find((each) => !others.includes(each)) ?? '';
    const now = test.clock.now();
    const slots = await test.services.stores.slots.list({ from: now, to: new Date(now.getTime() + 7 * 86_400_000) });
    const planned = slots.find(({ seriesId }) => seriesId === address.split('/').at(-2));
    const { meetingPointId } = place;
    const edit = { meetingPointId, date: planned?.localDate ?? '', time: '17:30', windowMinutes: '40', capacity: '3' };
    await desk.form(`/console/slots/${planned?._id ?? ''}/edit`, edit).expect(303);
    const changed = await desk.form(address, { ...own, capacity: '4' }).expect(200);
    expect(changed.text).toContain('changed by hand');
    expect(changed.text).toContain(`/console/slots/${planned?._id ?? ''}`);
  });
});

describe('the administrator', () => {
  it('enters our own contact, without which Today says so in red', async () => {
    expect((await desk.get('/console')).text).toContain('No number of ours is verified.');
    await desk.form('/console/contacts', { phone: '+48 000 000 000', hours: '24/7' }).expect(403);
    const again = await admin.form('/console/contacts', { phone: '0', hours: '24/7' }).expect(422);
    expect(again.text).toContain('value="24/7"');
    await admin.form('/console/contacts', { phone: '+48 000 000 000', hours: '24/7' }).expect(303);
    expect((await desk.get('/console')).text).not.toContain('No number of ours is verified.');
  });

  it('invites with a link that is shown once, and ends access', async () => {
    await desk.get('/console/desk').expect(403);
    const invited = await admin.form('/console/desk', { name: 'Oksana', role: 'coordinator' }).expect(200);
    expect(invited.text).toContain('/sign-in/');
    const page = (await admin.get('/console/desk')).text;
    expect(page).not.toContain('/sign-in/');
    const id = /Oksana[\s\S]*?\/console\/desk\/(\w+)\/end"/.exec(page)?.[1] ?? '';
    await admin.form(`/console/desk/${id}/end`).expect(303);
    expect((await admin.get('/console/desk')).text).toContain('access ended');
  });
});

describe('the route', () => {
  it('can be read with the dates of what is known', async () => {
    const page = (await desk.get('/console/route').expect(200)).text;
    expect(page).toContain('Medyka');
    expect(page).toContain('As of');
  });
});
