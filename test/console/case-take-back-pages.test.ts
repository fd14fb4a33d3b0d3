import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { aCase, aDesk } from './desk-setup.ts';

let test: TestApp;
let anna: Browser;
let marta: Browser;
let eva: Browser;

beforeAll(async () => {
  test = await startTestApp();
  await signIn();
});
afterAll(() => test.stop());

async function signIn(): Promise<void> {
  anna = await test.signIn('coordinator', 'Anna');
  marta = await test.signIn('coordinator', 'Marta');
  eva = await test.signIn('administrator', 'Eva');
}

const OFFER = 'Take the last change back';

/** A booked case whose ending by Anna was a mistake. */
async function aMistake() {
  const place = await aDesk(test);
  const { caseFileId } = await aCase(test);
  const book = { caseFileId, hold: false, acknowledgedReason: 'for the test' };
  await test.services.booking.book(anAct(), place.slotId, book);
  const address = `/console/cases/${caseFileId}`;
  await anna.form(`${address}/end`, { ending: 'withdrawn', reason: 'Wrong family' }).expect(303);
  return { address, caseFileId, ...place };
}

describe('a mistaken ending', () => {
  it('is taken back on its page, stays in the history, and its place is booked again by one button', async () => {
    const { address, slotId } = await aMistake();
    expect((await anna.get(address)).text).toContain(OFFER);
    expect((await anna.get(`${address}/take-back`)).text).toMatch(/Anna changed it from[\s\S]*ended: withdrawn/);
    const wrong = await anna.form(`${address}/take-back`, { reason: 'no' }).expect(422);
    expect(wrong.text).toContain('value="no"');
    const done = await anna.form(`${address}/take-back`, { reason: 'It was another family' }).expect(200);
    expect(done.text).toContain('Book this place again');
    expect(done.text).toContain('has not been told that it was free');
    const version = /name="version" value="(\d+)"/.exec(done.text)?.[1] ?? '';
    // The ordinary booking, with its own rules: here it asks for the reason again.
    const again = { slotId, how: 'book', version, seen: 'yes', acknowledgedReason: 'as before' };
    await anna.form(`${address}/book`, again).expect(303);
    const page = (await anna.get(address)).text;
    expect(page).toMatch(/ended: withdrawn<\/b>[\s\S]*a mistake, taken back[\s\S]*Wrong family/);
    expect(page).toMatch(/Taken back: “ended: withdrawn”[\s\S]*because: It was another family; recorded by Anna/);
    expect(page).not.toContain(OFFER);
  });

  it('names a place that is gone, and says that she had been told', async () => {
    const { address, slotId, caseFileId } = await aMistake();
    for (const line of await test.services.stores.notifications.listOpenOfCase(caseFileId))
      await test.services.notification.markTold(anAct(), line._id);
    await test.services.slot.cancel(anAct(), slotId, 'the road is closed');
    const done = await anna.form(`${address}/take-back`, { reason: 'It was another family' }).expect(200);
    expect(done.text).toContain('She had been told. She stands on To tell');
    expect(done.text).toContain('was told by Anna that it was free: call again');
    expect(done.text).toContain('<b>Gone:</b>');
    expect(done.text).not.toContain('Book this place again');
    expect((await anna.get('/console/to-tell')).text).toContain('What we told her was a mistake of ours');
  });

  it('is not offered to another coordinator, but to an administrator; the act decides by the role', async () => {
    const { address, caseFileId } = await aMistake();
    const hers = (await marta.get(address)).text;
    expect(hers).not.toContain(OFFER);
    expect(hers).toContain('Anna or an administrator can take it back for a day.');
    const refused = await marta.form(`${address}/take-back`, { reason: 'not mine' }).expect(403);
    expect(refused.text).toContain('value="not mine"');
    expect((await marta.post(`/api/v1/case-files/${caseFileId}/take-back`, { reason: 'not mine' })).status).toBe(403);
    expect((await eva.get(address)).text).toContain(OFFER);
    const done = await eva.post(`/api/v1/case-files/${caseFileId}/take-back`, { reason: 'Anna asked' }).expect(200);
    expect(done.body).toMatchObject({ state: 'confirmed', released: [{ free: true }] });
  });

  it('is reopened by anybody once a day is over', async () => {
    const { address } = await aMistake();
    test.clock.advance({ hours: 25 });
    await signIn();
    const page = (await marta.get(address)).text;
    expect(page).toContain('Reopen the case file');
    expect(page).not.toContain(OFFER);
    expect((await anna.get(`${address}/take-back`)).text).toContain('no change of state that can be taken back');
    await marta.form(`${address}/reopen`, { reason: 'She called' }).expect(303);
  });
});

const WARNING = 'Nothing is on file that only she knows';

describe('checking a caller', () => {
  it('shows what is on file, wants two answers, and says what to do when one does not match', async () => {
    const { intake } = test.services;
    const phone = '+48 000 000 123';
    const opened = await intake.open(anAct(), {
      language: 'uk',
      channel: 'phone',
      party: 1,
      phone,
      travellerName: 'Example',
    });
    const address = `/console/cases/${opened.caseFileId}`;
    const page = (await anna.get(`${address}/check`).expect(200)).text;
    expect(page).toContain('On file: Example');
    expect(page).toContain('On file: nothing, so do not ask it');
    const one = await anna.form(`${address}/check`, { asked: 'reference', matched: 'yes' }).expect(422);
    expect(one.text).toContain('Ask at least two of these');
    expect(one.text).toMatch(/value="reference" checked/);
    const onHerPhone = { asked: ['reference', 'number'], matched: 'yes' };
    const nothing = await anna.form(`${address}/check`, onHerPhone).expect(422);
    expect(nothing.text).toContain('her reference and her number are on her phone, whoever holds it');
    expect((await anna.get(address)).text).toContain('before you give her anything');
    const asked = ['reference', 'her-name'];
    await anna.form(`${address}/check`, { asked, matched: 'yes' }).expect(303);
    expect((await anna.get(address)).text).toContain('You checked the caller at');
    const failed = await anna.form(`${address}/check`, { asked, matched: 'no' }).expect(200);
    expect(failed.text).toContain('Give nothing, and say nothing of this family.');
    expect(failed.text).toContain('href="tel:+48000000123"');
    expect((await anna.get(address)).text).toContain('before you give her anything');
  });

  it('warns where nothing is on file that only she knows', async () => {
    const known = { language: 'uk', channel: 'phone', party: 1, phone: '+48 000 000 124' } as const;
    const { caseFileId } = await test.services.intake.open(anAct(), known);
    expect((await anna.get(`/console/cases/${caseFileId}/check`)).text).toContain(WARNING);
    await test.services.intake.correct(anAct(), caseFileId, { travellerName: 'Example' });
    expect((await anna.get(`/console/cases/${caseFileId}/check`)).text).not.toContain(WARNING);
  });

  it('is asked for by the button for a new meeting word, which leads there', async () => {
    const { caseFileId } = await aCase(test);
    const address = `/console/cases/${caseFileId}`;
    const { word } = await test.services.stores.caseFiles.get(caseFileId);
    const refused = await anna.form(`${address}/word`).expect(409);
    expect(refused.text).toContain('Check the caller first');
    expect(refused.text).toContain(`href="${address}/check" target="_blank"`);
    expect((await test.services.stores.caseFiles.get(caseFileId)).word).toBe(word);
    await anna.post(`/api/v1/case-files/${caseFileId}/word`).expect(409);
    await anna.form(`${address}/check`, { asked: ['reference', 'proof-code'], matched: 'yes' }).expect(303);
    await anna.form(`${address}/word`).expect(303);
    expect((await test.services.stores.caseFiles.get(caseFileId)).word).not.toBe(word);
  });

  it('is asked for by a correction of her number, which keeps all that was typed and leads there', async () => {
    const { caseFileId } = await aCase(test);
    const address = `/console/cases/${caseFileId}`;
    const typed = { language: 'uk', channel: 'phone', party: '1', nationality: 'LT', phone: '+48 000 000 777' };
    const refused = await anna.form(`${address}/correct`, typed).expect(409);
    expect(refused.text).toContain('value="+48 000 000 777"');
    expect(refused.text).toContain(`href="${address}/check" target="_blank"`);
    const checked = await anna.post(`/api/v1/case-files/${caseFileId}/check-caller`, {
      asked: ['reference', 'proof-code'],
      matched: true,
    });
    expect(checked.status).toBe(200);
    await anna.form(`${address}/correct`, typed).expect(303);
  });
});
