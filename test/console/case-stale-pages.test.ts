import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { checkCaller } from '../support/caller-check.ts';
import { aCase, aDesk } from './desk-setup.ts';

let test: TestApp;
let anna: Browser;
let marta: Browser;
let place: Awaited<ReturnType<typeof aDesk>>;

beforeAll(async () => {
  test = await startTestApp();
  await signIn();
  place = await aDesk(test);
  await test.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
});
afterAll(() => test.stop());

async function signIn(): Promise<void> {
  anna = await test.signIn('coordinator', 'Anna');
  marta = await test.signIn('coordinator', 'Marta');
}

const versionsOn = (page: string): string[] =>
  [...page.matchAll(/name="version" value="(\d+)"/g)].map(([, v]) => v ?? '');
/** The version that a page's forms carry: one, on each of them. */
async function versionOf(browser: Browser, path: string): Promise<string> {
  const page = (await browser.get(path).expect(200)).text;
  const versions = versionsOn(page);
  expect([path, new Set(versions).size]).toEqual([path, 1]);
  // The frame's own form to sign out changes no case file.
  expect(page.match(/<form method="post"/g)?.length).toBe(versions.length + 1);
  return versions[0] ?? '';
}
const correction = { language: 'uk', channel: 'phone', party: '1', nationality: 'LT' };

describe('a form on a case file that somebody else has changed since', () => {
  let address: string;
  /** Marta's own change, between the showing of Anna's page and the sending of its form. */
  const martaChanges = async (needs: string) => {
    test.clock.advance({ minutes: 1 });
    await marta.form(`${address}/correct`, { ...correction, needs }).expect(303);
  };

  it('is refused, every one of them, with the case file as it now stands beside what was typed', async () => {
    const { caseFileId } = await aCase(test);
    address = `/console/cases/${caseFileId}`;
    const path = {
      hub: 'minsk',
      mode: 'bus',
      entryCrossing: 'by-pl-terespol',
      exitCrossing: 'pl-ua-medyka',
      exitMode: 'foot',
    };
    const proof = { confirmedBy: 'TYPED', reference: 'No. 8', confirmedAt: '2026-11-20' };
    const step = { state: 'travelling', saidBy: 'TYPED', date: '2026-11-23', time: '10:00' };
    const forms: [string, Record<string, string>][] = [
      ['correct', { ...correction, travellerName: 'TYPED' }],
      ['path', path],
      ['proof', proof],
      ['progress', step],
      ['end', { ending: 'withdrawn', reason: 'TYPED' }],
      ['reopen', { reason: 'TYPED' }],
      ['take-back', { reason: 'TYPED' }],
      ['book', { slotId: place.slotId }],
    ];
    for (const [name, fields] of forms) {
      const version = await versionOf(anna, `${address}/${name}`);
      await martaChanges(`before ${name}`);
      const refused = await anna.form(`${address}/${name}`, { ...fields, version }).expect(409);
      expect([name, refused.text.includes('Marta has changed this case file since your page was shown')]).toEqual([
        name,
        true,
      ]);
      expect(refused.text).toMatch(/As it stands now[\s\S]*by Marta/);
      if (JSON.stringify(fields).includes('TYPED')) expect(refused.text).toContain('value="TYPED"');
      expect(versionsOn(refused.text)).toEqual([String(Number(version) + 1)]);
    }
  });

  it('so is a booking’s: moved, cancelled', async () => {
    const { caseFileId } = await aCase(test);
    address = `/console/cases/${caseFileId}`;
    const book = { caseFileId, hold: false, acknowledgedReason: 'for the test' };
    const { bookingId } = await test.services.booking.book(anAct(), place.slotId, book);
    for (const [name, fields] of [
      ['move', { slotId: place.slotId }],
      ['cancel', { reason: 'TYPED' }],
    ] as const) {
      const path = `${address}/bookings/${bookingId}/${name}`;
      const version = await versionOf(anna, path);
      await martaChanges(`before ${name}`);
      expect((await anna.form(path, { ...fields, version }).expect(409)).text).toContain('As it stands now');
    }
  });

  it('so is each button, and pressing it again is a decision', async () => {
    const { caseFileId } = await aCase(test);
    address = `/console/cases/${caseFileId}`;
    await anna.form(`${address}/check`, { asked: ['reference', 'her-name'], matched: 'yes' }).expect(303);
    for (const name of ['word', 'link', 'card']) {
      const version = await versionOf(anna, address);
      await martaChanges(`before ${name}`);
      const refused = await anna.form(`${address}/${name}`, { version }).expect(409);
      expect(refused.text).toContain('As it stands now');
      expect(refused.text).toContain(`action="${address}/${name}"`);
      const again = await anna.form(`${address}/${name}`, { version: versionsOn(refused.text)[0] ?? '' });
      expect([200, 303]).toContain(again.status);
    }
  });

  it('shows the fields of a correction side by side, and takes it once it was seen', async () => {
    const { caseFileId } = await aCase(test);
    address = `/console/cases/${caseFileId}`;
    const version = await versionOf(anna, `${address}/correct`);
    await martaChanges('a wheelchair');
    const typed = { ...correction, travellerName: 'Typed Name', needs: 'walks slowly' };
    const refused = await anna.form(`${address}/correct`, { ...typed, version }).expect(409);
    expect(refused.text).toMatch(/What she needs<\/td>[\s\S]*?a wheelchair[\s\S]*?<b>walks slowly<\/b>/);
    expect(refused.text).toMatch(/Her name<\/td>[\s\S]*?empty[\s\S]*?<b>Typed Name<\/b>/);
    expect(refused.text).not.toMatch(/Nationality<\/td>/);
    await anna.form(`${address}/correct`, { ...typed, version: versionsOn(refused.text)[0] ?? '' }).expect(303);
    expect((await marta.get(address)).text).toContain('walks slowly');
  });

  const unescape = (text: string): string =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const shownOn = (page: string): string => unescape(/name="shown" value="([^"]*)"/.exec(page)?.[1] ?? '');
  const needsOn = (page: string): string => /<textarea[^>]*name="needs"[^>]*>\n([^<]*)</.exec(page)?.[1] ?? '';
  const needsOf = async () => needsOn((await marta.get(`${address}/correct`)).text);

  it('shows in a field that she has not touched what stands now, and sending it again undoes nothing', async () => {
    const { caseFileId } = await aCase(test);
    address = `/console/cases/${caseFileId}`;
    await martaChanges('walks\nslowly');
    const page = (await anna.get(`${address}/correct`).expect(200)).text;
    await martaChanges('a wheelchair');
    // As her browser sends it: all fields, of which she has changed one.
    const typed = { ...correction, travellerName: 'Typed Name', needs: 'walks\r\nslowly', shown: shownOn(page) };
    const version = versionsOn(page)[0] ?? '';
    const refused = (await anna.form(`${address}/correct`, { ...typed, version }).expect(409)).text;
    expect([needsOn(refused), refused.includes('value="Typed Name"')]).toEqual(['a wheelchair', true]);
    expect(refused).not.toMatch(/What she needs<\/td>/);
    expect(refused).toMatch(/Her name<\/td>[\s\S]*?<b>Typed Name<\/b>/);
    const again = { ...typed, needs: needsOn(refused), shown: shownOn(refused) };
    await anna.form(`${address}/correct`, { ...again, version: versionsOn(refused)[0] ?? '' }).expect(303);
    expect(await needsOf()).toBe('a wheelchair');
    expect((await marta.get(`${address}/correct`)).text).toContain('value="Typed Name"');
  });

  it('keeps what a colleague has written also where the first sending was only mistyped', async () => {
    address = `/console/cases/${(await aCase(test)).caseFileId}`;
    await martaChanges('a wheelchair');
    const page = (await anna.get(`${address}/correct`).expect(200)).text;
    await martaChanges('needs a ramp');
    const typed = { ...correction, party: '99', needs: 'a wheelchair', shown: shownOn(page) };
    const wrong = (await anna.form(`${address}/correct`, { ...typed, version: versionsOn(page)[0] ?? '' }).expect(422))
      .text;
    expect([needsOn(wrong), /name="party"[^>]*value="99"/.test(wrong)]).toEqual(['needs a ramp', true]);
  });

  it('takes all as typed where the form does not say what it was shown with', async () => {
    address = `/console/cases/${(await aCase(test)).caseFileId}`;
    await martaChanges('a wheelchair');
    const typed = { ...correction, needs: 'typed anew', shown: '{' };
    const answer = await anna.form(`${address}/correct`, { ...typed, version: '0' }).expect(409);
    expect(needsOn(answer.text)).toBe('typed anew');
  });

  it('never refuses a coordinator’s own acts, one after the other; nor after a note or a report', async () => {
    const { caseFileId } = await aCase(test);
    address = `/console/cases/${caseFileId}`;
    const send = async (path: string, fields: Record<string, string>, page = path) =>
      (await anna.form(path, { ...fields, version: await versionOf(anna, page) }).expect(303)).status;
    await send(`${address}/correct`, { ...correction, needs: 'one' });
    await send(`${address}/correct`, { ...correction, needs: 'two' });
    await anna.form(`${address}/check`, { asked: ['reference', 'her-name'], matched: 'yes' }).expect(303);
    await send(`${address}/word`, {}, address);
    const before = await versionOf(anna, `${address}/end`);
    await marta.form(`${address}/notes`, { text: 'She called.' }).expect(303);
    await test.services.report.report(anAct({ actor: { kind: 'traveller', caseFileId } }), caseFileId, 'need-help');
    await checkCaller(test, caseFileId);
    await anna.form(`${address}/end`, { ending: 'withdrawn', reason: 'they called', version: before }).expect(303);
    await send(`${address}/take-back`, { reason: 'a mistake' });
  });

  it('with a version that is none is refused too', async () => {
    address = `/console/cases/${(await aCase(test)).caseFileId}`;
    await anna.form(`${address}/correct`, { ...correction, version: 'x' }).expect(409);
  });
});

describe('who else has a case file open', () => {
  it('is said on its page and its forms, for ten minutes after the last page', async () => {
    const { caseFileId } = await aCase(test);
    const address = `/console/cases/${caseFileId}`;
    test.clock.set('2026-11-25T01:10:00Z');
    // A session does not last so long.
    await signIn();
    await marta.get(address).expect(200);
    test.clock.advance({ minutes: 9 });
    await marta.get(`${address}/correct`).expect(200);
    test.clock.advance({ minutes: 10 });
    const said = 'has this case file open, since 02:10.';
    expect((await anna.get(address)).text).toContain(`<b>Marta</b> ${said}`);
    expect((await anna.get(`${address}/path`)).text).toContain(`<b>Marta</b> ${said}`);
    expect((await anna.get('/console/cases')).text).not.toContain(said);
    test.clock.advance({ minutes: 1 });
    expect((await anna.get(address)).text).not.toContain('has this case file open');
    const back = (await marta.get(address)).text;
    expect(back).toMatch(/<b>Anna<\/b> has this case file open, since 02:29\./);
    expect(back).not.toContain('<b>Marta</b> has');
  });
});
