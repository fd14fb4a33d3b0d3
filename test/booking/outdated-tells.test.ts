import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('what is untold and no longer true is not told any more', () => {
  let database: TestDatabase;
  let core: TestCore;
  let her: CaseFile;
  let olena: string;
  let taras: string;
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });
  beforeEach(async () => {
    her = aCaseFile();
    await core.stores.caseFiles.insert(her);
    olena = await core.addEscort();
    taras = await core.addEscort();
  });

  const aPlace = async (day: number, escortId = olena): Promise<Slot> => {
    const slot = aSlot({ escortId, from: new Date(Date.UTC(2026, 10, day, 12, 30)) });
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const book = async (slot: Slot, hold = false): Promise<string> =>
    (await core.booking.book(anAct(), slot._id, { caseFileId: her._id, hold })).bookingId;
  const move = async (bookingId: string, to: Slot): Promise<string> =>
    (await core.booking.move(anAct(), bookingId, { slotId: to._id })).bookingId;
  const cancel = (bookingId: string) => core.booking.cancel(anAct(), bookingId, { reason: 'for the test' });
  const open = async () =>
    (await core.stores.notifications.listOpen(new Date(0), new Date('2030-01-01'))).filter(
      ({ caseFileId, escortId }) => caseFileId === her._id || escortId === olena || escortId === taras,
    );
  const hers = async () => (await open()).filter(({ audience }) => audience === 'traveller');
  const hears = async () => (await hers()).map(({ about, was }) => [about, was?.from.getUTCDate()]);
  /** Ticks off what she is still to hear, or that of one kind. */
  const tellHer = async (about?: string) => {
    for (const line of await hers())
      if (about === undefined || line.about === about)
        await core.stores.notifications.markTold(line._id, 'Anna', clock.now());
  };
  const heardBy = async (escortId: string) =>
    (await open()).filter((line) => line.escortId === escortId).map(({ about }) => about);

  it('of a place that was cancelled both hear the cancelling only', async () => {
    await cancel(await book(await aPlace(26)));
    expect(await hears()).toEqual([['booking-cancelled', 26]]);
    expect(await heardBy(olena)).toEqual(['booking-cancelled']);
  });

  it('what was told stays told, and the cancelling follows it', async () => {
    const booking = await book(await aPlace(26));
    const [made] = await hers();
    await core.stores.notifications.markTold(made?._id ?? '', 'Anna', clock.now());
    await cancel(booking);
    expect(await hears()).toEqual([['booking-cancelled', 26]]);
    const told = await core.stores.notifications.find(made?._id ?? '');
    expect([told?.toldBy, told?.withdrawnAt]).toEqual(['Anna', undefined]);
  });

  it('of an ending the case file keeps the meeting that she knows, not one in between that nobody told', async () => {
    const first = await aPlace(26);
    const booking = await book(first);
    await tellHer();
    await move(booking, await aPlace(28));
    await core.progress.end(anAct(), her._id, { ending: 'withdrawn', reason: 'for the test' });
    const { lastChange } = await core.stores.caseFiles.get(her._id);
    expect(lastChange?.released.map(({ was }) => was?.from)).toEqual([first.from]);
  });

  it('of a place that was moved twice she hears of the first and of the last', async () => {
    const [first, second, third] = [await aPlace(26), await aPlace(28), await aPlace(29, taras)];
    await move(await move(await book(first), second), third);
    expect(await hears()).toEqual([['booking-moved', 26]]);
    expect((await hers())[0]?.slotId).toBe(third._id);
    expect(await heardBy(taras)).toEqual(['booking-moved']);
  });

  it('of a place that was moved, told to her and moved again she hears of the one she was told, whatever he was', async () => {
    const [first, second, third] = [await aPlace(26), await aPlace(28), await aPlace(29, taras)];
    const booking = await move(await book(first), second);
    await tellHer();
    await move(booking, third);
    expect(await hears()).toEqual([['booking-moved', 28]]);
  });

  it.each(['the same escort', 'another'])(
    'of a place that was moved away, to %s, and back, nobody hears of the one in between',
    async (escort) => {
      const [first, second] = [await aPlace(26), await aPlace(28, escort === 'another' ? taras : olena)];
      await move(await move(await book(first), second), first);
      expect(await hears()).toEqual([['booking-moved', 26]]);
      const his = (await open()).filter(({ escortId }) => escortId === olena);
      const day = escort === 'another' ? undefined : 26;
      expect(his.map(({ slotId, was }) => [slotId, was?.from.getUTCDate()])).toEqual([[first._id, day]]);
    },
  );

  it('of a place that was told to her and moved to one that was cancelled before, she hears of the one she was told', async () => {
    const [first, second] = [await aPlace(26), await aPlace(28)];
    await cancel(await book(first));
    const booking = await book(second);
    await tellHer('booking-made');
    await move(booking, first);
    expect(await hears()).toEqual([['booking-moved', 28]]);
  });

  it('of a place that was moved and then cancelled she hears that the one she knows is off', async () => {
    await cancel(await move(await book(await aPlace(26)), await aPlace(28, taras)));
    expect(await hears()).toEqual([['booking-cancelled', 26]]);
    expect(await heardBy(taras)).toEqual(['booking-cancelled']);
  });

  it('of a place that was cancelled and given back she hears that she has it', async () => {
    const slot = await aPlace(26);
    await cancel(await book(slot));
    await core.booking.confirm(anAct(), await book(slot, true));
    expect(await hears()).toEqual([['booking-made', undefined]]);
    expect(await heardBy(olena)).toEqual(['booking-made']);
  });

  it('of a proof she hears with her booking, and not anew when that is cancelled', async () => {
    const proof = { about: 'proof-recorded', audience: 'traveller', caseFileId: her._id } as const;
    await core.stores.notifications.tell(clock.now(), [proof]);
    await cancel(await book(await aPlace(26)));
    expect(await hears()).toEqual([['booking-cancelled', 26]]);
  });

  it('but what concerns another meeting, or her word, stands', async () => {
    const slot = await aPlace(26);
    await core.callerCheck.check(anAct(), her._id, { asked: ['reference', 'her-name'], matched: true });
    await core.intake.renewWord(anAct(), her._id);
    await cancel(await book(slot));
    await book(await aPlace(28, taras));
    expect(await hears()).toEqual([
      ['word-changed', undefined],
      ['booking-cancelled', 26],
      ['booking-made', undefined],
    ]);
  });

  it('of a slot that is cancelled each hears that alone', async () => {
    const slot = await aPlace(26, taras);
    await core.assign.assign(anAct(), slot._id, olena);
    await book(slot);
    await core.slot.cancel(anAct(), slot._id, 'for the test');
    expect(await hears()).toEqual([['slot-cancelled', 26]]);
    expect(await heardBy(olena)).toEqual(['slot-cancelled']);
    expect(await heardBy(taras)).toEqual(['escort-changed']);
  });

  it('of a slot that changes hands twice each hears it once, and the one who lost it of no traveller', async () => {
    const slot = await aPlace(26);
    await book(slot);
    await core.assign.assign(anAct(), slot._id, '');
    expect(await heardBy(olena)).toEqual(['escort-removed']);
    await core.assign.assign(anAct(), slot._id, taras);
    await core.assign.assign(anAct(), slot._id, olena);
    expect(await hears()).toEqual([
      ['booking-made', undefined],
      ['escort-changed', undefined],
    ]);
    expect(await heardBy(olena)).toEqual(['escort-changed']);
    expect(await heardBy(taras)).toEqual(['escort-changed']);
  });

  it('of an ending she hears the ending, and the escort that the place is free', async () => {
    await book(await aPlace(26));
    await core.progress.end(anAct(), her._id, { ending: 'withdrawn', reason: 'for the test' });
    expect(await hears()).toEqual([['case-ended', undefined]]);
    expect(await heardBy(olena)).toEqual(['booking-cancelled']);
  });
});
