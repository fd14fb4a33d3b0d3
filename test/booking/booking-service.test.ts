import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import type { Concern } from '../../src/booking/booking-refusals.ts';
import { NotEnoughSeats, AlreadyBooked, HoldExpired } from '../../src/booking/booking-refusals.ts';
import { KeyReused } from '../../src/audit/act-service.ts';

describe('booking on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();
  let concerns: Concern[] = [];
  let asked = 0;
  const concernsOf = () => {
    asked += 1;
    return Promise.resolve(concerns);
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now, { way: { concernsOf } });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const aStoredSlot = async (changes = {}) => {
    const slot = aSlot(changes);
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const aStoredCase = async (changes = {}) => {
    const caseFile = aCaseFile(changes);
    await core.stores.caseFiles.insert(caseFile);
    return caseFile;
  };

  it('books a seat, puts the case to booked, publishes the slot and leaves what is to be told', async () => {
    const slot = await aStoredSlot();
    const { _id: caseFileId } = await aStoredCase();
    const view = await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    expect(view).toMatchObject({ status: 'booked', seats: 1, slotId: slot._id });
    expect(await core.stores.caseFiles.get(caseFileId)).toMatchObject({ state: 'booked', nextAt: slot.from });
    expect((await core.stores.slots.find(slot._id))?.published.seq).toBe(1);
    const told = await core.stores.notifications.listOpenOfCase(caseFileId);
    expect(told.map((each) => each.audience).sort()).toEqual(['escort', 'traveller']);
  });

  it('gives the last seat to one of many who ask at once, and tells the others how many are left', async () => {
    const slot = await aStoredSlot({ capacity: 1 });
    const cases = await Promise.all(Array.from({ length: 20 }, () => aStoredCase()));
    const results = await Promise.allSettled(
      cases.map(({ _id }) => core.booking.book(anAct(), slot._id, { caseFileId: _id, hold: false })),
    );
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason as unknown);
    expect(refused).toHaveLength(19);
    expect(refused.every((error) => error instanceof NotEnoughSeats)).toBe(true);
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(1);
  });

  it('does not read what speaks against a place that is not there: of many who come too late each would', async () => {
    const slot = await aStoredSlot({ capacity: 1 });
    const [first, second] = [await aStoredCase(), await aStoredCase()];
    await core.booking.book(anAct(), slot._id, { caseFileId: first._id, hold: false });
    const before = asked;
    await expect(core.booking.book(anAct(), slot._id, { caseFileId: second._id, hold: false })).rejects.toBeInstanceOf(
      NotEnoughSeats,
    );
    expect(asked).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  it('gives one case one of many slots asked for at once', async () => {
    const slots = await Promise.all(Array.from({ length: 12 }, () => aStoredSlot()));
    const { _id: caseFileId } = await aStoredCase();
    const results = await Promise.allSettled(
      slots.map((slot) => core.booking.book(anAct(), slot._id, { caseFileId, hold: false })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused.every((error) => error instanceof AlreadyBooked)).toBe(true);
  });

  it('answers the same act alike, and does it once', async () => {
    const slot = await aStoredSlot();
    const { _id: caseFileId } = await aStoredCase();
    const act = anAct();
    const twice = await Promise.all([0, 1].map(() => core.booking.book(act, slot._id, { caseFileId, hold: false })));
    expect(twice[0]).toEqual(twice[1]);
    expect(await core.stores.bookings.listOfCase(caseFileId)).toHaveLength(1);
    await expect(
      core.booking.book({ ...act, body: 'other' }, slot._id, { caseFileId, hold: false }),
    ).rejects.toBeInstanceOf(KeyReused);
  });

  it('gives the seat of a hold that is over to the next, and refuses to confirm the old hold', async () => {
    const slot = await aStoredSlot({ capacity: 1 });
    const [first, second] = [await aStoredCase(), await aStoredCase()];
    const hold = await core.booking.book(anAct(), slot._id, { caseFileId: first._id, hold: true });
    await expect(core.booking.book(anAct(), slot._id, { caseFileId: second._id, hold: false })).rejects.toBeInstanceOf(
      NotEnoughSeats,
    );
    clock.advance({ minutes: 10 });
    await core.booking.book(anAct(), slot._id, { caseFileId: second._id, hold: false });
    await expect(core.booking.confirm(anAct(), hold.bookingId)).rejects.toBeInstanceOf(HoldExpired);
  });

  it('does not confirm a hold on which something has come up since, unless it was seen when it was made', async () => {
    const slot = await aStoredSlot();
    const [first, second] = [await aStoredCase(), await aStoredCase()];
    const unseen = await core.booking.book(anAct(), slot._id, { caseFileId: first._id, hold: true });
    concerns = [{ code: 'crossing-event', text: 'Medyka: closed since 16:40.' }];
    await expect(core.booking.confirm(anAct(), unseen.bookingId)).rejects.toThrow('came up after the place was held');
    const acknowledgedReason = 'she has crossed already';
    const seen = await core.booking.book(anAct(), slot._id, { caseFileId: second._id, hold: true, acknowledgedReason });
    expect(await core.booking.confirm(anAct(), seen.bookingId)).toMatchObject({ status: 'booked' });
    concerns = [];
  });

  it('moves a booking in one act: she never stands without a place', async () => {
    const [from, to] = [await aStoredSlot(), await aStoredSlot({ from: new Date('2026-11-27T12:30:00Z') })];
    const { _id: caseFileId } = await aStoredCase();
    const made = await core.booking.book(anAct(), from._id, { caseFileId, hold: false });
    const moved = await core.booking.move(anAct(), made.bookingId, { slotId: to._id });
    expect(await core.stores.bookings.get(made.bookingId)).toMatchObject({
      status: 'moved',
      movedTo: moved.bookingId,
      live: false,
    });
    expect(await core.stores.bookings.get(moved.bookingId)).toMatchObject({
      movedFrom: made.bookingId,
      status: 'booked',
    });
    expect((await core.stores.caseFiles.get(caseFileId)).nextAt).toEqual(to.from);
  });

  it('moves families past each other, from slot to slot: none waits for another in a circle', async () => {
    const slots = [await aStoredSlot({ capacity: 4 }), await aStoredSlot({ capacity: 4 })];
    const places = [0, 1, 0, 1];
    const bookings: string[] = [];
    for (const place of places) {
      const { _id: caseFileId } = await aStoredCase();
      const made = await core.booking.book(anAct(), slots[place]?._id ?? '', { caseFileId, hold: false });
      bookings.push(made.bookingId);
    }
    const moves = bookings.map((bookingId, index) =>
      core.booking.move(anAct(), bookingId, { slotId: slots[1 - (places[index] ?? 0)]?._id ?? '' }),
    );
    const moved = await Promise.all(moves);
    expect(moved.map(({ slotId }) => slotId)).toEqual(places.map((place) => slots[1 - place]?._id));
  });

  it('an ending before she travels releases her seat in the same act, and a case whose ending is taken back comes back without it', async () => {
    const slot = await aStoredSlot();
    const { _id: caseFileId } = await aStoredCase();
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'she called' });
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(0);
    await core.takeBack.takeBack(anAct(), 'coordinator', caseFileId, { reason: 'she called again' });
    expect(await core.stores.caseFiles.get(caseFileId)).toMatchObject({ state: 'confirmed' });
  });
});
