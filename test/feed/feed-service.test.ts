import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { formatReference } from '../../src/case-file/codes.ts';
import type { MeetingPointInput } from '../../src/crossing/meeting-point.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { addEscort, startFeedScene, type FeedScene } from '../support/feed-scene.ts';

const reason = 'a test';

describe('what an escort’s feed shows', () => {
  let scene: FeedScene;
  const clock = testClock('2026-11-24T10:00:00Z');
  const act = (): ReturnType<typeof anAct> => anAct();

  beforeAll(async () => {
    scene = await startFeedScene(clock);
  });
  afterAll(() => scene.home.stop());

  const find = async (slotId: string) => (await scene.read()).find(({ uid }) => uid === `${slotId}@homeward`);
  const tagOf = async (): Promise<string> =>
    String((await request(scene.home.app).get(scene.path).expect(200)).headers['etag']);

  it('shows a booking once it is confirmed, and never a hold', async () => {
    const slot = await scene.addSlot();
    const caseFile = await scene.addCase({ party: 2, word: 1, previousWord: 0 });
    const before = await tagOf();
    const input = { caseFileId: caseFile._id, acknowledgedReason: reason };
    const held = await scene.home.services.booking.book(act(), slot._id, { ...input, hold: true });
    expect(await tagOf()).toBe(before);
    await scene.home.services.booking.confirm(act(), held.bookingId);
    const event = await find(slot._id);
    expect(event).toMatchObject({ seq: 2, status: 'CONFIRMED', start: slot.from, end: slot.accompaniedUntil });
    expect(event?.summary).toBe('Medyka, Ukrainian side 14:30 Kyiv · 13:30 Warsaw · seats: 2 of 3');
    expect(event?.description).toContain(`Case file ${formatReference(caseFile.reference)} · seats: 2`);
    expect(event?.description).toContain('КАЛИНА (KALINA)');
    expect(event?.description).toContain('ЛИПА (LIPA)');
    const [ours] = await scene.home.services.contact.listVerified();
    expect(event?.description).toContain(`Desk: ${String(ours?.phone)}`);
    await scene.home.services.booking.cancel(act(), held.bookingId, { reason });
    const emptied = await find(slot._id);
    expect(emptied?.seq).toBe(3);
    expect(emptied?.summary).toContain('seats: 0 of 3');
  });

  it('keeps a cancelled slot as cancelled, and shows no draft', async () => {
    const slot = await scene.addSlot({ from: new Date('2026-12-01T12:30:00Z') });
    const draft = await scene.addSlot({ from: new Date('2026-12-05T12:30:00Z'), status: 'draft' });
    const before = await find(slot._id);
    await scene.home.services.slot.cancel(act(), slot._id, reason);
    const after = await find(slot._id);
    expect(after).toMatchObject({ status: 'CANCELLED', transparency: 'TRANSPARENT', seq: (before?.seq ?? 0) + 1 });
    expect(after?.summary).toMatch(/^CANCELLED: Medyka/);
    expect(await find(draft._id)).toBeUndefined();
  });

  it('keeps a slot that left him as cancelled, without her word, and gives it whole to the next', async () => {
    const slot = await scene.addSlot({ from: new Date('2026-12-10T12:30:00Z') });
    await scene.addBooking(slot, await scene.addCase({ word: 3 }));
    expect((await find(slot._id))?.status).toBe('CONFIRMED');
    const other = await addEscort(scene.home, 'Taras');
    await scene.home.services.assign.assign(act(), slot._id, other);
    const left = await find(slot._id);
    expect(left).toMatchObject({ status: 'CANCELLED', seq: 2, start: slot.from });
    expect(left?.summary).toMatch(/^NO LONGER YOURS: Medyka/);
    expect(left?.description).not.toContain('ЛАМПА');
    const { url } = await scene.home.services.feedDesk.issue(act(), other);
    const { text } = await request(scene.home.app).get(new URL(url).pathname);
    expect(text).toContain(`UID:${slot._id}@homeward`);
    expect(text).toContain('ЛАМПА');
    await scene.home.services.assign.assign(act(), slot._id, scene.escortId);
    expect(await find(slot._id)).toMatchObject({ status: 'CONFIRMED', seq: 3 });
  });

  it('never dates a change before the last one, whatever a clock says', async () => {
    const slot = await scene.addSlot({ from: new Date('2026-12-14T12:30:00Z') });
    const { _id: caseFileId } = await scene.addCase();
    const first = await scene.home.services.booking.book(act(), slot._id, {
      caseFileId,
      hold: false,
      acknowledgedReason: reason,
    });
    const before = await find(slot._id);
    clock.advance({ minutes: -10 });
    await scene.home.services.booking.cancel(act(), first.bookingId, { reason });
    const after = await find(slot._id);
    clock.advance({ minutes: 10 });
    expect(after?.seq).toBe((before?.seq ?? 0) + 1);
    expect(after?.lastModified.getTime()).toBeGreaterThan(before?.lastModified.getTime() ?? Infinity);
    expect(after?.stamp).toEqual(after?.lastModified);
  });

  it('shows a new number of the desk and a new description of the place, both dated', async () => {
    const slot = await scene.addSlot({ from: new Date('2026-12-18T12:30:00Z') });
    const before = await find(slot._id);
    clock.advance({ minutes: 1 });
    for (const { _id } of await scene.home.services.contact.list())
      await scene.home.services.contact.retire(act(), _id);
    await scene.home.services.contact.enter(act(), { phone: '+48 111 111 111', hours: '24/7' });
    const called = await find(slot._id);
    expect(called?.description).toContain('+48 111 111 111');
    expect(called?.description).not.toContain('+48 000 000 000');
    expect(called?.lastModified.getTime()).toBeGreaterThan(before?.lastModified.getTime() ?? Infinity);
    expect(called?.seq).toBe(before?.seq);

    clock.advance({ minutes: 1 });
    await scene.home.services.meetingPoint.edit(act(), scene.meetingPointId, point('At the green door.'));
    const moved = await find(slot._id);
    expect(moved?.description).toContain('At the green door.');
    expect(moved?.lastModified.getTime()).toBeGreaterThan(called?.lastModified.getTime() ?? Infinity);
  });

  it('speaks his language as soon as that is changed', async () => {
    const slot = await scene.addSlot({ from: new Date('2026-12-22T12:30:00Z') });
    expect((await find(slot._id))?.summary).toContain('Ukrainian side');
    const input = { name: 'Olena', phone: '+380 00 000 0000', zone: 'Europe/Kyiv', crossingIds: [] };
    await scene.home.services.escort.edit(act(), scene.escortId, { ...input, language: 'uk' });
    expect((await find(slot._id))?.summary).toContain('український бік');
    await scene.home.services.escort.edit(act(), scene.escortId, { ...input, language: 'en' });
  });

  it('reaches from 7 days ago to 60 ahead', async () => {
    const slots = await Promise.all(
      ['2026-11-16T23:59:00Z', '2026-11-17T00:00:00Z', '2027-01-23T23:59:00Z', '2027-01-24T00:00:00Z'].map((from) =>
        scene.addSlot({ from: new Date(from) }),
      ),
    );
    const shown = await scene.read();
    const isShown = slots.map(({ _id }) => shown.some(({ uid }) => uid.startsWith(_id)));
    expect(isShown).toEqual([false, true, true, false]);
  });

  it('is the same, byte for byte, for who has kept nothing of it', async () => {
    const kept = await request(scene.home.app).get(scene.path);
    const { url, feedId } = await scene.home.services.feedDesk.issue(act(), scene.escortId);
    // Another address keeps a text of its own: it is written from the start, as after a restart.
    const cold = await request(scene.home.app).get(new URL(url).pathname);
    // The two differ in their own links alone: a link shows codes and places only, and ends with its feed.
    const withoutLinks = ({ text }: { text: string }): string =>
      text.replaceAll('\r\n ', '').replaceAll(/\/e\/[\w-]+\.([\w-]+)\.[\w-]{43}/g, '/e/$1');
    expect(withoutLinks(cold)).toBe(withoutLinks(kept));
    expect(cold.text.replaceAll('\r\n ', '')).toContain(`/e/${feedId}.`);
    expect(cold.text.replaceAll('\r\n ', '')).not.toContain(`/e/${scene.feedId}.`);
  });

  it('lets the desk see when it was last fetched', async () => {
    await scene.read();
    const [feed] = await scene.home.services.feedDesk.listOf(scene.escortId);
    expect(feed?.lastFetchedAt).toBeDefined();
  });
});

const point = (text: string): MeetingPointInput => ({
  crossingId: 'pl-ua-medyka',
  side: 'ukrainian',
  name: 'Medyka',
  descriptionEn: text,
  descriptionUk: text,
  descriptionRu: text,
});
