import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMeetingPointStore } from '../../src/crossing/meeting-point-store.ts';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import { randomIds } from '../../src/platform/ids.ts';
import type { CommitmentRule } from '../../src/slot/build-slot.ts';
import { seriesService } from '../../src/slot/series-service.ts';
import { createSeriesStore } from '../../src/slot/series-store.ts';
import type { SeriesInput } from '../../src/slot/series.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';

const BEGIN = '2026-11-24T10:00:00Z';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe('what an act on a series writes, and nothing else', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock(BEGIN);
  const days = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2027-03-31T00:00:00Z') };

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const anInput = async (changes: Partial<SeriesInput> = {}): Promise<SeriesInput> => ({
    ...{
      meetingPointId: await aMeetingPoint(core),
      weekdays: [4],
      localTimes: ['14:30'],
      windowMinutes: 40,
      capacity: 3,
    },
    ...{ validFrom: '2026-11-01', validTo: '2026-12-03', ...changes },
  });
  /** The service on stores that a test may watch, or with another route. */
  const serviceWith = (changes: object = {}) => {
    const accompanyMinutes: CommitmentRule['accompanyMinutes'] = () => 18 * 60;
    return seriesService({
      ...{ ...core.stores, perform: core.perform, slotChanges: core.slotChanges, currentRoute: 'mod-2022-03-02@1' },
      ...{ escorts: createEscortStore(database.connection), series: createSeriesStore(database.connection) },
      meetingPoints: createMeetingPointStore(database.connection),
      commitment: { accompanyMinutes, restHours: 24, arrival: (planned: Date) => planned },
      ...{ clock: clock.now, ids: randomIds, ...changes },
    });
  };
  const slotsOf = (seriesId: string): Promise<Slot[]> => core.stores.slots.list({ seriesId, ...days });
  const make = async (changes: Partial<SeriesInput> = {}) => {
    const input = await anInput(changes);
    const { seriesId } = await core.series.create(anAct(), input);
    return { seriesId, input, slots: await slotsOf(seriesId) };
  };
  const hold = async (slot: Slot | undefined, isHold = true) => {
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), slot?._id ?? '', { caseFileId: caseFile._id, hold: isHold });
  };
  const entriesOf = async (seriesId: string) =>
    (await core.stores.audit.listBetween(days.from, days.to))
      .filter(({ which }) => which['seriesId'] === seriesId)
      .map(({ what, fields, actor }) => [what, fields.join(' '), actor.kind]);
  const revOf = async (escortId: string) => (await createEscortStore(database.connection).find(escortId))?.rev ?? 0;

  it('made: what was filled in, its place read from the meeting point, and how many slots it got', async () => {
    const escortId = await core.addEscort();
    const input = await anInput({ escortId });
    const { seriesId, planned } = await core.series.create(anAct(), input);
    expect(planned).toBe(2);
    expect(await core.series.get(seriesId)).toEqual({
      ...{ _id: seriesId, rev: 0, routeRef: 'mod-2022-03-02@1', ...input },
      ...{ crossingId: 'pl-ua-medyka', stageKey: 'meet:pl-ua-medyka', zone: 'Europe/Kyiv' },
    });
    expect((await core.series.list()).map(({ _id }) => _id)).toContain(seriesId);
    const filled = 'meetingPointId weekdays localTimes windowMinutes capacity validFrom validTo escortId';
    expect(await entriesOf(seriesId)).toEqual([['test.act', filled, 'staff']]);
  });

  it('made: its slots are whole, and shown to its escort', async () => {
    const escortId = await core.addEscort();
    const { seriesId, slots, input } = await make({ escortId, localTimes: ['18:00', '09:00'] });
    expect(slots.map(({ localTime, localDate }) => `${localDate} ${localTime}`)).toEqual([
      ...['2026-11-26 09:00', '2026-11-26 18:00', '2026-12-03 09:00', '2026-12-03 18:00'],
    ]);
    const { _id, ...first } = slots[0] as Slot;
    expect(first).toEqual({
      ...{ rev: 0, routeRef: 'mod-2022-03-02@1', stageKey: 'meet:pl-ua-medyka', crossingId: 'pl-ua-medyka' },
      ...{ meetingPointId: input.meetingPointId, capacity: 3, seriesId, plannedKey: `${seriesId}/2026-11-26/09:00` },
      ...{ from: new Date('2026-11-26T07:00:00Z'), to: new Date('2026-11-26T07:40:00Z'), zone: 'Europe/Kyiv' },
      ...{ localDate: '2026-11-26', localTime: '09:00', adjusted: 'none', escortId, status: 'open', edited: false },
      ...{ accompaniedUntil: new Date('2026-11-27T01:40:00Z'), freeAt: new Date('2026-11-28T01:40:00Z') },
      published: { seq: 1, at: new Date('2026-11-24T10:00:01Z') },
    });
    const rows = await core.stores.changes.listBetween([escortId], days.from, days.to);
    expect(rows.map(({ slotId }) => slotId).sort()).toEqual([slots[0]?._id, slots[2]?._id].sort());
  });

  it('made for nobody, where the escort is left empty: its slots wait as drafts', async () => {
    const { seriesId, slots } = await make({ escortId: '' });
    expect(await core.series.get(seriesId)).not.toHaveProperty('escortId');
    expect(slots.map(({ status, escortId }) => [status, escortId])).toEqual([
      ['draft', undefined],
      ['draft', undefined],
    ]);
  });

  it('made for every day: its escort has every second slot, for what he cannot do takes no time of his', async () => {
    const { slots } = await make({ escortId: await core.addEscort(), weekdays: EVERY_DAY });
    expect(slots.map(({ status }) => status)).toEqual(slots.map((_, index) => (index % 2 === 0 ? 'open' : 'draft')));
  });

  it('made with what its escort has promised elsewhere left to him', async () => {
    const escortId = await core.addEscort();
    await make({ escortId, localTimes: ['16:00'], validTo: '2026-11-26' });
    expect((await make({ escortId })).slots.map(({ status }) => status)).toEqual(['draft', 'open']);
  });

  it('is refused for an escort who has stopped, at a place not used, and where the route accompanies nobody from', async () => {
    const escortId = await core.addEscort();
    await core.escort.retire(anAct(), escortId);
    await expect(make({ escortId })).rejects.toMatchObject({ type: 'escort-retired' });
    const meetingPointId = await aMeetingPoint(core);
    await core.meetingPoint.retire(anAct(), meetingPointId);
    await expect(make({ meetingPointId })).rejects.toMatchObject({ type: 'meeting-point-retired' });
    const nowhere = { accompanyMinutes: () => undefined, restHours: 24, arrival: (planned: Date) => planned };
    const elsewhere = serviceWith({ commitment: nowhere }).create(anAct(), await anInput());
    await expect(elsewhere).rejects.toMatchObject({ type: 'cannot-open-slot', status: 409 });
  });

  it('plans nothing for a moment that has come, on the clock of its place', async () => {
    clock.set('2026-11-26T12:30:00Z');
    expect((await make()).slots.map(({ localDate }) => localDate)).toEqual(['2026-12-03']);
    clock.set('2026-11-26T12:29:59Z');
    expect((await make()).slots.map(({ localDate }) => localDate)).toEqual(['2026-11-26', '2026-12-03']);
    clock.set(BEGIN);
  });

  it('changed: its fields, its slots, the audit; its escort may be taken out of it', async () => {
    const escortId = await core.addEscort();
    const { seriesId, input, slots } = await make({ escortId });
    const changed = { ...input, escortId: '', capacity: 9, localTimes: ['14:30', '17:00'] };
    expect(await core.series.edit(anAct(), seriesId, changed)).toEqual({ seriesId, untouched: [] });
    const series = await core.series.get(seriesId);
    expect(series).toMatchObject({ rev: 1, capacity: 9, localTimes: ['14:30', '17:00'] });
    expect(series).not.toHaveProperty('escortId');
    const after = await slotsOf(seriesId);
    expect(after.map(({ localTime, status, capacity, escortId: of }) => [localTime, status, capacity, of])).toEqual([
      ['14:30', 'draft', 9, undefined],
      ['17:00', 'draft', 9, undefined],
      ['14:30', 'draft', 9, undefined],
      ['17:00', 'draft', 9, undefined],
    ]);
    expect(after[0]).toMatchObject({ _id: slots[0]?._id, edited: false, published: { seq: 2 } });
    const left = await core.stores.changes.listLeft(escortId, days.from, days.to);
    expect(left.map(({ slotId }) => slotId)).toEqual(slots.map(({ _id }) => _id));
    const filled = 'meetingPointId weekdays localTimes windowMinutes capacity validFrom validTo escortId';
    expect((await entriesOf(seriesId)).map(([, fields]) => fields)).toEqual([filled, filled]);
  });

  it('changed: it locks its slots by their ids, then the escorts before and after by theirs, each once', async () => {
    const escorts = createEscortStore(database.connection);
    const [before = '', after = ''] = [await core.addEscort(), await core.addEscort()].sort().reverse();
    const { seriesId, input, slots } = await make({ escortId: before, weekdays: EVERY_DAY });
    const locked: string[] = [];
    const noting =
      <T>(lock: (id: string) => Promise<T>) =>
      (id: string): Promise<T> => {
        locked.push(id);
        return lock(id);
      };
    const service = serviceWith({
      slots: { ...core.stores.slots, lock: noting(core.stores.slots.lock) },
      escorts: { ...escorts, lock: noting(escorts.lock) },
    });
    await service.edit(anAct(), seriesId, { ...input, escortId: after });
    const inOrder = [...slots.map(({ _id }) => _id).sort(), ...[before, after].sort()];
    expect([...new Set(locked)]).toEqual(inOrder);
    expect(locked.slice(0, inOrder.length)).toEqual(inOrder);
    expect(new Set((await slotsOf(seriesId)).map(({ escortId }) => escortId))).toEqual(new Set([after, undefined]));
  });

  it('changed: what somebody is on or a person changed stays, and is said with its day, its time and why', async () => {
    const { seriesId, input, slots } = await make({ escortId: await core.addEscort(), validTo: '2026-12-17' });
    const [booked, held, edited] = slots as [Slot, Slot, Slot];
    await hold(booked, false);
    await hold(held);
    await core.slot.edit(anAct(), edited._id, { ...input, date: '2026-12-10', time: '15:00' });
    await hold(edited);
    const untouchedBy = async () => (await core.series.edit(anAct(), seriesId, { ...input, capacity: 5 })).untouched;
    const line = ({ _id: slotId, localDate }: Slot, because: string, localTime = '14:30') => ({
      ...{ slotId, localDate, localTime, because },
    });
    const byId = <T extends { slotId: string }>(lines: T[]): T[] =>
      lines.sort((one, other) => (one.slotId < other.slotId ? -1 : 1));
    expect(await untouchedBy()).toEqual(
      byId([line(booked, 'booked'), line(held, 'booked'), line(edited, 'booked', '15:00')]),
    );
    clock.advance({ minutes: 10 });
    expect(await untouchedBy()).toEqual(byId([line(booked, 'booked'), line(edited, 'edited', '15:00')]));
    expect((await slotsOf(seriesId)).map(({ capacity }) => capacity)).toEqual([3, 5, 3, 5]);
    clock.set(BEGIN);
  });

  it('changed: what it takes of its escort is asked for anew, and not against itself', async () => {
    const escortId = await core.addEscort();
    const { seriesId, input } = await make({ escortId, weekdays: EVERY_DAY, validTo: '2026-11-28' });
    const escortsOf = async () => (await slotsOf(seriesId)).map((slot) => [slot.localDate.slice(8), slot.status]);
    const alternating = [
      ['24', 'open'],
      ['25', 'draft'],
      ['26', 'open'],
      ['27', 'draft'],
      ['28', 'open'],
    ];
    expect(await escortsOf()).toEqual(alternating);
    await core.series.edit(anAct(), seriesId, { ...input, capacity: 7 });
    expect(await escortsOf()).toEqual(alternating);
    await core.series.edit(anAct(), seriesId, { ...input, weekdays: [3, 4, 5, 6] });
    expect(await escortsOf()).toEqual([
      ['24', 'cancelled'],
      ['25', 'open'],
      ['26', 'draft'],
      ['27', 'open'],
      ['28', 'draft'],
    ]);
    await core.series.edit(anAct(), seriesId, input);
    expect(await escortsOf()).toEqual(alternating);
    expect((await slotsOf(seriesId))[0]).not.toHaveProperty('cancelledFor');
  });

  it('changed: a slot that a series cancelled says so, and what has begun is not touched', async () => {
    clock.set('2026-11-26T12:00:00Z');
    const { seriesId, input } = await make({ escortId: await core.addEscort() });
    clock.set('2026-11-26T12:31:00Z');
    await core.series.edit(anAct(), seriesId, { ...input, weekdays: [1] });
    expect((await slotsOf(seriesId)).map((slot) => [slot.localDate, slot.status, slot.cancelledFor])).toEqual([
      ['2026-11-26', 'open', undefined],
      ['2026-11-30', 'open', undefined],
      ['2026-12-03', 'cancelled', 'The series was changed.'],
    ]);
    clock.set(BEGIN);
  });

  it('retired: kept, marked, in the audit, and not to be changed any more', async () => {
    const { seriesId, input, slots } = await make({ escortId: await core.addEscort() });
    await hold(slots[1]);
    const { untouched } = await core.series.retire(anAct(), seriesId);
    expect(untouched).toEqual([
      { slotId: slots[1]?._id, localDate: '2026-12-03', localTime: '14:30', because: 'booked' },
    ]);
    expect(await core.series.get(seriesId)).toMatchObject({ retired: true, capacity: 3 });
    expect((await slotsOf(seriesId)).map(({ status }) => status)).toEqual(['cancelled', 'open']);
    expect((await entriesOf(seriesId)).at(-1)).toEqual(['test.act', 'retired', 'staff']);
    await expect(core.series.edit(anAct(), seriesId, input)).rejects.toMatchObject({ type: 'cannot-open-slot' });
  });

  it('planned by the job: what its horizon lacks, under its lock, in the job’s name; and at once only where it lacks any', async () => {
    const escortId = await core.addEscort();
    const whole = await make({ validTo: '2027-02-01' });
    const lacking = await make({ escortId, validTo: '2027-02-01' });
    clock.advance({ days: 7 });
    const rev = await revOf(escortId);
    expect(await core.series.planAll()).toBeGreaterThanOrEqual(2);
    expect(await slotsOf(lacking.seriesId)).toHaveLength(lacking.slots.length + 1);
    expect(await slotsOf(whole.seriesId)).toHaveLength(whole.slots.length + 1);
    expect(await revOf(escortId)).toBe(rev + 1);
    expect((await entriesOf(lacking.seriesId)).at(-1)).toEqual(['series.plan', 'slots', 'job']);
    const { rev: lockedOnce } = await core.series.get(lacking.seriesId);
    expect(lockedOnce).toBe(1);
    expect(await core.series.planAll()).toBe(0);
    expect((await core.series.get(lacking.seriesId)).rev).toBe(1);
    expect(await revOf(escortId)).toBe(rev + 1);
    clock.set(BEGIN);
  });
});
