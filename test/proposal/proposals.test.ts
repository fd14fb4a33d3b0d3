import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { anEnd, nobodyFromBelarus } from '../support/closures.ts';
import { PATH } from '../support/her-path.ts';
import { aCase, aDesk, anOpenSlot } from '../console/desk-setup.ts';

const START = '2026-11-24T08:00:00Z';

describe('what is proposed when the world has changed', () => {
  let world: TestApp;
  let desk: Awaited<ReturnType<typeof aDesk>>;
  const clock = testClock(START);
  beforeAll(async () => {
    world = await startTestApp({ clock });
    desk = await aDesk(world);
  });
  afterAll(() => world.stop());
  const made = { slots: [] as string[], families: [] as string[], events: [] as string[] };
  // What one test leaves is in no other's way: whoever is still booked would be proposed for too.
  afterEach(async () => {
    clock.set(START);
    for (const eventId of made.events.splice(0)) await reopen(eventId);
    for (const caseFileId of made.families.splice(0))
      for (const { _id } of await world.services.stores.bookings.listLiveOfCase(caseFileId))
        await world.services.booking.cancel(anAct(), _id, { reason: 'The test is over' });
    for (const slotId of made.slots.splice(0)) await world.services.slot.close(anAct(), slotId);
  });

  const aSlot = async (date: string, capacity = 1): Promise<string> => {
    const slotId = await anOpenSlot(world, desk, { date, capacity });
    made.slots.push(slotId);
    return slotId;
  };
  const booked = async (slotId: string) => {
    const { caseFileId } = await aCase(world);
    const { bookingId } = await world.services.booking.book(anAct(), slotId, { caseFileId, hold: false });
    made.families.push(caseFileId);
    return { caseFileId, bookingId };
  };
  const close = async (changes: object = {}) => {
    const { eventId } = await world.services.crossingEvent.report(anAct(), nobodyFromBelarus(changes));
    made.events.push(eventId);
    await world.services.rederivation.runOpen({ kind: 'job', name: 'test' });
    return eventId;
  };
  const reopen = async (eventId: string) => {
    made.events = made.events.filter((each) => each !== eventId);
    await world.services.crossingEvent.end(anAct(), eventId, anEnd);
    await world.services.rederivation.runOpen({ kind: 'job', name: 'test' });
  };
  const proposalOf = async (bookingId: string) =>
    (await world.services.proposal.listOpen()).find((each) => each.bookingId === bookingId);
  const placeOf = async (caseFileId: string) => {
    const live = await world.services.stores.bookings.listLiveOfCase(caseFileId);
    return live.filter(({ status }) => status === 'booked').map(({ slotId }) => slotId);
  };
  const acts = (name: string) => world.database.connection.collection('audit').countDocuments({ what: name });
  const seatsLeft = async (slotId: string) => (await world.services.slotList.get(slotId)).seatsLeft;

  it('holds the seats, changes nothing of hers, and gives them back once the border is open again', async () => {
    const [hers, later] = [await aSlot('2026-12-01'), await aSlot('2026-12-20')];
    const { caseFileId, bookingId } = await booked(hers);
    const eventId = await close();
    const proposal = await proposalOf(bookingId);
    expect(proposal).toMatchObject({
      caseFileId,
      slotId: hers,
      toSlotId: later,
      status: 'open',
      reasons: [{ eventId }],
    });
    expect([await placeOf(caseFileId), await seatsLeft(later)]).toEqual([[hers], 0]);
    const another = await aCase(world);
    await expect(
      world.services.booking.book(anAct(), later, {
        caseFileId: another.caseFileId,
        hold: false,
        acknowledgedReason: 'x y z',
      }),
    ).rejects.toMatchObject({ type: 'not-enough-seats' });
    await reopen(eventId);
    expect(await proposalOf(bookingId)).toBeUndefined();
    expect(await seatsLeft(later)).toBe(1);
  });

  it('becomes her place when somebody accepts it: she and the escorts are told, the old seat is free; a day long it can be undone', async () => {
    const [hers, later] = [await aSlot('2026-12-02'), await aSlot('2026-12-21')];
    const { caseFileId, bookingId } = await booked(hers);
    const eventId = await close();
    const { _id: proposalId = '' } = (await proposalOf(bookingId)) ?? {};
    await world.services.proposal.accept(anAct(), proposalId, {});
    expect([await placeOf(caseFileId), await seatsLeft(hers), await seatsLeft(later)]).toEqual([[later], 1, 0]);
    const lines = await world.services.stores.notifications.listOpenOfCase(caseFileId);
    expect(lines.filter(({ about }) => about === 'booking-moved').map(({ audience }) => audience)).toContain(
      'traveller',
    );
    await expect(world.services.proposal.accept(anAct(), proposalId, {})).rejects.toMatchObject({
      type: 'proposal-over',
    });
    await reopen(eventId);
    await world.services.proposal.undo(anAct(), proposalId, {});
    expect([await placeOf(caseFileId), await seatsLeft(hers), await seatsLeft(later)]).toEqual([[hers], 0, 1]);
    await expect(world.services.proposal.undo(anAct(), proposalId, {})).rejects.toMatchObject({
      type: 'proposal-over',
    });
  });

  it('is another path to the same meeting where one leads there, with no seat taken', async () => {
    const hers = await aSlot('2026-12-03');
    const { caseFileId, bookingId } = await booked(hers);
    const eventId = await close({ crossings: ['by-pl-terespol'], modes: ['bus'] });
    const proposal = await proposalOf(bookingId);
    expect(proposal).toMatchObject({ slotId: hers, toSlotId: hers });
    expect(proposal).not.toHaveProperty('toBookingId');
    await world.services.proposal.accept(anAct(), proposal?._id ?? '', { acknowledgedReason: 'She knows the way' });
    const changed = await world.services.stores.caseFiles.get(caseFileId);
    expect(changed.path).toEqual(proposal?.path);
    expect(await placeOf(caseFileId)).toEqual([hers]);
    const about = (await world.services.stores.notifications.listOpenOfCase(caseFileId)).map((line) => line.about);
    expect(about).toContain('path-changed');
    expect(about).not.toContain('crossing-closed');
    await reopen(eventId);
    await world.services.proposal.undo(anAct(), proposal?._id ?? '', {});
    expect((await world.services.stores.caseFiles.get(caseFileId)).path).toEqual(PATH);
  });

  it('is refused by a person, with nothing changed, and is over by itself after a day', async () => {
    const [hers, later] = [await aSlot('2026-12-04'), await aSlot('2026-12-22')];
    const { caseFileId, bookingId } = await booked(hers);
    await close();
    const first = await proposalOf(bookingId);
    await world.services.proposal.refuse(anAct(), first?._id ?? '');
    expect([await placeOf(caseFileId), await seatsLeft(later)]).toEqual([[hers], 1]);
    await world.services.rederivation.begin('asked', clock.now());
    await world.services.rederivation.runOpen({ kind: 'job', name: 'test' });
    const second = await proposalOf(bookingId);
    expect(second?.toSlotId).toBe(later);
    clock.advance({ hours: 24, minutes: 1 });
    expect(await proposalOf(bookingId)).toBeUndefined();
    expect(await seatsLeft(later)).toBe(1);
    await expect(world.services.proposal.accept(anAct(), second?._id ?? '', {})).rejects.toMatchObject({
      type: 'proposal-over',
    });
  });

  it('goes on where a crash left it, and proposes nothing twice', async () => {
    const [one, two] = [await aSlot('2026-12-05'), await aSlot('2026-12-06')];
    await aSlot('2026-12-23', 2);
    const families = [await booked(one), await booked(two)];
    await close();
    const count = async () =>
      (await world.services.proposal.listOpen()).filter(({ bookingId }) =>
        families.some((family) => family.bookingId === bookingId),
      ).length;
    expect(await count()).toBe(2);
    // The job of a process that ended before it had moved its cursor on.
    await world.services.rederivation.begin('asked', clock.now());
    await Promise.all([1, 2].map(() => world.services.rederivation.runOpen({ kind: 'job', name: 'test' })));
    expect(await count()).toBe(2);
    const [last] = await world.services.rederivation.listLately();
    expect(last?.doneAt).toBeDefined();
  });

  it('holds the seats of one proposal for each, whoever looks anew beside', async () => {
    const one = await aSlot('2026-12-08', 2);
    const later = await aSlot('2026-12-25', 9);
    const families = [await booked(one), await booked(one)];
    const { eventId } = await world.services.crossingEvent.report(anAct(), nobodyFromBelarus());
    made.events.push(eventId);
    await Promise.all([1, 2, 3].map(() => world.services.rederivation.runOpen({ kind: 'job', name: 'test' })));
    expect((await world.services.slotList.get(later)).seatsHeld).toBe(2);
    const before = await acts('proposal.propose');
    await world.services.rederivation.begin('asked', clock.now());
    await world.services.rederivation.runOpen({ kind: 'job', name: 'test' });
    expect(await acts('proposal.propose')).toBe(before);
    const [last] = await world.services.rederivation.listLately();
    expect(last?.counts).toEqual({ wrong: families.length, proposed: 0 });
  });

  it('gives its own seats to the remedy that takes its place', async () => {
    const hers = await aSlot('2026-12-10');
    const only = await aSlot('2026-12-27');
    const { bookingId } = await booked(hers);
    await close();
    const first = await proposalOf(bookingId);
    expect(first?.toSlotId).toBe(only);
    // The one path of the proposal is shut in its time; another one leads to the same meeting.
    await close({ crossings: ['by-pl-terespol'], fromDate: '2026-12-11', untilDate: '2027-01-20' });
    const second = await proposalOf(bookingId);
    expect(second).toMatchObject({ toSlotId: only });
    expect(second?._id).not.toBe(first?._id);
    expect(second?.path.entryCrossing).not.toBe('by-pl-terespol');
    expect(await seatsLeft(only)).toBe(0);
  });

  it('makes way for another one once what it proposes cannot be gone either', async () => {
    const hers = await aSlot('2026-12-09');
    const [soon, later] = [await aSlot('2026-12-26'), await aSlot('2027-01-02')];
    const { bookingId } = await booked(hers);
    await close();
    expect((await proposalOf(bookingId))?.toSlotId).toBe(soon);
    await close({ fromDate: '2026-12-10', untilDate: '2026-12-29' });
    expect((await proposalOf(bookingId))?.toSlotId).toBe(later);
    expect([await seatsLeft(soon), await seatsLeft(later)]).toEqual([1, 0]);
  });

  it('is accepted once by two who press at the same moment', async () => {
    const hers = await aSlot('2026-12-07');
    await aSlot('2026-12-24');
    const { caseFileId, bookingId } = await booked(hers);
    await close();
    const { _id: proposalId = '' } = (await proposalOf(bookingId)) ?? {};
    const done = await Promise.allSettled([1, 2].map(() => world.services.proposal.accept(anAct(), proposalId, {})));
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await placeOf(caseFileId)).toHaveLength(1);
  });
});
