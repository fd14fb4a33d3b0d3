import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAct } from '../support/builders.ts';
import { checkCaller } from '../support/caller-check.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aCase, aDesk } from './desk-setup.ts';

const PHONE = '+48 600 700 800';
const PAGE = '/console/to-tell';

let test: TestApp;
let anna: Browser;
let marta: Browser;
let place: Awaited<ReturnType<typeof aDesk>>;
let her: Awaited<ReturnType<typeof aCase>>;

beforeAll(async () => {
  test = await startTestApp();
  anna = await test.signIn('coordinator', 'Anna');
  marta = await test.signIn('coordinator', 'Marta');
});
afterAll(() => test.stop());

const linesFor = async (audience: string) =>
  (await test.services.notification.listToTell()).filter(
    ({ notification }) => notification.audience === audience && notification.caseFileId === her.caseFileId,
  );
const idFor = async (audience: string, about = 'booking-made'): Promise<string> =>
  (await linesFor(audience)).find(({ notification }) => notification.about === about)?.notification._id ?? '';
const stored = (id: string) => test.services.stores.notifications.find(id);
const auditOf = async (what: string) =>
  (await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'))).filter(
    (entry) => entry.what === what && Object.values(entry.which).includes(her.caseFileId),
  );

beforeEach(async () => {
  place = await aDesk(test);
  her = await aCase(test);
  await checkCaller(test, her.caseFileId);
  await test.services.intake.correct(anAct(), her.caseFileId, { phone: PHONE });
  await test.services.booking.book(anAct(), place.slotId, {
    caseFileId: her.caseFileId,
    hold: false,
    acknowledgedReason: 'for the test',
  });
});

describe('a call', () => {
  it('shows the number, her language and what to say, for all that she is to hear', async () => {
    await test.services.intake.renewWord(anAct(), her.caseFileId);
    const list = (await anna.get(PAGE)).text;
    expect(list).toContain('data-label="How">phone<');
    expect(list).not.toContain('600 700');
    const page = (await anna.form(`${PAGE}/${await idFor('traveller')}/call`).expect(200)).text;
    expect(page).toContain('href="tel:+48600700800"');
    expect(page).toContain('Ukrainian');
    expect(page).toContain('Say day, time and place of the meeting');
    expect(page).toContain('Say the new meeting word');
    expect(page).toContain('Told all of it');
    expect(page).not.toContain('http-equiv="refresh"');
    expect(await auditOf('notification.call')).toMatchObject([{ fields: ['calling'], actor: { name: 'Anna' } }]);
    expect(await auditOf('notification.read-number')).toMatchObject([{ fields: ['phone'], actor: { name: 'Anna' } }]);
  });

  it('says “no number known” where there is none, on the list and in the call', async () => {
    await checkCaller(test, her.caseFileId);
    await test.services.intake.correct(anAct(), her.caseFileId, { phone: '', email: 'her@example.org' });
    expect((await anna.get(PAGE)).text).toContain('data-label="How">e-mail<');
    const id = await idFor('traveller');
    const mail = (await anna.form(`${PAGE}/${id}/call`)).text;
    expect(mail).toContain('href="mailto:her@example.org"');
    expect(mail).toContain('no number known');
    expect(await auditOf('notification.read-number')).toMatchObject([{ fields: ['phone', 'email'] }]);
    await checkCaller(test, her.caseFileId);
    await test.services.intake.correct(anAct(), her.caseFileId, { email: '' });
    expect((await anna.get(PAGE)).text).toContain('data-label="How">no number known<');
  });

  it('of an escort reads his number, and is shown with his name', async () => {
    const page = (await anna.form(`${PAGE}/${await idFor('escort')}/call`).expect(200)).text;
    expect(page).toContain('href="tel:+48000000001"');
    expect(page).toContain('Call Olena');
    expect(page).toContain('Told: he knows');
  });

  it('is shown to others, who are refused it for ten minutes', async () => {
    const id = await idFor('traveller');
    await marta.form(`${PAGE}/${id}/call`).expect(200);
    const list = (await anna.get(PAGE)).text;
    expect(list).toContain('Marta is calling since 11:00');
    expect(list).not.toContain(`${PAGE}/${id}/call`);
    expect((await marta.get(PAGE)).text).toContain('You are calling since 11:00');
    const refused = await anna.form(`${PAGE}/${id}/call`).expect(409);
    expect(refused.text).toContain('Marta is calling since 11:00 (Warsaw time). Leave this call to Marta.');
    expect(refused.text).not.toContain('http-equiv="refresh"');
    await anna.form(`${PAGE}/${id}/told`).expect(409);
    await anna.form(`${PAGE}/${id}/tried`).expect(409);
    await anna.form(`${PAGE}/${id}/leave`).expect(303);
    expect((await stored(id))?.calling?.by).toBe('Marta');
    test.clock.advance({ minutes: 10 });
    await anna.form(`${PAGE}/${id}/call`).expect(200);
    expect((await stored(id))?.calling?.by).toBe('Anna');
    await marta.form(`${PAGE}/${id}/told`).expect(409);
    test.clock.set('2026-11-24T10:00:00Z');
  });

  it('holds the person: another line of hers, even one that comes during the call, is not called by another', async () => {
    await marta.form(`${PAGE}/${await idFor('traveller')}/call`).expect(200);
    await test.services.intake.renewWord(anAct(), her.caseFileId);
    const late = await idFor('traveller', 'word-changed');
    await anna.form(`${PAGE}/${late}/call`).expect(409);
    await anna.form(`${PAGE}/${late}/told`).expect(409);
    await anna.form(`${PAGE}/${await idFor('escort')}/call`).expect(200);
  });

  it('goes on although what it was about is taken back meanwhile: she is on the phone', async () => {
    const [booking] = await test.services.stores.bookings.listLiveOfCase(her.caseFileId);
    await marta.form(`${PAGE}/${await idFor('traveller')}/call`).expect(200);
    await test.services.booking.cancel(anAct(), booking?._id ?? '', { reason: 'for the test' });
    const cancelled = await idFor('traveller', 'booking-cancelled');
    await anna.form(`${PAGE}/${cancelled}/call`).expect(409);
    await marta.form(`${PAGE}/${cancelled}/told`).expect(303);
    await test.services.intake.renewWord(anAct(), her.caseFileId);
    await anna.form(`${PAGE}/${await idFor('traveller', 'word-changed')}/call`).expect(200);
  });

  it('that nobody answers is noted with time and name, and frees all of it', async () => {
    await test.services.intake.renewWord(anAct(), her.caseFileId);
    const id = await idFor('traveller');
    for (const who of [marta, anna]) {
      await who.form(`${PAGE}/${id}/call`).expect(200);
      await who.form(`${PAGE}/${id}/tried`).expect(303);
      test.clock.advance({ minutes: 15 });
    }
    test.clock.set('2026-11-24T10:00:00Z');
    const word = await stored(await idFor('traveller', 'word-changed'));
    expect(word?.tries?.map(({ by }) => by)).toEqual(['Marta', 'Anna']);
    expect(word?.calling).toBeUndefined();
    expect((await anna.get(PAGE)).text).toContain('tried 11:00 (Marta), 11:15 (Anna), no answer');
  });

  it('is put down, and then another can call', async () => {
    const id = await idFor('traveller');
    await marta.form(`${PAGE}/${id}/call`).expect(200);
    await marta.form(`${PAGE}/${id}/leave`).expect(303);
    expect((await stored(id))?.tries).toBeUndefined();
    await anna.form(`${PAGE}/${id}/call`).expect(200);
  });

  it('goes on with what is left after one line is told, and ends with the last', async () => {
    await test.services.intake.renewWord(anAct(), her.caseFileId);
    const id = await idFor('traveller');
    const word = await idFor('traveller', 'word-changed');
    await marta.form(`${PAGE}/${id}/call`).expect(200);
    const page = await marta.form(`${PAGE}/${id}/told`).expect(200);
    expect(page.text).toContain('Say the new meeting word');
    expect(page.text).not.toContain('Say day, time and place');
    expect(page.text).not.toContain('tel:');
    await marta.form(`${PAGE}/${word}/told`).expect(303);
    expect(await linesFor('traveller')).toEqual([]);
  });

  it('is told as a whole, and only what stood on its page', async () => {
    await test.services.intake.renewWord(anAct(), her.caseFileId);
    const ids = [await idFor('traveller'), await idFor('traveller', 'word-changed')];
    await marta.form(`${PAGE}/${ids[0] ?? ''}/call`).expect(200);
    await test.services.progress.end(anAct(), her.caseFileId, { ending: 'withdrawn', reason: 'a test' });
    const [word, ended] = [ids[1] ?? '', await idFor('traveller', 'case-ended')];
    // The booking is gone with the ending, and with it what was to be said before.
    const answer = await marta.form(`${PAGE}/${ids[0] ?? ''}/told`, { also: word }).expect(409);
    expect(answer.text).toContain('This has changed meanwhile, so nothing was ticked off.');
    expect((await stored(word))?.toldBy).toBeUndefined();
    await anna.form(`${PAGE}/${ended}/call`).expect(409);
    await marta.form(`${PAGE}/${ended}/call`).expect(200);
    await marta.form(`${PAGE}/${ended}/told`).expect(303);
    expect((await stored(ended))?.toldBy).toBe('Marta');
  });

  it('ticks off no line of somebody else with hers', async () => {
    const id = await idFor('traveller');
    await marta.form(`${PAGE}/${id}/told`, { also: await idFor('escort') }).expect(404);
    expect((await stored(id))?.toldBy).toBeUndefined();
  });

  describe('sent again, as going back in a browser does', () => {
    const key = { idempotencyKey: 'the-same-form' };
    const NUMBER = '+48600700800';

    it('shows the number of now, and each showing leaves its entry', async () => {
      const id = await idFor('traveller');
      expect((await anna.form(`${PAGE}/${id}/call`, key).expect(200)).text).toContain(NUMBER);
      await checkCaller(test, her.caseFileId);
      await test.services.intake.correct(anAct(), her.caseFileId, { phone: '+48 111 111 111' });
      const again = (await anna.form(`${PAGE}/${id}/call`, key).expect(200)).text;
      expect([again.includes(NUMBER), again.includes('+48111111111')]).toEqual([false, true]);
      expect([(await auditOf('notification.call')).length, (await auditOf('notification.read-number')).length]).toEqual(
        [1, 2],
      );
    });

    it('shows no number after the call was put down, told, or forgotten', async () => {
      const id = await idFor('traveller');
      await anna.form(`${PAGE}/${id}/call`, key).expect(200);
      test.clock.advance({ minutes: 11 });
      const forgotten = await anna.form(`${PAGE}/${id}/call`, key).expect(409);
      test.clock.set('2026-11-24T10:00:00Z');
      await anna.form(`${PAGE}/${id}/tried`).expect(303);
      const putDown = await anna.form(`${PAGE}/${id}/call`, key).expect(409);
      await anna.form(`${PAGE}/${id}/told`);
      const told = await anna.form(`${PAGE}/${id}/call`, key).expect(409);
      for (const { text } of [forgotten, putDown, told]) {
        expect(text).toContain('You no longer have this call in hand');
        expect(text).not.toContain(NUMBER);
      }
      expect(await auditOf('notification.read-number')).toHaveLength(1);
    });

    it('shows no number while another is calling', async () => {
      const id = await idFor('traveller');
      await anna.form(`${PAGE}/${id}/call`, key).expect(200);
      await anna.form(`${PAGE}/${id}/tried`).expect(303);
      await marta.form(`${PAGE}/${id}/call`).expect(200);
      const again = await anna.form(`${PAGE}/${id}/call`, key).expect(409);
      expect(again.text).toContain('Leave this call to Marta.');
      expect(again.text).not.toContain(NUMBER);
    });
  });

  it('that is sent twice is one call, and its kept answer lies under her key', async () => {
    const act = anAct({ name: 'notification.call' });
    const id = await idFor('traveller');
    const one = await test.services.notification.call(act, id);
    expect(await test.services.notification.call(act, id)).toEqual(one);
    expect(one.phone).toBe(PHONE);
    const kept = await test.services.stores.acts.find(act.id);
    expect(kept?.caseFileId).toBe(her.caseFileId);
    expect(kept?.reply).not.toContain(PHONE);
  });
});

describe('the list', () => {
  it('refreshes itself each minute, says as of when, and has nothing to type into', async () => {
    const page = (await anna.get(PAGE)).text;
    expect(page).toContain('<meta http-equiv="refresh" content="60">');
    expect(page).toContain('As of 11:00 Warsaw · 12:00 Kyiv');
    expect(page).not.toContain('type="search"');
    expect((await anna.get('/console/cases')).text).toContain('type="search"');
  });
});
