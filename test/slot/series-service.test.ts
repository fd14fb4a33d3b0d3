import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseFile, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { connectWatchable } from '../support/watchable.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';

describe('a series on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  // A second process on the same database, with a connection and a queue of turns of its own.
  let elsewhere: TestCore;
  let closeElsewhere: () => Promise<void>;
  const clock = testClock();
  const days = { from: new Date('2026-11-24T00:00:00Z'), to: new Date('2027-01-31T00:00:00Z') };

  beforeAll(async () => {
    database = await openTestDatabase();
    const master = Buffer.alloc(32, 7);
    core = await startCore(database.connection, clock.now, { master });
    const second = await connectWatchable(database.uri);
    closeElsewhere = () => second.close();
    elsewhere = await startCore(second, clock.now, { master });
  });
  afterAll(async () => {
    await elsewhere.stop();
    await closeElsewhere();
    await core.stop();
    await database.close();
  });

  const anInput = (meetingPointId: string, changes = {}) => ({
    meetingPointId,
    weekdays: [1, 4],
    localTimes: ['14:30'],
    windowMinutes: 40,
    capacity: 3,
    validFrom: '2026-11-01',
    validTo: '2027-11-01',
    ...changes,
  });
  const slotsOf = (seriesId: string) => core.stores.slots.list({ seriesId, ...days });
  const aSeries = async (changes = {}) => {
    const input = anInput(await aMeetingPoint(core), { escortId: await core.addEscort(), ...changes });
    const { seriesId } = await core.series.create(anAct(), input);
    return { seriesId, input, slots: await slotsOf(seriesId) };
  };

  it('opens four weeks of slots in its escort’s name, by the clock of the meeting point', async () => {
    const { slots } = await aSeries();
    expect(slots).toHaveLength(8);
    expect(slots.every(({ status }) => status === 'open')).toBe(true);
    expect(slots[0]).toMatchObject({ from: new Date('2026-11-26T12:30:00Z'), zone: 'Europe/Kyiv', edited: false });
  });

  it('leaves as drafts what its escort cannot do, because he is not back from the one before', async () => {
    const { slots } = await aSeries({ weekdays: [4], localTimes: ['11:00', '14:30'] });
    expect(slots.map(({ localTime, status }) => [localTime, status]).slice(0, 2)).toEqual([
      ['11:00', 'open'],
      ['14:30', 'draft'],
    ]);
    expect(slots[1]?.escortId).toBeUndefined();
  });

  it('opens nothing at a meeting point that nobody has verified', async () => {
    const unverified = await aMeetingPoint(core, { verified: false });
    const { slots } = await aSeries({ meetingPointId: unverified });
    expect(slots.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'closed'));
  });

  it('is planned once, however often and in however many processes at once', async () => {
    const { seriesId } = await aSeries();
    clock.advance({ days: 7 });
    const known = await slotsOf(seriesId);
    await Promise.all([core.series.planAll(), elsewhere.series.planAll(), elsewhere.series.planAll()]);
    const planned = await slotsOf(seriesId);
    expect(planned).toHaveLength(known.length + 2);
    expect(new Set(planned.map(({ plannedKey }) => plannedKey)).size).toBe(planned.length);
    expect(await core.series.planAll()).toBe(0);
    expect(await slotsOf(seriesId)).toEqual(planned);
    clock.advance({ days: -7 });
  });

  it('moves the slots that nobody is booked on and nobody changed, keeps their keys, and lists the rest', async () => {
    const { seriesId, input, slots } = await aSeries();
    const [booked, edited, free] = slots;
    if (!booked || !edited || !free) throw new Error('Three slots are needed.');
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), booked._id, { caseFileId: caseFile._id, hold: false });
    await core.slot.edit(anAct(), edited._id, { ...input, date: edited.localDate, time: '15:00', capacity: 2 });

    const { untouched } = await core.series.edit(anAct(), seriesId, { ...input, capacity: 5, windowMinutes: 60 });
    expect(untouched.map(({ slotId, because }) => [slotId, because]).sort()).toEqual(
      [
        [booked._id, 'booked'],
        [edited._id, 'edited'],
      ].sort(),
    );
    expect(await core.stores.slots.find(booked._id)).toMatchObject({ capacity: 3, from: booked.from });
    expect(await core.stores.slots.find(edited._id)).toMatchObject({ capacity: 2, localTime: '15:00' });
    const followed = await core.stores.slots.find(free._id);
    expect(followed).toMatchObject({ capacity: 5, plannedKey: free.plannedKey, status: 'open', from: free.from });
    expect(followed?.published.seq).toBeGreaterThan(free.published.seq);
  });

  it('cancels and never deletes what it no longer asks for, and takes it up again when it does', async () => {
    const { seriesId, input, slots } = await aSeries();
    await core.series.edit(anAct(), seriesId, { ...input, weekdays: [4] });
    const statusOf = async () => (await slotsOf(seriesId)).map(({ status }) => status);
    expect((await statusOf()).filter((status) => status === 'cancelled')).toHaveLength(4);
    expect(await slotsOf(seriesId)).toHaveLength(slots.length);
    await core.series.edit(anAct(), seriesId, input);
    expect((await statusOf()).filter((status) => status === 'open')).toHaveLength(8);
    expect(await slotsOf(seriesId)).toHaveLength(slots.length);
  });

  it('leaves its escort where he has promised to be elsewhere meanwhile', async () => {
    const escortId = await core.addEscort();
    await aSeries({ escortId, weekdays: [4], localTimes: ['16:00'], validTo: '2026-11-26' });
    const { seriesId, input } = await aSeries({ escortId, weekdays: [4], validTo: '2026-12-03' });
    await core.series.edit(anAct(), seriesId, { ...input, capacity: 4 });
    expect((await slotsOf(seriesId)).map(({ status, capacity }) => [status, capacity])).toEqual([
      ['draft', 4],
      ['open', 4],
    ]);
  });

  it('gives up a weekday and its escort in one change', async () => {
    const { seriesId, input } = await aSeries({ validTo: '2026-11-30' });
    await core.series.edit(anAct(), seriesId, { ...input, escortId: undefined, weekdays: [4] });
    expect((await slotsOf(seriesId)).map(({ localDate, status }) => [localDate, status])).toEqual([
      ['2026-11-26', 'draft'],
      ['2026-11-30', 'cancelled'],
    ]);
  });

  it('leaves a slot cancelled that a person cancelled', async () => {
    const { seriesId, input, slots } = await aSeries();
    const cancelled = slots[0]?._id ?? '';
    await core.slot.cancel(anAct(), cancelled, 'the escort is ill');
    await core.series.planAll();
    await core.series.edit(anAct(), seriesId, { ...input, capacity: 4 });
    expect(await core.stores.slots.find(cancelled)).toMatchObject({ status: 'cancelled', capacity: 3 });
  });

  it('once retired, cancels what is free, keeps what is booked, and plans no more', async () => {
    const { seriesId, slots } = await aSeries();
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), slots[0]?._id ?? '', { caseFileId: caseFile._id, hold: false });
    const { untouched } = await core.series.retire(anAct(), seriesId);
    expect(untouched).toMatchObject([{ slotId: slots[0]?._id, because: 'booked' }]);
    await core.series.planAll();
    expect((await slotsOf(seriesId)).map(({ status }) => status)).toEqual([
      'open',
      ...Array.from({ length: 7 }, () => 'cancelled'),
    ]);
  });

  it('opens nothing in the name of an escort who has stopped', async () => {
    const escortId = await core.addEscort();
    const { seriesId } = await aSeries({ escortId, validFrom: '2026-12-30', validTo: '2026-12-31' });
    await core.escort.retire(anAct(), escortId);
    clock.advance({ days: 10 });
    await core.series.planAll();
    expect((await slotsOf(seriesId)).map((slot) => [slot.status, slot.escortId])).toEqual([['draft', undefined]]);
    clock.advance({ days: -10 });
  });

  it('gives a newly named escort every slot that he can do, the earliest first', async () => {
    const { seriesId, input } = await aSeries({ escortId: undefined, weekdays: [1, 2, 3, 4, 5, 6, 7] });
    await core.series.edit(anAct(), seriesId, { ...input, escortId: await core.addEscort() });
    const statuses = (await slotsOf(seriesId)).map(({ status }) => status);
    expect(statuses).toEqual(statuses.map((_, index) => (index % 2 === 0 ? 'open' : 'draft')));
  });

  it('leaves no trace of a planning that had nothing to plan, whatever of today is over', async () => {
    clock.set('2026-11-26T18:00:00Z');
    await aSeries();
    await core.series.planAll();
    const audited = () => core.stores.audit.listBetween(days.from, days.to);
    const before = await audited();
    expect(await core.series.planAll()).toBe(0);
    expect(await audited()).toHaveLength(before.length);
    clock.set('2026-11-24T10:00:00Z');
  });

  it('is edited and planned at the same moment without a slot of the old kind being left', async () => {
    const { seriesId, input } = await aSeries();
    clock.advance({ days: 14 });
    await Promise.all([core.series.edit(anAct(), seriesId, { ...input, capacity: 6 }), elsewhere.series.planAll()]);
    const ahead = (await slotsOf(seriesId)).filter(({ from }) => from > clock.now());
    expect(new Set(ahead.map(({ capacity }) => capacity))).toEqual(new Set([6]));
    clock.advance({ days: -14 });
  });
});
