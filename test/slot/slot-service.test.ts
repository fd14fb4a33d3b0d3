import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HoldExpired } from '../../src/booking/booking-refusals.ts';
import { MeetingPointRetired } from '../../src/crossing/meeting-point.ts';
import { EscortRetired } from '../../src/escort/escort.ts';
import { CapacityTaken, SlotHasBookings, SlotInPast, SlotTooFar } from '../../src/slot/slot-input.ts';
import { CannotOpen, EscortOverlap } from '../../src/slot/slot.ts';
import { aCaseFile, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';

describe('single slots on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  let meetingPointId: string;
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
    meetingPointId = await aMeetingPoint(core);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const anInput = (changes = {}) => ({
    meetingPointId,
    date: '2026-11-26',
    time: '14:30',
    windowMinutes: 40,
    capacity: 4,
    ...changes,
  });
  const getSlot = async (slotId: string) => {
    const slot = await core.stores.slots.find(slotId);
    if (!slot) throw new Error('The slot is gone.');
    return slot;
  };
  const anOpenSlot = async (changes = {}) => {
    const input = { ...anInput(changes), escortId: await core.addEscort() };
    const { slotId } = await core.slot.create(anAct(), input);
    await core.slot.open(anAct(), slotId);
    return slotId;
  };
  const book = async (slotId: string, party = 1, hold = false) => {
    const caseFile = aCaseFile({ party });
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), slotId, { caseFileId: caseFile._id, hold });
    return caseFile._id;
  };

  it('begins as a draft, with its window on the clock of the meeting point and what it takes of the escort', async () => {
    const { slotId } = await core.slot.create(anAct(), anInput());
    expect(await getSlot(slotId)).toMatchObject({
      status: 'draft',
      from: new Date('2026-11-26T12:30:00Z'),
      to: new Date('2026-11-26T13:10:00Z'),
      accompaniedUntil: new Date('2026-11-27T07:10:00Z'),
      freeAt: new Date('2026-11-28T07:10:00Z'),
      stageKey: 'meet:pl-ua-medyka',
      localTime: '14:30',
    });
  });

  it('is not made for a time that is over', async () => {
    await expect(core.slot.create(anAct(), anInput({ date: '2026-11-24', time: '11:00' }))).rejects.toBeInstanceOf(
      SlotInPast,
    );
    await expect(core.slot.create(anAct(), anInput({ date: '2027-11-27' }))).rejects.toBeInstanceOf(SlotTooFar);
  });

  it('is not made for an escort who has stopped, or at a meeting point that is no longer used', async () => {
    const escortId = await core.addEscort();
    await core.escort.retire(anAct(), escortId);
    await expect(core.slot.create(anAct(), { ...anInput(), escortId })).rejects.toBeInstanceOf(EscortRetired);
    const retired = await aMeetingPoint(core);
    await core.meetingPoint.retire(anAct(), retired);
    await expect(core.slot.create(anAct(), anInput({ meetingPointId: retired }))).rejects.toBeInstanceOf(
      MeetingPointRetired,
    );
  });

  it('stays where somebody has verified the place while it is open', async () => {
    const slotId = await anOpenSlot();
    const unverified = await aMeetingPoint(core, { verified: false });
    const move = anInput({ meetingPointId: unverified });
    await expect(core.slot.edit(anAct(), slotId, move)).rejects.toBeInstanceOf(CannotOpen);
    await core.slot.close(anAct(), slotId);
    await core.slot.edit(anAct(), slotId, move);
    await expect(core.slot.open(anAct(), slotId)).rejects.toBeInstanceOf(CannotOpen);
  });

  it('gives away the place of a hold that is over, so that no slower clock confirms it at another time', async () => {
    const slotId = await anOpenSlot();
    await book(slotId, 1, true);
    const [hold] = await core.stores.bookings.listLiveInSlot(slotId);
    clock.advance({ minutes: 11 });
    await core.slot.edit(anAct(), slotId, anInput({ time: '16:00' }));
    clock.advance({ minutes: -11 });
    await expect(core.booking.confirm(anAct(), hold?._id ?? '')).rejects.toBeInstanceOf(HoldExpired);
  });

  it('opens only with an escort, and only where somebody has verified the meeting point', async () => {
    const { slotId } = await core.slot.create(anAct(), anInput());
    await expect(core.slot.open(anAct(), slotId)).rejects.toBeInstanceOf(CannotOpen);
    const unverified = await aMeetingPoint(core, { verified: false });
    const escortId = await core.addEscort();
    const there = await core.slot.create(anAct(), { ...anInput({ meetingPointId: unverified }), escortId });
    await expect(core.slot.open(anAct(), there.slotId)).rejects.toBeInstanceOf(CannotOpen);
    await core.meetingPoint.verify(anAct(), unverified);
    expect(await core.slot.open(anAct(), there.slotId)).toMatchObject({ status: 'open' });
  });

  it('refuses an escort at 14:30 who accompanies from 11:00 that day, and takes him when he is back', async () => {
    const escortId = await core.addEscort();
    await core.slot.create(anAct(), { ...anInput({ time: '11:00' }), escortId });
    await expect(core.slot.create(anAct(), { ...anInput(), escortId })).rejects.toBeInstanceOf(EscortOverlap);
    // 40 minutes, 18 hours and 24 hours after 11:00 he is free: the windows are half open.
    await expect(
      core.slot.create(anAct(), { ...anInput({ date: '2026-11-28', time: '05:39' }), escortId }),
    ).rejects.toBeInstanceOf(EscortOverlap);
    await core.slot.create(anAct(), { ...anInput({ date: '2026-11-28', time: '05:40' }), escortId });
  });

  it('does not move onto another commitment of its escort', async () => {
    const escortId = await core.addEscort();
    const { slotId } = await core.slot.create(anAct(), { ...anInput(), escortId });
    await core.slot.create(anAct(), { ...anInput({ date: '2026-12-01' }), escortId });
    await expect(core.slot.edit(anAct(), slotId, anInput({ date: '2026-11-30' }))).rejects.toBeInstanceOf(
      EscortOverlap,
    );
    await core.slot.edit(anAct(), slotId, anInput({ time: '15:00' }));
    expect(await getSlot(slotId)).toMatchObject({ localTime: '15:00', edited: true, published: { seq: 2 } });
  });

  it('keeps time and place while somebody is booked or held, and never has fewer seats than are taken', async () => {
    const slotId = await anOpenSlot();
    await book(slotId, 2);
    await book(slotId, 1, true);
    const other = await aMeetingPoint(core);
    for (const change of [{ time: '15:00' }, { windowMinutes: 60 }, { meetingPointId: other }]) {
      await expect(core.slot.edit(anAct(), slotId, anInput(change))).rejects.toBeInstanceOf(SlotHasBookings);
    }
    await expect(core.slot.edit(anAct(), slotId, anInput({ capacity: 2 }))).rejects.toBeInstanceOf(CapacityTaken);
    await core.slot.edit(anAct(), slotId, anInput({ capacity: 3 }));
    expect(await getSlot(slotId)).toMatchObject({ capacity: 3, localTime: '14:30' });
  });

  it('never loses a seat to a booking made at the moment it shrinks', async () => {
    for (let round = 0; round < 8; round += 1) {
      const slotId = await anOpenSlot({ capacity: 2 });
      await book(slotId);
      await Promise.allSettled([book(slotId), core.slot.edit(anAct(), slotId, anInput({ capacity: 1 }))]);
      const seats = (await core.stores.bookings.listLiveInSlot(slotId)).length;
      expect(seats).toBe((await getSlot(slotId)).capacity);
    }
  });

  it('cancelled, it releases its bookings in the same act, and says whom to call', async () => {
    const slotId = await anOpenSlot();
    const caseFileId = await book(slotId);
    const { caseFileIds } = await core.slot.cancel(anAct(), slotId, 'the escort is ill');
    expect(caseFileIds).toEqual([caseFileId]);
    expect(await core.stores.caseFiles.get(caseFileId)).toMatchObject({ state: 'confirmed' });
    expect(await core.stores.bookings.listLiveInSlot(slotId)).toEqual([]);
    const told = await core.stores.notifications.listOpenOfCase(caseFileId);
    expect(told.map(({ about }) => about)).toContain('slot-cancelled');
    expect((await core.slotList.get(slotId)).cancelledFor).toBe('the escort is ill');
    expect((await getSlot(slotId)).cancelledFor).toMatch(/^s1\./);
    await expect(core.slot.open(anAct(), slotId)).rejects.toBeInstanceOf(CannotOpen);
    await expect(core.slot.edit(anAct(), slotId, anInput({ time: '16:00' }))).rejects.toBeInstanceOf(CannotOpen);
  });

  it('frees its escort when it is cancelled', async () => {
    const slotId = await anOpenSlot();
    const { escortId } = await getSlot(slotId);
    await core.slot.cancel(anAct(), slotId, 'not needed');
    await core.slot.create(anAct(), { ...anInput(), escortId });
  });
});
