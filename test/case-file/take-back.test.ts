import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseFile, LastChange } from '../../src/case-file/case-file.ts';
import { isOffered, mayTakeBack, standingChange, takeBack, type Taker } from '../../src/case-file/take-back.ts';
import { DomainError } from '../../src/platform/domain-error.ts';
import { anAct, aCaseFile, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const aChange = (changes: Partial<LastChange> = {}): LastChange => ({
  ...{ from: 'booked', to: 'withdrawn', at: hoursAgo(1), by: 'Anna', byId: 'anna', released: [] },
  ...changes,
});
const ANNA: Taker = { id: 'anna', role: 'coordinator' };
const MARTA: Taker = { id: 'marta', role: 'coordinator' };
const EVA: Taker = { id: 'eva', role: 'administrator' };

describe('the last change of state', () => {
  const refusal = (caseFile: Pick<CaseFile, 'state' | 'lastChange'>, taker = ANNA, hasPlace = false): string => {
    try {
      takeBack(caseFile, { taker, hasPlace }, NOW);
      return 'none';
    } catch (error) {
      return error instanceof DomainError ? `${error.status} ${error.type}` : String(error);
    }
  };

  it('is taken back by the same person or an administrator, for a day, while its state stands', () => {
    const ended = { state: 'withdrawn' as const, lastChange: aChange() };
    expect(refusal(ended)).toBe('none');
    expect(refusal(ended, EVA)).toBe('none');
    expect(refusal(ended, MARTA)).toBe('403 not-yours-to-take-back');
    expect(refusal({ state: 'withdrawn' })).toBe('409 nothing-to-take-back');
    expect(refusal({ ...ended, state: 'confirmed' })).toBe('409 state-changed-since');
    expect(refusal({ ...ended, lastChange: aChange({ at: hoursAgo(24) }) })).toBe('none');
    expect(refusal({ ...ended, lastChange: aChange({ at: hoursAgo(24.01) }) })).toBe('409 too-late-to-take-back');
    expect(standingChange({ ...ended, lastChange: aChange({ at: hoursAgo(24.01) }) }, NOW)).toBeUndefined();
    expect([ANNA, MARTA, EVA].map((taker) => mayTakeBack(ended.lastChange, taker))).toEqual([true, false, true]);
  });

  it('keeps a proof while a place or a hold rests on it', () => {
    const proven = { state: 'confirmed' as const, lastChange: aChange({ from: 'received', to: 'confirmed' }) };
    expect(refusal(proven)).toBe('none');
    expect(refusal(proven, ANNA, true)).toBe('409 proof-in-use');
  });

  it('returns to where it was; without her seats she is confirmed, not booked', () => {
    const back = (from: LastChange['from'], to: LastChange['to']) =>
      takeBack({ state: to, lastChange: aChange({ from, to }) }, { taker: ANNA, hasPlace: false }, NOW).state;
    expect(back('booked', 'withdrawn')).toBe('confirmed');
    expect(back('booked', 'travelling')).toBe('booked');
    expect(back('met', 'died')).toBe('met');
    expect(back('handed-over', 'closed')).toBe('handed-over');
  });

  it('offers a place again only where it is open, ahead and has the seats', () => {
    const slot = aSlot({ from: new Date(NOW.getTime() + 1) });
    expect(isOffered(slot, { left: 2, party: 2 }, NOW)).toBe(true);
    expect(isOffered(slot, { left: 1, party: 2 }, NOW)).toBe(false);
    expect(isOffered({ ...slot, from: NOW }, { left: 2, party: 2 }, NOW)).toBe(false);
    expect(isOffered({ ...slot, status: 'closed' }, { left: 2, party: 2 }, NOW)).toBe(false);
  });
});

describe('taking back', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();

  beforeEach(() => clock.set('2026-11-24T10:00:00Z'));
  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const back = (caseFileId: string) =>
    core.takeBack.takeBack(anAct({ name: 'case-file.take-back' }), 'coordinator', caseFileId, { reason: 'my mistake' });
  const open = async () =>
    (await core.intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1, travellerName: 'Marker' }))
      .caseFileId;
  const prove = (caseFileId: string) =>
    core.progress.recordProof(anAct(), caseFileId, {
      confirmedBy: 'the bureau',
      reference: 'A-1',
      confirmedAt: '2026-11-20',
    });
  const openLines = async (caseFileId: string) =>
    (await core.stores.notifications.listOpenOfCase(caseFileId)).map(({ about, audience }) => `${about} ${audience}`);
  const cancelledOf = async (caseFileId: string) =>
    (await core.stores.notifications.listOpenOfCase(caseFileId)).filter(
      ({ about, audience }) => about === 'booking-cancelled' && audience === 'traveller',
    );
  const aBooked = async () => {
    const caseFileId = await open();
    await prove(caseFileId);
    const slot = aSlot({ escortId: await core.addEscort() });
    await core.stores.slots.insertMany([slot]);
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    clock.advance({ minutes: 1 });
    return { caseFileId, slot };
  };

  it('an ending that nobody told leaves only that her meeting is gone, offers the place, and takes no seat by itself', async () => {
    const { caseFileId, slot } = await aBooked();
    const before = await openLines(caseFileId);
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    expect(await openLines(caseFileId)).toContain('case-ended traveller');
    clock.advance({ minutes: 5 });
    const reply = await back(caseFileId);
    expect(reply).toEqual({
      state: 'confirmed',
      tellHer: false,
      released: [{ slotId: slot._id, seats: 1, free: true }],
    });
    // That the place is free is still true, and the escort's to know; of the booking nobody has to hear any more.
    const left = before.filter((line) => !line.startsWith('booking-made'));
    expect(await openLines(caseFileId)).toEqual([...left, 'booking-cancelled escort', 'booking-cancelled traveller']);
    expect(await core.stores.bookings.listLiveOfCase(caseFileId)).toEqual([]);
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    const hers = (await openLines(caseFileId)).filter((line) => line.endsWith('traveller'));
    expect(hers.filter((line) => line.startsWith('booking'))).toEqual(['booking-made traveller']);
    await expect(back(caseFileId)).rejects.toMatchObject({ type: 'nothing-to-take-back' });
  });

  it('an ending that she and the escort were told of leaves one line for her, and says who told him', async () => {
    const { caseFileId } = await aBooked();
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    for (const { _id, about } of await core.stores.notifications.listOpenOfCase(caseFileId))
      if (about !== 'booking-made') await core.stores.notifications.markTold(_id, 'Marta', clock.now());
    clock.advance({ minutes: 5 });
    const reply = await back(caseFileId);
    expect(reply).toMatchObject({ tellHer: true, released: [{ escortToldBy: 'Marta' }] });
    expect((await openLines(caseFileId)).filter((line) => line.startsWith('taken-back'))).toEqual([
      'taken-back traveller',
    ]);
  });

  it('whoever is on the phone with her just now is taken to have told her', async () => {
    const { caseFileId } = await aBooked();
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    const calling = { by: 'Marta', at: clock.now() };
    await database.connection.transaction((session) =>
      database.connection
        .collection('notifications')
        .updateMany({ caseFileId, about: 'case-ended' }, { $set: { calling } }, { session }),
    );
    expect(await back(caseFileId)).toMatchObject({ tellHer: true });
    expect(await openLines(caseFileId)).not.toContain('case-ended traveller');
  });

  it('a place that somebody else took meanwhile is named as gone, and she is told that her meeting is off', async () => {
    const { caseFileId, slot } = await aBooked();
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    const other = aCaseFile({ party: 3 });
    await core.stores.caseFiles.insert(other);
    await core.booking.book(anAct(), slot._id, { caseFileId: other._id, hold: false });
    expect((await back(caseFileId)).released).toEqual([{ slotId: slot._id, seats: 1, free: false }]);
    const was = { from: slot.from, zone: slot.zone, meetingPointId: slot.meetingPointId };
    expect(await cancelledOf(caseFileId)).toMatchObject([{ slotId: slot._id, was }]);
  });

  it('of a meeting that was moved and not told, she is told that the one she knows is off; of a hold nothing', async () => {
    const { caseFileId, slot } = await aBooked();
    const [booking] = await core.stores.bookings.listLiveOfCase(caseFileId);
    const later = aSlot({ escortId: await core.addEscort(), from: new Date(slot.from.getTime() + 86_400_000) });
    await core.stores.slots.insertMany([later]);
    await core.booking.move(anAct(), booking?._id ?? '', { slotId: later._id });
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    await back(caseFileId);
    expect(await cancelledOf(caseFileId)).toMatchObject([{ slotId: later._id, was: { from: slot.from } }]);
    const held = await open();
    await prove(held);
    await core.booking.book(anAct(), slot._id, { caseFileId: held, hold: true });
    clock.advance({ minutes: 1 });
    await core.progress.end(anAct(), held, { ending: 'withdrawn', reason: 'they called' });
    expect((await back(held)).released).toHaveLength(1);
    expect(await cancelledOf(held)).toEqual([]);
  });

  it('a proof takes its fields along, stays in the history, and can be recorded anew', async () => {
    const caseFileId = await open();
    const { proofCode } = await prove(caseFileId);
    expect(await back(caseFileId)).toEqual({ state: 'received', tellHer: false, released: [] });
    const stored = await core.stores.caseFiles.get(caseFileId);
    expect([stored.proofAt, stored.proofIndex, Object.keys(stored.sealed)]).toEqual([
      undefined,
      undefined,
      ['travellerName'],
    ]);
    expect(await core.reading.find({ q: proofCode })).toEqual([]);
    expect(await openLines(caseFileId)).toEqual([]);
    const { progress } = await core.reading.read(anAct(), caseFileId);
    expect(progress).toMatchObject([
      { state: 'confirmed', saidBy: 'the bureau, A-1', takenBack: { by: 'Anna' } },
      { state: 'received', takesBack: 'confirmed', saidBy: 'my mistake' },
    ]);
    clock.advance({ minutes: 1 });
    await prove(caseFileId);
    await core.stores.slots.insertMany([aSlot({ _id: `held-${caseFileId}` })]);
    await core.booking.book(anAct(), `held-${caseFileId}`, { caseFileId, hold: true });
    await expect(back(caseFileId)).rejects.toMatchObject({ type: 'proof-in-use' });
    clock.advance({ minutes: 11 });
    expect(await back(caseFileId)).toMatchObject({ state: 'received' });
  });

  it('a step on her way is marked, never deleted, and says no longer when the journey ended', async () => {
    const { caseFileId } = await aBooked();
    await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    await back(caseFileId);
    await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself, really' });
    const { state, progress } = await core.reading.read(anAct(), caseFileId);
    expect([state, progress.map((entry) => [entry.state, !!entry.takenBack, entry.takesBack])]).toEqual([
      'travelling',
      [
        ['travelling', true, undefined],
        ['booked', false, 'travelling'],
        ['travelling', false, undefined],
      ],
    ]);
  });

  it('is refused once a booking was cancelled or the whole slot after it', async () => {
    const { caseFileId } = await aBooked();
    await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    const [booking] = await core.stores.bookings.listLiveOfCase(caseFileId);
    await core.booking.cancel(anAct(), booking?._id ?? '', { reason: 'she turned round' });
    await expect(back(caseFileId)).rejects.toMatchObject({ type: 'nothing-to-take-back' });
    const other = await aBooked();
    await core.progress.recordProgress(anAct(), other.caseFileId, { state: 'travelling', saidBy: 'herself' });
    await core.slot.cancel(anAct(), other.slot._id, 'the road is closed');
    await expect(back(other.caseFileId)).rejects.toMatchObject({ type: 'nothing-to-take-back' });
  });

  it('is refused once she was booked on the proof, or moved on her way', async () => {
    const { caseFileId } = await aBooked();
    await expect(back(caseFileId)).rejects.toMatchObject({ type: 'nothing-to-take-back' });
    await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    const [booking] = await core.stores.bookings.listLiveOfCase(caseFileId);
    const later = aSlot({ escortId: await core.addEscort() });
    await core.stores.slots.insertMany([later]);
    await core.booking.move(anAct(), booking?._id ?? '', { slotId: later._id });
    expect((await core.stores.caseFiles.get(caseFileId)).state).toBe('travelling');
    await expect(back(caseFileId)).rejects.toMatchObject({ type: 'nothing-to-take-back' });
  });

  it('after a day an ending is reopened instead, and what nobody told of it is withdrawn', async () => {
    const { caseFileId } = await aBooked();
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    await expect(core.progress.reopen(anAct(), caseFileId, { reason: 'she called' })).rejects.toMatchObject({
      type: 'take-it-back',
    });
    clock.advance({ hours: 25 });
    await expect(back(caseFileId)).rejects.toMatchObject({ type: 'too-late-to-take-back' });
    await core.progress.reopen(anAct(), caseFileId, { reason: 'she called' });
    expect(await openLines(caseFileId)).not.toContain('case-ended traveller');
    // No step of hers: it answers no call for help, and says nothing of where she is.
    const { progress } = await core.stores.caseFiles.get(caseFileId);
    expect(progress.at(-1)).toMatchObject({ state: 'confirmed', takesBack: 'withdrawn' });
    expect(await openLines(caseFileId)).not.toContain('taken-back traveller');
    expect(await cancelledOf(caseFileId)).toHaveLength(1);
  });

  describe('what she was still to hear when the mistake ended her case', () => {
    const hers = async (caseFileId: string) =>
      (await openLines(caseFileId)).flatMap((line) => /^(.*) traveller$/.exec(line)?.[1] ?? []).sort();
    const tell = (caseFileId: string, ...about: ('taken-back' | 'word-changed' | 'crossing-closed')[]) =>
      core.stores.notifications.tell(
        clock.now(),
        about.map((each) => ({
          ...{ about: each, audience: 'traveller', caseFileId },
          ...(each === 'crossing-closed' ? { eventId: 'strike' } : {}),
        })),
      );
    const end = async (caseFileId: string) => {
      clock.advance({ minutes: 1 });
      await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
      clock.advance({ minutes: 1 });
    };

    it('is withdrawn with it, and stands again when it is taken back; of the place only that it is gone', async () => {
      const { caseFileId } = await aBooked();
      await tell(caseFileId, 'taken-back', 'word-changed', 'crossing-closed');
      await end(caseFileId);
      expect(await hers(caseFileId)).toEqual(['case-ended']);
      await back(caseFileId);
      expect(await hers(caseFileId)).toEqual(['booking-cancelled', 'crossing-closed', 'taken-back', 'word-changed']);
    });

    it('is told once, where she has to hear of two mistakes', async () => {
      const { caseFileId } = await aBooked();
      await tell(caseFileId, 'taken-back');
      await end(caseFileId);
      const [ended] = (await core.stores.notifications.listOpenOfCase(caseFileId)).filter(
        ({ about }) => about === 'case-ended',
      );
      await core.stores.notifications.markTold(ended?._id ?? '', 'Marta', clock.now());
      await back(caseFileId);
      expect(await hers(caseFileId)).toEqual(['booking-cancelled', 'taken-back']);
    });

    it('does not stand again where something newer was said of the same crossing', async () => {
      const { caseFileId } = await aBooked();
      await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
      await tell(caseFileId, 'crossing-closed');
      await end(caseFileId);
      await core.stores.notifications.tell(clock.now(), [
        { about: 'crossing-open-again', audience: 'traveller', caseFileId, eventId: 'strike' },
      ]);
      await back(caseFileId);
      expect(await hers(caseFileId)).toEqual(['booking-made', 'crossing-open-again']);
    });
  });

  it('ended on the road, her place cancelled after it: reopened she is confirmed, and can be booked again', async () => {
    const { caseFileId, slot } = await aBooked();
    const [booking] = await core.stores.bookings.listLiveOfCase(caseFileId);
    await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    await core.progress.end(anAct(), caseFileId, { ending: 'unreachable', reason: 'no word' });
    await core.booking.cancel(anAct(), booking?._id ?? '', { reason: 'the escort goes home' });
    expect(await core.progress.reopen(anAct(), caseFileId, { reason: 'she called' })).toEqual({ state: 'confirmed' });
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    expect((await core.stores.caseFiles.get(caseFileId)).state).toBe('booked');
  });

  it('an ending that she was told of and that is reopened is told as a mistake', async () => {
    const { caseFileId } = await aBooked();
    await core.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'they called' });
    for (const { _id } of await core.stores.notifications.listOpenOfCase(caseFileId))
      await core.stores.notifications.markTold(_id, 'Marta', clock.now());
    clock.advance({ hours: 25 });
    await core.progress.reopen(anAct(), caseFileId, { reason: 'she called' });
    expect(await openLines(caseFileId)).toEqual(['taken-back traveller', 'booking-cancelled traveller']);
  });
});
