import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAct } from '../support/builders.ts';
import { checkCaller } from '../support/caller-check.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aCase, aDesk } from './desk-setup.ts';

let test: TestApp;
let anna: Browser;
let marta: Browser;

beforeAll(async () => {
  test = await startTestApp();
  anna = await test.signIn('coordinator', 'Anna');
  marta = await test.signIn('coordinator', 'Marta');
});
afterAll(() => test.stop());

const linesOf = async (about: string) =>
  (await test.services.notification.listToTell()).filter((line) => line.notification.about === about);
const acknowledged = { hold: false, acknowledgedReason: 'for the test' };

describe('To tell', () => {
  let booked: Awaited<ReturnType<typeof aCase>>;
  let place: Awaited<ReturnType<typeof aDesk>>;

  beforeEach(async () => {
    for (const { notification } of await test.services.notification.listToTell())
      await test.services.notification.markTold(anAct(), notification._id);
    place = await aDesk(test);
    booked = await aCase(test);
    await test.services.booking.book(anAct(), place.slotId, { caseFileId: booked.caseFileId, ...acknowledged });
  });

  it('names whom and what, without a name of the family', async () => {
    const page = await anna.get('/console/to-tell').expect(200);
    expect(page.text).toContain('New meeting');
    expect(page.text).toContain('Thu 26 Nov, 14:30 Kyiv time');
    expect(page.text).toContain('Yellow kiosk, Ukrainian side');
  });

  it('leaves a new booking far ahead to the escort’s calendar, and within 48 hours asks for a call whatever it fetched', async () => {
    const forEscort = async () =>
      (await linesOf('booking-made')).filter(
        ({ notification: { audience, caseFileId } }) => audience === 'escort' && caseFileId === booked.caseFileId,
      );
    // No calendar of his has ever come.
    expect(await forEscort()).toHaveLength(1);
    const { url } = await test.services.feedDesk.issue(anAct(), place.escortId);
    await test.browser().get(new URL(url).pathname).expect(200);
    // The fetch is noted without keeping the calendar waiting.
    for (let tries = 0; tries < 40 && (await forEscort()).length > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(await forEscort()).toHaveLength(0);
    test.clock.advance({ hours: 3 });
    const [line] = await forEscort();
    expect((await anna.get('/console/to-tell')).text).toContain('He knows');
    await anna.form(`/console/to-tell/${line?.notification._id ?? ''}/told`).expect(303);
    expect(await forEscort()).toHaveLength(0);
  });

  it('is ticked off once: of two who tick at the same time one has told, the other hears by whom', async () => {
    const [line] = await linesOf('booking-made');
    const path = `/console/to-tell/${line?.notification._id ?? ''}/told`;
    const answers = await Promise.all([anna.form(path), marta.form(path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.text).toMatch(/(Anna|Marta) has told this already\. You need not call\./);
    const stored = await test.services.stores.notifications.find(line?.notification._id ?? '');
    expect(['Anna', 'Marta']).toContain(stored?.toldBy);
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    const told = entries.filter(
      ({ what, which }) => what === 'notification.tell' && which['notificationId'] === stored?._id,
    );
    expect(told).toHaveLength(1);
  });

  it('says “was … now …” of a booking that was moved', async () => {
    const later = await aDesk(test);
    await test.services.slot.edit(anAct(), later.slotId, {
      meetingPointId: later.meetingPointId,
      date: '2026-11-28',
      time: '11:00',
      windowMinutes: 40,
      capacity: 3,
    });
    const [booking] = await test.services.stores.bookings.listLiveOfCase(booked.caseFileId);
    await test.services.booking.move(anAct(), booking?._id ?? '', { slotId: later.slotId, acknowledgedReason: 'test' });
    const page = (await anna.get('/console/to-tell')).text;
    expect(page).toMatch(/was Thu 26 Nov, 14:30 Kyiv time[\s\S]*now <b>Sat 28 Nov, 11:00 Kyiv time/);
  });

  it('says the former words of a place that is described anew', async () => {
    const words = 'By the blue gate';
    const described = { descriptionEn: words, descriptionUk: words, descriptionRu: words };
    const point = { crossingId: 'pl-ua-medyka', side: 'ukrainian' as const, name: 'Blue gate' };
    const [booking] = await test.services.stores.bookings.listLiveOfCase(booked.caseFileId);
    const slot = await test.services.stores.slots.find(booking?.slotId ?? '');
    await test.services.meetingPoint.edit(anAct(), slot?.meetingPointId ?? '', { ...point, ...described });
    const page = (await anna.get('/console/to-tell')).text;
    expect(page).toContain('Before: “Yellow kiosk. By the yellow kiosk, after the passports”');
  });

  it('clears the old meeting word once she has been told the new one, and changes the escort’s event', async () => {
    await checkCaller(test, booked.caseFileId);
    await test.services.intake.renewWord(anAct(), booked.caseFileId);
    await test.services.intake.renewWord(anAct(), booked.caseFileId);
    const before = await test.services.stores.slots.find(place.slotId);
    const [line] = await linesOf('word-changed');
    await anna.form(`/console/to-tell/${line?.notification._id ?? ''}/told`).expect(303);
    expect((await test.services.stores.caseFiles.get(booked.caseFileId)).previousWord).toBeUndefined();
    expect((await test.services.stores.slots.find(place.slotId))?.published.seq).toBe((before?.published.seq ?? 0) + 1);
    expect(await linesOf('word-changed')).toHaveLength(0);
  });
});
