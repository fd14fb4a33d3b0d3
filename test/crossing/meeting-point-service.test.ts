import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingPointInUse } from '../../src/crossing/meeting-point-service.ts';
import { aBooking, aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';

describe('meeting points on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();
  const input = {
    crossingId: 'pl-ua-medyka',
    side: 'ukrainian' as const,
    name: 'Blue kiosk',
    descriptionEn: 'By the blue kiosk on the right.',
    descriptionUk: 'Біля синього кіоску праворуч.',
    descriptionRu: 'У синего киоска справа.',
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  it('takes its clock from its side, and is unverified until somebody answers for it by name', async () => {
    const { meetingPointId } = await core.meetingPoint.create(anAct(), { ...input, side: 'polish' });
    const made = await core.meetingPoint.get(meetingPointId);
    expect(made).toMatchObject({ zone: 'Europe/Warsaw', description: { uk: input.descriptionUk } });
    expect(made.verifiedAt).toBeUndefined();
    await core.meetingPoint.verify(anAct(), meetingPointId);
    expect(await core.meetingPoint.get(meetingPointId)).toMatchObject({ verifiedBy: 'Anna', verifiedAt: clock.now() });
  });

  it('publishes every slot that a calendar shows there when its words change, over, begun or cancelled too, and no other', async () => {
    const meetingPointId = await aMeetingPoint(core);
    const at = (from: string) => ({ meetingPointId, from: new Date(from), to: new Date(Date.parse(from) + 2_400_000) });
    const shown = [
      ...[aSlot({ meetingPointId }), aSlot(at('2026-11-20T12:30:00Z')), aSlot(at('2026-11-24T09:50:00Z'))],
      aSlot({ meetingPointId, status: 'cancelled' }),
    ];
    const others = [aSlot(at('2026-11-10T12:30:00Z')), aSlot()];
    await core.stores.slots.insertMany([...shown, ...others]);
    await core.meetingPoint.edit(anAct(), meetingPointId, input);
    const seqOf = async ({ _id }: { _id: string }) => (await core.stores.slots.find(_id))?.published.seq;
    expect(await Promise.all([...shown, ...others].map(seqOf))).toEqual([1, 1, 1, 1, 0, 0]);
  });

  it('phones a family whose window has begun, and none whose window is over', async () => {
    const meetingPointId = await aMeetingPoint(core);
    const told = async (from: Date) => {
      const slot = aSlot({ meetingPointId, from, to: new Date(from.getTime() + 2_400_000) });
      const caseFile = aCaseFile();
      await core.stores.slots.insertMany([slot]);
      await core.stores.caseFiles.insert(caseFile);
      await core.stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId: caseFile._id }));
      return async () => (await core.stores.notifications.listOpenOfCase(caseFile._id)).map(({ about }) => about);
    };
    const minutesAgo = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
    const [begun, over] = [await told(minutesAgo(39)), await told(minutesAgo(40))];
    await core.meetingPoint.edit(anAct(), meetingPointId, input);
    expect([await begun(), await over()]).toEqual([['slot-changed'], []]);
  });

  it('puts the families who meet there on To tell when its words change', async () => {
    const meetingPointId = await aMeetingPoint(core);
    const slot = aSlot({ meetingPointId });
    const caseFile = aCaseFile();
    await core.stores.slots.insertMany([slot]);
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), slot._id, { caseFileId: caseFile._id, hold: false });
    await core.meetingPoint.edit(anAct(), meetingPointId, input);
    const told = await core.stores.notifications.listOpenOfCase(caseFile._id);
    const reworded = told.find(({ about }) => about === 'slot-changed');
    expect(reworded?.wasText).toBe('Yellow kiosk. By the yellow kiosk on the left.');
  });

  it('keeps its side, because the side decides the clock and where the border lies', async () => {
    const meetingPointId = await aMeetingPoint(core);
    await expect(core.meetingPoint.edit(anAct(), meetingPointId, { ...input, side: 'polish' })).rejects.toBeInstanceOf(
      MeetingPointInUse,
    );
  });

  it('is not retired while slots ahead meet there', async () => {
    const meetingPointId = await aMeetingPoint(core);
    const slot = aSlot({ meetingPointId, escortId: await core.addEscort() });
    await core.stores.slots.insertMany([slot]);
    await expect(core.meetingPoint.retire(anAct(), meetingPointId)).rejects.toBeInstanceOf(MeetingPointInUse);
    await core.slot.cancel(anAct(), slot._id, 'not needed');
    await core.meetingPoint.retire(anAct(), meetingPointId);
    expect(await core.meetingPoint.get(meetingPointId)).toMatchObject({ retired: true });
  });
});
