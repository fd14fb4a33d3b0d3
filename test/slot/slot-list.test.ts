import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Booking } from '../../src/booking/booking.ts';
import { createBookingStore } from '../../src/booking/booking-store.ts';
import { SERIES_CHANGED } from '../../src/slot/cancel-reason.ts';
import { slotViewSchema } from '../../src/slot/slot-list-service.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { anAct, aBooking, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('slots, as lists show them', () => {
  let database: TestDatabase;
  let core: TestCore;
  let olena: string;
  const clock = testClock();
  const after = (minutes: number): Date => new Date(clock.now().getTime() + minutes * 60_000);

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
    olena = await core.addEscort();
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const stored = async (changes: Partial<Slot> = {}): Promise<Slot> => {
    const slot = aSlot({ escortId: olena, capacity: 8, ...changes });
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const take = (slot: Slot, seats: number, changes: Partial<Booking> = {}) =>
    createBookingStore(database.connection).insert(
      aBooking({ slotId: slot._id, caseFileId: `case of ${slot._id} ${seats}`, seats, ...changes }),
    );

  it('say when, where and by whom, in instants and on the clock there', async () => {
    const slot = await stored();
    const view = await core.slotList.get(slot._id);
    expect(slotViewSchema.parse(view)).toEqual(view);
    expect(view).toEqual({
      ...{ slotId: slot._id, crossingId: 'pl-ua-medyka', meetingPointId: 'medyka-kiosk', zone: 'Europe/Kyiv' },
      ...{ from: '2026-11-26T12:30:00.000Z', to: '2026-11-26T13:10:00.000Z' },
      ...{ localDate: '2026-11-26', localTime: '14:30', adjusted: 'none' },
      ...{ accompaniedUntil: '2026-11-27T07:10:00.000Z', freeAt: '2026-11-28T07:10:00.000Z' },
      ...{ status: 'open', phase: 'ahead', capacity: 8, seatsBooked: 0, seatsHeld: 0, seatsLeft: 8 },
      escort: { escortId: olena, name: 'Olena' },
    });
  });

  it('count seats booked, seats held and what is left; a hold that is over and an ended booking take none', async () => {
    const slot = await stored();
    await take(slot, 1);
    await take(slot, 2, { status: 'held', heldUntil: after(1) });
    await take(slot, 3, { status: 'held', heldUntil: after(0) });
    await take(slot, 4, { status: 'cancelled', live: false });
    await take(await stored(), 5);
    expect(await core.slotList.get(slot._id)).toMatchObject({ seatsBooked: 1, seatsHeld: 2, seatsLeft: 5 });
  });

  it('never have less than no seat left', async () => {
    const slot = await stored({ capacity: 1 });
    await take(slot, 2);
    expect(await core.slotList.get(slot._id)).toMatchObject({ seatsBooked: 2, seatsLeft: 0 });
  });

  it('name their series and why they were cancelled, where there is either, and nobody where nobody accompanies', async () => {
    const { escortId: _, ...alone } = aSlot({ seriesId: 'series' });
    await core.stores.slots.insertMany([alone]);
    await core.slot.cancel(anAct(), alone._id, 'he is ill');
    const view = await core.slotList.get(alone._id);
    expect(view).toMatchObject({ seriesId: 'series', cancelledFor: 'he is ill', status: 'cancelled' });
    expect(view).not.toHaveProperty('escort');
  });

  it('say of a slot that its series gave up that the series was changed', async () => {
    const { _id } = await stored({ status: 'cancelled', cancelledFor: SERIES_CHANGED });
    expect((await core.slotList.get(_id)).cancelledFor).toBe('The series was changed.');
  });

  it('show no reason that was written of another slot', async () => {
    const [cancelled, other] = [await stored({ escortId: await core.addEscort() }), await stored()];
    await core.slot.cancel(anAct(), cancelled._id, 'he is ill');
    const { cancelledFor = '' } = (await core.stores.slots.find(cancelled._id)) ?? {};
    await core.stores.slots.update(other._id, { status: 'cancelled', cancelledFor });
    await expect(core.slotList.get(other._id)).rejects.toThrow();
  });

  it('say nothing for the name of an escort who is not known any more', async () => {
    const { _id } = await stored({ escortId: 'gone' });
    expect((await core.slotList.get(_id)).escort).toEqual({ escortId: 'gone', name: '' });
  });

  it('are those asked for, by time or by name, and none that is not there', async () => {
    const [first, second] = [await stored({ from: after(10) }), await stored({ from: after(20) })];
    const from = (await core.slotList.list({ from: after(10), to: after(20) })).map(({ slotId }) => slotId);
    expect(from).toEqual([first._id]);
    const many = await core.slotList.getMany([second._id, first._id, 'none']);
    expect(new Set(many.map(({ slotId }) => slotId))).toEqual(new Set([first._id, second._id]));
    await expect(core.slotList.get('none')).rejects.toThrow('There is no such slot.');
  });

  it('are listed from now on where no time is given', () => {
    expect(core.slotList.weekAhead(60_000)).toEqual({ from: clock.now(), to: after(1) });
  });
});
