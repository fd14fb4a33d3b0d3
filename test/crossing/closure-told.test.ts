import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies, type Family } from '../support/closures.ts';
import { openLinkOf } from '../support/traveller.ts';
import { visibleText } from '../support/unsafe-words.ts';
import { readFeed } from '../support/feed-reader.ts';

let world: TestApp;
let escortId: string;
let feed: string;

beforeEach(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
  const { services } = world;
  await services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  await aStoredPoint(services.stores);
  await aStoredPoint(services.stores, 'polish');
  const person = { name: 'Olena', phone: '+380 00 000 0000', language: 'en' as const, zone: 'Europe/Kyiv' };
  ({ escortId } = await services.escort.create(anAct(), { ...person, crossingIds: [] }));
  feed = new URL((await services.feedDesk.issue(anAct(), escortId)).url).pathname;
});
afterEach(() => world.stop());

const aFamily = async (changes: Parameters<typeof bookedFamilies>[2] = {}): Promise<Family> => {
  const slot = { escortId, ...changes.slot };
  const caseFile = { language: 'en' as const, ...changes.caseFile };
  const { families } = await bookedFamilies(world.services.stores, 1, { ...changes, slot, caseFile });
  const [family] = families;
  if (!family) throw new Error('no family');
  return family;
};
const report = (changes: object = {}) => world.services.crossingEvent.report(anAct(), aClosure(changes));
const correct = (eventId: string, seq: number, changes: object = {}) =>
  world.services.crossingEvent.correct(anAct(), eventId, { ...aClosure(changes), seq });
const end = (eventId: string, seq: number, endedTime = '16:50') =>
  world.services.crossingEvent.end(anAct(), eventId, { seq, endedDate: '2026-11-24', endedTime, source: 'Guard' });
const openLines = async (family: Family) =>
  (await world.services.stores.notifications.listOpenOfCase(family.caseFile._id)).map(({ about }) => about);
const pageOf = async (family: Family, path = '/way') =>
  visibleText((await (await openLinkOf(world, family.caseFile._id)).get(path).expect(200)).text);
const eventOf = async ({ slot }: Family) => {
  const answer = await world.browser().get(feed).expect(200);
  const event = readFeed(answer.text).events.find(({ uid }) => uid === `${slot._id}@homeward`);
  return { etag: answer.headers['etag'], seq: event?.seq, text: event?.description ?? '' };
};

describe('a border that closes on a woman’s way', () => {
  it('is on her page and her card first, with the number, and on the escort’s event under a new number', async () => {
    const family = await aFamily();
    const before = await eventOf(family);
    await report();
    const words = 'Terespol–Brest is closed since 16:40 (Warsaw time). Do not go on. Call us: +48 000 000 000';
    const page = await pageOf(family);
    expect(page.replaceAll(/ +/g, ' ')).toContain(words);
    expect(page.indexOf('is closed since')).toBeLessThan(page.indexOf('You will be met'));
    expect(await pageOf(family, '/way/card')).toContain('is closed since 16:40');
    const after = await eventOf(family);
    expect(after.text).toMatch(
      /^Terespol–Brest is closed since Tue 24 Nov, 16:40 \(Warsaw time\)\. Call the desk before you go\./,
    );
    expect(after.etag).not.toBe(before.etag);
    expect(after.seq).toBe((before.seq ?? 0) + 1);
    expect(await openLines(family)).toEqual(['crossing-closed']);
  });

  it('is taken back everywhere when it ends, and she is told once that it is open', async () => {
    const family = await aFamily();
    const { eventId } = await report();
    await end(eventId, 0);
    expect(await pageOf(family)).not.toContain('closed since');
    const after = await eventOf(family);
    expect([after.text.includes('closed'), after.seq]).toEqual([false, 2]);
    expect(await openLines(family)).toEqual(['crossing-open-again']);
  });

  it('reaches her again when it is corrected to less, and leaves her alone when it is corrected to another crossing', async () => {
    const family = await aFamily();
    const { eventId } = await report();
    await correct(eventId, 0, { effect: 'restricted' });
    expect(await openLines(family)).toEqual(['crossing-restricted']);
    expect(await pageOf(family)).toContain('Call us before you go on: +48');
    await correct(eventId, 1, { crossings: ['by-pl-bobrowniki'] });
    expect(await openLines(family)).toEqual(['crossing-open-again']);
    expect(await pageOf(family)).not.toContain('Call us before you go on');
    await expect(correct(eventId, 1)).rejects.toMatchObject({ type: 'crossing-event-changed' });
  });

  it('is told by its day before it begins, and in past words when it has', async () => {
    const family = await aFamily();
    await report({ fromDate: '2026-11-25', fromTime: '06:00' });
    expect(await pageOf(family)).toMatch(/will be closed from Wed.25.Nov, 06:00 \(Warsaw time\)/);
    world.clock.advance({ hours: 15 });
    expect(await pageOf(family)).toContain('is closed since 06:00 (Warsaw time)');
  });

  it('is told of the border after a meeting in Poland too, and of no border that is behind her', async () => {
    const polish = await aFamily({ slot: { meetingPointId: 'kiosk-polish', zone: 'Europe/Warsaw' } });
    const met = await aFamily({ caseFile: { state: 'met' } });
    await report();
    await report({ crossings: ['pl-ua-medyka'] });
    expect(await openLines(polish)).toEqual(['crossing-closed', 'crossing-closed']);
    expect(await openLines(met)).toEqual([]);
  });

  it('touches neither another mode, nor the other direction, nor a time that is over before she comes', async () => {
    const family = await aFamily();
    await report({ modes: ['car'] });
    await report({ direction: 'to-BY' });
    await report({ untilDate: '2026-11-24', untilTime: '16:30', fromDate: '2026-11-24', fromTime: '10:00' });
    await report({ crossings: ['by-pl-bobrowniki'] });
    const late = await aFamily({ slot: { from: new Date('2026-12-10T12:30:00Z') } });
    await report({ untilDate: '2026-11-30', untilTime: '10:00' });
    expect([(await openLines(family)).length, await openLines(late)]).toEqual([1, []]);
  });

  it('stays told until she says that she is past it, whatever the plan’s clock says', async () => {
    const family = await aFamily();
    await report();
    world.clock.set('2026-11-26T10:00:00Z');
    expect(await pageOf(family)).toContain('is closed since');
    const row = { caseFileId: family.caseFile._id, kind: 'at-border', at: world.clock.now() };
    await world.database.connection.collection('reports').insertOne({ _id: 'r' as never, ...row });
    expect(await pageOf(family)).not.toContain('is closed since');
  });

  it('is over when its own time has come, and the job tells whoever was told', async () => {
    const family = await aFamily();
    await report({ untilDate: '2026-11-25', untilTime: '20:00' });
    expect(await openLines(family)).toEqual(['crossing-closed']);
    world.clock.set('2026-11-25T19:00:30Z');
    expect(await pageOf(family)).not.toContain('is closed since');
    await world.services.crossingJob.run(world.clock.now());
    await world.services.crossingJob.run(world.clock.now());
    expect(await openLines(family)).toEqual(['crossing-open-again']);
    expect((await eventOf(family)).text).not.toContain('closed');
  });

  it('is lifted by a reopening, and holds again when that was a mistake', async () => {
    const family = await aFamily();
    await report();
    const opened = { effect: 'reopened', fromTime: '16:45' };
    const { eventId } = await report(opened);
    expect(await openLines(family)).toEqual(['crossing-open-again']);
    expect(await pageOf(family)).not.toContain('closed');
    await end(eventId, 0);
    expect((await openLines(family)).at(-1)).toBe('crossing-closed');
    expect(await pageOf(family)).toContain('is closed since 16:40');
    expect((await eventOf(family)).text).toContain('is closed since');
  });

  it('is lifted by a reopening only as long as that lasts', async () => {
    const family = await aFamily();
    await report();
    await report({ effect: 'reopened', fromTime: '16:45', untilDate: '2026-11-24', untilTime: '18:00' });
    // She may come after it too: what she has been told still holds.
    expect(await openLines(family)).toEqual(['crossing-closed']);
    expect(await pageOf(family)).toContain('is closed since 16:40');
  });

  it('passes by whoever had all the time of her plan before it began', async () => {
    const family = await aFamily();
    world.clock.set('2026-11-26T09:30:00Z');
    await report({ fromDate: '2026-11-26', fromTime: '10:20' });
    expect(await openLines(family)).toEqual([]);
    expect(await pageOf(family)).not.toContain('closed');
  });

  it('must be seen by whoever books there after, who is then neither told nor warned', async () => {
    const { slot } = await aFamily();
    const other = await aFamily({ caseFile: { state: 'confirmed' } });
    await world.services.stores.bookings.end(other.booking._id, { status: 'cancelled' });
    await report();
    const input = { caseFileId: other.caseFile._id, hold: false };
    await expect(world.services.booking.book(anAct(), slot._id, input)).rejects.toMatchObject({
      type: 'needs-acknowledgement',
      detail: expect.stringContaining('The border guard has closed the crossing'),
    });
    await world.services.booking.book(anAct(), slot._id, { ...input, acknowledgedReason: 'opens before' });
    expect(await pageOf(other)).not.toContain('is closed since');
    expect(new Set(await openLines(other))).toEqual(new Set(['booking-made']));
  });

  it('stops a hold that was made before, though another event had been seen for it', async () => {
    const { slot } = await aFamily();
    const { families } = await bookedFamilies(world.services.stores, 1, { caseFile: { state: 'confirmed' } });
    await world.services.stores.bookings.end(families[0]?.booking._id ?? '', { status: 'cancelled' });
    const caseFileId = families[0]?.caseFile._id ?? '';
    const held = await world.services.booking.book(anAct(), slot._id, {
      caseFileId,
      hold: true,
      acknowledgedReason: 'her papers were checked',
    });
    await report();
    await expect(world.services.booking.confirm(anAct(), held.bookingId)).rejects.toMatchObject({
      type: 'concern-since-hold',
    });
  });
});
