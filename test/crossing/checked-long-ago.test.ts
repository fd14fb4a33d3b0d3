import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifiedLongAgo } from '../../src/crossing/meeting-point.ts';
import type { Language } from '../../src/platform/language.ts';
import { anAct } from '../support/builders.ts';
import { startFeedScene, type FeedScene } from '../support/feed-scene.ts';
import { aBookedCase, openLinkOf } from '../support/traveller.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { aCase, aDesk } from '../console/desk-setup.ts';

const DOUBT = 'not checked for 90 days';

describe('a meeting point that nobody has verified for 90 days', () => {
  it('is one from the ninetieth day in UTC on; never one that nobody verified at all', () => {
    const verifiedAt = new Date('2026-08-03T15:00:00Z');
    expect(verifiedLongAgo({ verifiedAt }, new Date('2026-10-31T23:59:59Z'))).toBe(false);
    expect(verifiedLongAgo({ verifiedAt }, new Date('2026-11-01T00:00:00Z'))).toBe(true);
    expect(verifiedLongAgo({}, new Date('2036-11-01T00:00:00Z'))).toBe(false);
  });
});

describe('at the desk, a meeting point that nobody has verified for 90 days', () => {
  let test: TestApp;
  let place: Awaited<ReturnType<typeof aDesk>>;
  let pages: string[];

  beforeAll(async () => {
    test = await startTestApp();
    place = await aDesk(test);
    const { caseFileId } = await aCase(test);
    const times = { time: '14:30', windowMinutes: 40, capacity: 3 };
    const { slot, booking } = test.services;
    const { meetingPointId, escortId } = place;
    const late = await slot.create(anAct(), { meetingPointId, ...times, date: '2027-02-23', escortId });
    await slot.open(anAct(), late.slotId);
    await booking.book(anAct(), late.slotId, { caseFileId, hold: false, acknowledgedReason: 'a test' });
    const other = await aCase(test);
    pages = [
      '/console',
      '/console/meeting-points',
      '/console/slots/new',
      '/console/series/new',
      `/console/slots/${late.slotId}`,
      '/console/to-tell',
      `/console/cases/${caseFileId}`,
      `/console/cases/${other.caseFileId}/book`,
    ];
  });
  afterAll(() => test.stop());

  const saying = async (words: string): Promise<string[]> => {
    const desk = await test.signIn('coordinator', 'Anna');
    const texts = await Promise.all(pages.map(async (page) => (await desk.get(page).expect(200)).text));
    return pages.filter((_, index) => texts[index]?.includes(words));
  };

  it('is doubted wherever it is shown until somebody verifies it, then says who and when where it is chosen', async () => {
    test.clock.set('2027-02-21T23:00:00Z');
    expect(await saying(DOUBT)).toEqual([]);
    test.clock.set('2027-02-22T23:30:00Z');
    expect(await saying(DOUBT)).toEqual(pages);
    await test.services.meetingPoint.verify(anAct(), place.meetingPointId);
    expect(await saying(DOUBT)).toEqual([]);
    // Beside the slot and in the case as well; Today and To tell have no room for it.
    const [today, , , , , toTell] = pages;
    expect(await saying('by Anna, Tue 23 Feb, 00:30 Warsaw time')).toEqual(
      pages.filter((page) => page !== today && page !== toTell),
    );
  });
});

describe('in an escort’s feed, a meeting point that nobody has verified for 90 days', () => {
  let scene: FeedScene;
  const verify = () => scene.home.services.meetingPoint.verify(anAct(), scene.meetingPointId);
  const speak = (language: Language) => {
    const input = { name: 'Olena', phone: '+380 00 000 0000', zone: 'Europe/Kyiv', crossingIds: [] };
    return scene.home.services.escort.edit(anAct(), scene.escortId, { ...input, language });
  };
  const poll = () => scene.home.browser().get(scene.path).expect(200);

  beforeAll(async () => {
    scene = await startFeedScene();
  });
  beforeEach(async () => {
    scene.home.clock.set('2026-11-24T10:00:00Z');
    await speak('en');
    await verify();
  });
  afterAll(() => scene.home.stop());

  it('is said from the day on, dated later each time, and is gone once it is verified', async () => {
    const slot = await scene.addSlot({ from: new Date('2027-02-24T12:30:00Z') });
    const off = await scene.addSlot({ from: new Date('2027-02-25T12:30:00Z'), status: 'cancelled' });
    const find = async (id: string) => (await scene.read()).find(({ uid }) => uid.startsWith(id));
    scene.home.clock.set('2027-02-21T23:59:50Z');
    await scene.home.services.slot.close(anAct(), slot._id);
    await scene.home.services.contact.enter(anAct(), { phone: '+48 111 111 111', hours: '24/7' });
    const [before, tag, cancelled] = [await find(slot._id), (await poll()).headers['etag'], await find(off._id)];
    expect(before?.description).not.toContain('last checked');

    scene.home.clock.set('2027-02-22T00:00:10Z');
    const [said, later] = [await find(slot._id), (await poll()).headers['etag']];
    expect(said?.description).toContain('We last checked this place on: Tue, 24 Nov 2026');
    expect(later).not.toBe(tag);
    expect(said?.lastModified.getTime()).toBeGreaterThan(before?.lastModified.getTime() ?? Infinity);
    expect(said?.stamp).toEqual(said?.lastModified);
    expect(await find(off._id)).toEqual(cancelled);
    scene.home.clock.advance({ hours: 5 });
    expect((await poll()).headers['etag']).toBe(later);

    await verify();
    const checked = await find(slot._id);
    expect(checked?.description).not.toContain('last checked');
    expect(checked?.lastModified.getTime()).toBeGreaterThan(said?.lastModified.getTime() ?? Infinity);
    expect(checked?.seq).toBe((said?.seq ?? 0) + 1);
  });

  it.each([
    ['uk', 'Востаннє ми перевіряли це місце'],
    ['ru', 'Последний раз мы проверяли это место'],
  ] as const)('is said in his language, %s', async (language, words) => {
    await speak(language);
    scene.home.clock.advance({ days: 91 });
    await scene.addSlot({ from: new Date(scene.home.clock.now().getTime() + 86_400_000) });
    expect((await scene.read()).some(({ description }) => description.includes(words))).toBe(true);
    await verify();
    expect((await scene.read()).some(({ description }) => description.includes(words))).toBe(false);
  });
});

describe('on her page and her card, a place that nobody has checked for 90 days', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
    await test.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  });
  afterAll(() => test.stop());

  it.each([
    ['en', '2026-08-03T22:30:00Z', 'We last checked this place on 4 August.'],
    ['uk', '2026-08-03T10:00:00Z', 'Востаннє ми перевіряли це місце 3 серпня.'],
    ['ru', '2025-08-03T10:00:00Z', 'Последний раз мы проверяли это место 3 августа 2025.'],
  ] as const)('says calmly when it was, in %s', async (language, verifiedAt, words) => {
    const { slots, meetingPoints, bookings } = test.services.stores;
    const caseFile = await aBookedCase(test, { language });
    const hers = await openLinkOf(test, caseFile._id);
    const [booking] = await bookings.listOfCase(caseFile._id);
    const slot = await slots.find(booking?.slotId ?? '');
    const at = slot?.meetingPointId ?? '';
    const texts = async () =>
      Promise.all(['/way', '/way/card'].map(async (path) => (await hers.get(path).expect(200)).text));
    const mark = words.slice(0, 12);
    for (const text of await texts()) expect(text).not.toContain(mark);
    await meetingPoints.update(at, { verifiedBy: 'Anna', verifiedAt: new Date('2026-10-01T10:00:00Z') });
    for (const text of await texts()) expect(text).not.toContain(mark);
    await meetingPoints.update(at, { verifiedAt: new Date(verifiedAt) });
    for (const text of await texts()) expect(text).toContain(words);
  });
});
