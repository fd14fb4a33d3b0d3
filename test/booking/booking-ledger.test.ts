import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Concern } from '../../src/booking/booking-refusals.ts';
import { bookSchema, cancelSchema, moveSchema } from '../../src/booking/booking-service.ts';
import { reasonField } from '../../src/booking/seal-reasons.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { ChangedMeanwhile } from '../../src/case-file/seen-version.ts';
import { NotFound } from '../../src/platform/domain-error.ts';
import { openKeyRing, type KeyRing } from '../../src/platform/key-ring.ts';
import { newKey } from '../../src/platform/sealing.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const closed: Concern = { code: 'crossing-event', text: 'Medyka: closed since 16:40.' };
const lastChange = { from: 'received', to: 'confirmed', at: NOW, by: 'Anna', byId: 'anna', released: [] } as const;

describe('what an act on a booking writes, and nothing else', () => {
  let database: TestDatabase;
  let core: TestCore;
  let keys: KeyRing;
  let concerns: Concern[] = [];
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    const master = newKey();
    keys = await openKeyRing(database.connection, master);
    core = await startCore(database.connection, clock.now, {
      master,
      way: { concernsOf: () => Promise.resolve(concerns) },
    });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const aStoredSlot = async (changes: Partial<Slot> = {}): Promise<Slot> => {
    const slot = aSlot(changes);
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const aStoredCase = async (changes: Partial<CaseFile> = {}): Promise<string> => {
    const caseFile = aCaseFile({ lastChange: { ...lastChange, released: [] }, ...changes });
    await core.stores.caseFiles.insert(caseFile);
    await keys.createCaseKey(caseFile._id);
    return caseFile._id;
  };
  const book = async (slot: Slot, caseFileId: string, more: { hold?: boolean; acknowledgedReason?: string } = {}) =>
    (await core.booking.book(anAct(), slot._id, { caseFileId, hold: false, ...more })).bookingId;
  const toldOf = async (caseFileId: string) =>
    (await core.stores.notifications.listOpenOfCase(caseFileId)).map(({ about, audience }) => `${audience} ${about}`);
  const seqOf = async ({ _id }: Slot) => (await core.stores.slots.find(_id))?.published.seq;
  const caseOf = (caseFileId: string) => core.stores.caseFiles.get(caseFileId);
  const openReason = async (caseFileId: string, bookingId: string, text: string | undefined) =>
    (await keys.findSealer(caseFileId))?.open(reasonField(bookingId), text ?? '');

  it('a hold takes its seats and changes neither state nor calendar, nor is anybody called', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const hold = await book(slot, her, { hold: true });
    expect(await core.stores.bookings.get(hold)).toMatchObject({ status: 'held', live: true, madeBy: 'Anna' });
    expect(await caseOf(her)).toMatchObject({ state: 'confirmed', lastChange });
    expect([await seqOf(slot), await toldOf(her)]).toEqual([0, []]);
    await core.booking.cancel(anAct(), hold, { reason: 'not needed' });
    expect(await core.stores.bookings.get(hold)).toMatchObject({ status: 'cancelled', live: false, endedAt: NOW });
    expect(await caseOf(her)).toMatchObject({ state: 'confirmed', lastChange });
    expect([await seqOf(slot), await toldOf(her)]).toEqual([0, []]);
  });

  it('confirmed, it is a booking: state, next meeting, calendar and calls follow', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const hold = await book(slot, her, { hold: true });
    const view = await core.booking.confirm(anAct({ actor: { kind: 'staff', id: 'eva', name: 'Eva' } }), hold);
    expect(view).toMatchObject({ status: 'booked', bookingId: hold });
    expect((await core.stores.bookings.get(hold)).status).toBe('booked');
    const caseFile = await caseOf(her);
    expect(caseFile).toMatchObject({ state: 'booked', nextAt: slot.from, changed: { by: 'Eva', at: NOW } });
    expect(caseFile.lastChange).toBeUndefined();
    expect(await seqOf(slot)).toBe(1);
    expect((await toldOf(her)).sort()).toEqual(['escort booking-made', 'traveller booking-made']);
  });

  it('extended, it lasts ten minutes from now', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const hold = await book(slot, her, { hold: true });
    clock.advance({ minutes: 4 });
    const view = await core.booking.extend(anAct(), hold);
    expect(view).toMatchObject({ status: 'held', heldUntil: '2026-11-24T10:14:00.000Z' });
    expect((await core.stores.bookings.get(hold)).heldUntil).toEqual(new Date('2026-11-24T10:14:00Z'));
    clock.set(NOW.toISOString());
  });

  it('a booking cancelled leaves who, when and why, sealed, and her confirmed without a meeting', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const bookingId = await book(slot, her);
    const view = await core.booking.cancel(anAct(), bookingId, { reason: 'she called' });
    expect(view.status).toBe('cancelled');
    const ended = await core.stores.bookings.get(bookingId);
    expect(ended).toMatchObject({ status: 'cancelled', live: false, endedAt: NOW, endedBy: 'Anna' });
    expect(ended.reason).not.toContain('she called');
    expect(await openReason(her, bookingId, ended.reason)).toBe('she called');
    const caseFile = await caseOf(her);
    expect(caseFile).toMatchObject({ state: 'confirmed', changed: { by: 'Anna', at: NOW } });
    expect(caseFile.nextAt).toBeUndefined();
    expect(await seqOf(slot)).toBe(2);
    const lines = await core.stores.notifications.listOpenOfCase(her);
    expect(lines.map(({ audience, was }) => [audience, was?.from])).toEqual([
      ...[
        ['traveller', slot.from],
        ['escort', slot.from],
      ],
    ]);
    await expect(core.booking.cancel(anAct(), bookingId, { reason: 'again' })).rejects.toThrow('is cancelled');
  });

  it('cancelled with the whole slot, holds end too, and only who had a place is called', async () => {
    const slot = await aStoredSlot({ escortId: await core.addEscort() });
    const [her, other] = [await aStoredCase(), await aStoredCase()];
    const [bookingId, hold] = [await book(slot, her), await book(slot, other, { hold: true })];
    await core.slot.cancel(anAct(), slot._id, 'the road is closed');
    for (const [id, of] of [
      [bookingId, her],
      [hold, other],
    ] as const) {
      const ended = await core.stores.bookings.get(id);
      expect(ended).toMatchObject({ status: 'cancelled', live: false, endedAt: NOW, endedBy: 'Anna' });
      expect(await openReason(of, id, ended.reason)).toBe('the road is closed');
    }
    const caseFile = await caseOf(her);
    expect(caseFile).toMatchObject({ state: 'confirmed', changed: { by: 'Anna', at: NOW } });
    expect([caseFile.nextAt, caseFile.lastChange]).toEqual([undefined, undefined]);
    expect([await toldOf(her), await toldOf(other)]).toEqual([['traveller slot-cancelled'], []]);
    expect(await caseOf(other)).toMatchObject({ lastChange });
    const [line] = await core.stores.notifications.listOpenOfCase(her);
    expect(line?.was).toEqual({ from: slot.from, zone: slot.zone, meetingPointId: slot.meetingPointId });
  });

  it('released by an ending, she hears of the ending alone: that her place is cancelled is not even written', async () => {
    const slot = await aStoredSlot();
    const her = await aStoredCase();
    const bookingId = await book(slot, her);
    await core.progress.end(anAct(), her, { ending: 'withdrawn', reason: 'she called' });
    expect((await core.stores.bookings.get(bookingId)).status).toBe('released');
    const { from, zone, meetingPointId } = slot;
    expect((await caseOf(her)).lastChange?.released).toEqual([
      { slotId: slot._id, seats: 1, was: { from, zone, meetingPointId } },
    ]);
    const lines = database.connection.collection('notifications');
    const written = await lines.find({ caseFileId: her, about: 'booking-cancelled' }).toArray();
    expect(written.map(({ audience }): unknown => audience)).toEqual(['escort']);
  });

  it('a slot that is changed counts a hold until it is over, and then writes that it is', async () => {
    const slot = await aStoredSlot({ meetingPointId: await aMeetingPoint(core) });
    const hold = await book(slot, await aStoredCase({ party: 2 }), { hold: true });
    const { localDate: date, localTime: time, meetingPointId } = slot;
    const edit = (capacity: number) =>
      core.slot.edit(anAct(), slot._id, { meetingPointId, date, time, windowMinutes: 40, capacity });
    await edit(2);
    await expect(edit(1)).rejects.toMatchObject({ type: 'capacity-taken' });
    expect(await core.stores.bookings.get(hold)).toMatchObject({ status: 'held', live: true });
    clock.advance({ minutes: 10 });
    await edit(1);
    expect(await core.stores.bookings.get(hold)).toMatchObject({
      status: 'expired',
      live: false,
      endedAt: clock.now(),
    });
    clock.set(NOW.toISOString());
  });

  it('moved, the old one names the new one, both calendars change, and a hold stays a hold', async () => {
    const [from, to] = [await aStoredSlot(), await aStoredSlot({ escortId: 'escort-taras' })];
    const her = await aStoredCase();
    const old = await book(from, her);
    const moved = await core.booking.move(anAct(), old, { slotId: to._id });
    expect(await core.stores.bookings.get(old)).toMatchObject({
      ...{ status: 'moved', live: false, endedAt: NOW, endedBy: 'Anna', movedTo: moved.bookingId },
    });
    expect(await caseOf(her)).toMatchObject({ state: 'booked', changed: { by: 'Anna', at: NOW } });
    expect([await seqOf(from), await seqOf(to)]).toEqual([2, 1]);
    expect((await toldOf(her)).sort()).toEqual([
      ...['escort booking-moved', 'escort booking-moved', 'traveller booking-moved'],
    ]);
    const other = await aStoredCase();
    const hold = await book(from, other, { hold: true });
    expect(await core.booking.move(anAct(), hold, { slotId: to._id })).toMatchObject({ status: 'held' });
    expect([await seqOf(from), await seqOf(to), await toldOf(other)]).toEqual([2, 1, []]);
  });

  it('moved while she is on the road, she stays on the road', async () => {
    const [from, to, her] = [await aStoredSlot(), await aStoredSlot(), await aStoredCase()];
    const bookingId = await book(from, her);
    await core.stores.caseFiles.update(her, { state: 'travelling' }, { at: NOW, by: 'Anna' });
    await core.booking.move(anAct(), bookingId, { slotId: to._id });
    expect((await caseOf(her)).state).toBe('travelling');
  });

  it('moved to the slot where it is, it is refused: there is nothing to move', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const bookingId = await book(slot, her);
    await expect(core.booking.move(anAct(), bookingId, { slotId: slot._id })).rejects.toMatchObject({
      type: 'already-booked',
    });
  });

  it('ended or over, it is moved nowhere: she would have a place again that nobody gave her', async () => {
    const [slot, to, her] = [await aStoredSlot(), await aStoredSlot(), await aStoredCase()];
    const cancelled = await book(slot, her);
    await core.booking.cancel(anAct(), cancelled, { reason: 'she called' });
    await expect(core.booking.move(anAct(), cancelled, { slotId: to._id })).rejects.toMatchObject({
      type: 'booking-ended',
    });
    const hold = await book(slot, her, { hold: true });
    clock.advance({ minutes: 10 });
    await expect(core.booking.move(anAct(), hold, { slotId: to._id })).rejects.toMatchObject({ type: 'hold-expired' });
    clock.set(NOW.toISOString());
  });

  it('an acknowledgement keeps its codes, and its reason sealed, on a move too', async () => {
    const [from, to, her] = [await aStoredSlot(), await aStoredSlot(), await aStoredCase()];
    const bookingId = await book(from, her);
    concerns = [closed];
    await expect(core.booking.move(anAct(), bookingId, { slotId: to._id })).rejects.toMatchObject({
      type: 'needs-acknowledgement',
    });
    const asked = { slotId: to._id, acknowledgedReason: 'she has crossed' };
    const moved = await core.booking.move(anAct(), bookingId, asked);
    concerns = [];
    const { acknowledged } = await core.stores.bookings.get(moved.bookingId);
    expect(acknowledged?.codes).toEqual(['crossing-event']);
    expect(await openReason(her, moved.bookingId, acknowledged?.reason)).toBe('she has crossed');
  });

  it('a hold that is over is written as expired by whoever takes its seats', async () => {
    const slot = await aStoredSlot({ capacity: 1 });
    const hold = await book(slot, await aStoredCase(), { hold: true });
    clock.advance({ minutes: 11 });
    await book(slot, await aStoredCase());
    expect(await core.stores.bookings.get(hold)).toMatchObject({
      status: 'expired',
      live: false,
      endedAt: clock.now(),
    });
    clock.set(NOW.toISOString());
  });

  it('an act from a page that shows an older case file is refused, whatever it does', async () => {
    const [slot, other, her] = [await aStoredSlot(), await aStoredSlot(), await aStoredCase({ version: 3 })];
    const stale = () => anAct({ seen: 2 });
    const asked = { caseFileId: her, hold: true };
    await expect(core.booking.book(stale(), slot._id, asked)).rejects.toBeInstanceOf(ChangedMeanwhile);
    const hold = await book(slot, her, { hold: true });
    await expect(core.booking.confirm(stale(), hold)).rejects.toBeInstanceOf(ChangedMeanwhile);
    await expect(core.booking.move(stale(), hold, { slotId: other._id })).rejects.toBeInstanceOf(ChangedMeanwhile);
  });

  it('a booking is looked for in its own case file alone', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const bookingId = await book(slot, her);
    await core.booking.checkOf(her, bookingId);
    const elsewhere = core.booking.checkOf('another', bookingId);
    await expect(elsewhere).rejects.toEqual(new NotFound('booking'));
  });

  it('is kept in the name of who did it, or of what did', async () => {
    const [slot, her] = [await aStoredSlot(), await aStoredCase()];
    const asked = { caseFileId: her, hold: true };
    const made = await core.booking.book(anAct({ actor: { kind: 'job', name: 'a job' } }), slot._id, asked);
    expect((await core.stores.bookings.get(made.bookingId)).madeBy).toBe('job');
  });
});

describe('what is asked for', () => {
  const long = 'x'.repeat(500);

  it('is a booking unless a hold is asked for, with a reason of three to five hundred letters', () => {
    expect(bookSchema.parse({ caseFileId: 'her' })).toEqual({ caseFileId: 'her', hold: false });
    expect(bookSchema.parse({ caseFileId: 'her', hold: 'true' }).hold).toBe(true);
    expect(bookSchema.parse({ caseFileId: 'her', acknowledgedReason: ' why ' }).acknowledgedReason).toBe('why');
    expect(cancelSchema.parse({ reason: long })).toEqual({ reason: long });
  });

  it.each<[{ safeParse(value: unknown): { success: boolean } }, object]>([
    [cancelSchema, { reason: 'no' }],
    [cancelSchema, { reason: '  no  ' }],
    [cancelSchema, { reason: `${long}x` }],
    [cancelSchema, {}],
    [bookSchema, { caseFileId: 'x'.repeat(65) }],
    [bookSchema, { caseFileId: 'her', seats: 2 }],
    [moveSchema, { slotId: 'x'.repeat(65) }],
    [moveSchema, { slotId: 'slot', acknowledgedReason: '' }],
  ])('is nothing else', (schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
